"""Lengths as people type them into a line: `90s`, `1m30`, `1'30"`, `10 min`, `400mtr`, `1.5 km`, `2mi`, `1:30`.

In a plain `m` both notations meet: in that of intervals.icu it is minutes, on a track it is metres. See `Reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from retrotimer.training.workout import STEP_MS, Distance, Duration

MINUTE_MS = 60_000
MANY_M, DOUBTFUL_M = 100, 40
"""So many `m` are metres in a text that is not in the notation of intervals.icu; so many may be (heuristics)."""
OVER_LONG_M = STEP_MS[1] // MINUTE_MS + 1
"""No step is so many minutes long."""
UNITS_MS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 60 * MINUTE_MS),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "'", "′", "’"), MINUTE_MS),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds", '"', "″", "”", "''"), 1_000),
}
UNITS_MM: dict[str, Fraction] = {
    **dict.fromkeys(("mtr", "mtrs", "meter", "meters", "metre", "metres"), Fraction(1_000)),
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), Fraction(1_000_000)),
    **dict.fromkeys(("mi", "mile", "miles"), Fraction(1_609_344)),
    **dict.fromkeys(("y", "yd", "yds", "yrd", "yrds", "yard", "yards"), Fraction("914.4")),
}
NUMBER = r"\d{1,7}(?:[.,]\d{1,4})?"
UNIT = "|".join(sorted((re.escape(unit) for unit in (*UNITS_MS, *UNITS_MM)), key=len, reverse=True))
PART = re.compile(rf"(?P<number>{NUMBER})[ -]?(?P<unit>{UNIT})(?![^\W\d_])", re.IGNORECASE)
FIRST = re.compile(rf"(?<![\w.,:/%^–-]){PART.pattern}", re.IGNORECASE)
BARE = re.compile(r"\d{1,2}(?![\w.,:%])")
CLOCK = re.compile(r"(?<![\w.,:/%–-])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\w:/%-]|\s*pace)", re.IGNORECASE)


class Reading(StrEnum):
    """How a plain `m` was read: as its notation has it, or guessed."""

    SURE = "sure"
    METRES = "metres"
    MINUTES = "minutes"


@dataclass(frozen=True, slots=True)
class Found:
    """A length in a text: `ms` or `mm`, the other 0; the text without it; and whether an `m` in it was guessed."""

    ms: int
    mm: int
    written: str
    before: str
    after: str
    reading: Reading = Reading.SURE

    @property
    def rest(self) -> str:
        """The text around it."""
        return f"{self.before} {self.after}".strip()


def find_length(text: str, metres_from: int = MANY_M) -> Found | None:
    """Return the first length in `text`; one with a unit goes before a time such as `1:30`.

    An `m` is minutes below `metres_from`, and metres from there on.
    """
    first = FIRST.search(text)
    if first:
        return _whole(text, first, metres_from)
    clock = CLOCK.search(text)
    if not clock:
        return None
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    ms = (hours * 3_600 + minutes * 60 + seconds) * 1_000
    return Found(ms, 0, clock[0], text[: clock.start()], text[clock.end() :])


def _whole(text: str, first: re.Match[str], metres_from: int) -> Found:
    """Return the length that begins with `first`, with the smaller units of time that follow."""
    unit, value = first["unit"].casefold(), _value(first["number"])
    before = text[: first.start()]
    if unit in UNITS_MM:
        return Found(0, round(value * UNITS_MM[unit]), first[0], before, text[first.end() :])
    if unit == "m" and value >= metres_from:
        return Found(0, round(value * 1_000), first[0], before, text[first.end() :], Reading.METRES)
    total, size, end = value * UNITS_MS[unit], UNITS_MS[unit], first.end()
    while size > 1_000:
        gap = 1 if text[end : end + 1] == " " else 0
        part = PART.match(text, end + gap)
        smaller = UNITS_MS.get(part["unit"].casefold(), size) if part else size
        if part and smaller < size:
            total, size, end = total + _value(part["number"]) * smaller, smaller, part.end()
            continue
        bare = BARE.match(text, end)
        if bare:
            total, end = total + Fraction(bare[0]) * size / 60, bare.end()
        break
    guessed = unit == "m" and value >= DOUBTFUL_M and end == first.end()
    reading = Reading.MINUTES if guessed else Reading.SURE
    return Found(round(total), 0, text[first.start() : end], before, text[end:], reading)


def _value(number: str) -> Fraction:
    return Fraction(number.replace(",", "."))


def length_text(length: Duration | Distance) -> str:
    """Return `length` in the notation of intervals.icu, exactly."""
    if isinstance(length, Distance):
        whole, rest = divmod(length.mm, 1_000)
        if length.mm % 1_000_000 == 0:
            return f"{length.mm // 1_000_000}km"
        return f"{_decimal(whole, rest)}mtr"
    hours, ms = divmod(length.ms, 3_600_000)
    minutes, ms = divmod(ms, MINUTE_MS)
    seconds = f"{_decimal(*divmod(ms, 1_000))}s" if ms else ""
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "") + seconds


def _decimal(whole: int, thousandths: int) -> str:
    return f"{whole}.{thousandths:03}".rstrip("0") if thousandths else str(whole)
