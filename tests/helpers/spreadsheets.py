"""Simulate how spreadsheets of several locales change a table when they open and save it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

DAY = re.compile(r"\d{4}-\d\d-\d\d")
TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(\.\d+)?")
FEW = re.compile(r"(\d{1,2})[-./](\d{1,2})")
NAMED = re.compile(r"(?:May|Mai|Maj)\.? (\d{1,2})")
DIGITS = re.compile(r"\d+")
SHOWN = 11
"""Most digits that a cell shows before it switches to scientific notation."""


@dataclass(frozen=True)
class Spreadsheet:
    """A locale: thousands separator, decimal mark, cell separator, and formats of days and times."""

    thousands: str
    decimals: str
    separator: str
    day: str
    time: str

    def saved(self, data: bytes) -> bytes:
        """Return the table in `data` as this spreadsheet saves it."""
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        file = io.StringIO(newline="")
        csv.writer(file, delimiter=self.separator).writerows([self.cell(cell) for cell in row] for row in rows)
        return file.getvalue().encode("utf-8-sig")

    def cell(self, text: str) -> str:
        """Return the saved text of a cell."""
        return next((made for made in (read(text) for read in self._readings()) if made is not None), text)

    def _readings(self) -> Iterable[Callable[[str], str | None]]:
        return self._day, self._time, self._number

    def _day(self, text: str) -> str | None:
        if DAY.fullmatch(text):
            return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).strftime(self.day)
        few, named = FEW.fullmatch(text), NAMED.fullmatch(text)
        if (few and few[1] != "0" and few[2] != "0" and self.decimals not in text) or named:
            return "a day that nobody meant"
        return None

    def _time(self, text: str) -> str | None:
        found = TIME.fullmatch(text)
        if not found:
            return None
        if found[4]:
            return f"{found[2]}:{found[3]}{self.decimals}{found[4][1]}"
        return datetime.strptime(text, "%H:%M:%S").replace(tzinfo=UTC).strftime(self.time)

    def _number(self, text: str) -> str | None:
        grouped = rf"-?\d{{1,3}}(?:{re.escape(self.thousands)}\d{{3}})+"
        if re.fullmatch(grouped, text):
            text = text.replace(self.thousands, "")
        if not DIGITS.fullmatch(text):
            return None
        return str(int(text)) if len(str(int(text))) <= SHOWN else f"{int(text):.5E}".replace(".", self.decimals)


ENGLISH = Spreadsheet(",", ".", ",", "%m/%d/%Y", "%I:%M:%S %p")
BRITISH = Spreadsheet(",", ".", ",", "%d/%m/%Y", "%H:%M:%S")
GERMAN = Spreadsheet(".", ",", ";", "%d.%m.%Y", "%H:%M:%S")
DANISH = Spreadsheet(".", ",", ";", "%d-%m-%y", "%H.%M.%S")
FRENCH = Spreadsheet("\N{NARROW NO-BREAK SPACE}", ",", "\t", "%d/%m/%Y", "%H:%M")
SPREADSHEETS = (ENGLISH, BRITISH, GERMAN, DANISH, FRENCH)
