"""The history as a table, one session a row, for spreadsheets; and sessions back from it, as far as rows say them.

A text that a spreadsheet would take for something else begins with an apostrophe, and so does one that began with
one: reading takes one away. Times are in whole ms, distances estimates in metres from that day's paces.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, timedelta, timezone
from typing import BinaryIO

from retrotimer.exchange import csv_columns as table
from retrotimer.exchange.csv_columns import COLUMNS, OLD_COLUMNS, safe
from retrotimer.exchange.csv_rows import MS_PER_S, PER_MILLION, STARTED, CellError, Row, row_error
from retrotimer.exchange.json_archive import Carried
from retrotimer.files.wording import listed, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.history.weeks import figures
from retrotimer.training.workout.workout import MOVEMENTS

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATORS = (",", ";", "\t")
"""The comma is ours; where that is the sign of decimals, spreadsheets write one of the others."""
MOST_NAMED = 20
"""Wrong rows that are named one by one."""
Rows = list[tuple[int, dict[str, str]]]
"""Each row with its number, the head being 1."""


def write_csv(sessions: Iterable[Carried], file: BinaryIO) -> None:
    """Write `sessions` into `file`."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    text.write(BOM)  # without it spreadsheets take other letters for those beyond ASCII
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for carried in sessions:
        row = _row(carried)
        writer.writerow([row[column] for column in COLUMNS])
    text.detach()  # flushes, and leaves `file` open


def _row(carried: Carried) -> dict[str, str]:
    record, rating = carried.record, carried.rating
    return {
        "id": carried.id,
        **_when(record),
        "name": safe(record.name),
        "preset": safe(record.preset),
        "finished": "yes" if record.is_finished else "no",
        **_times(record),
        **{column: str(round(record.metres(movement))) for movement, column in table.METRES.items()},
        **{column: str(round(getattr(record.paces, name) * PER_MILLION)) for name, column in table.SPEEDS.items()},
        table.BODY: str(round(record.paces.body_kg * MS_PER_S)),
        "kcal": str(round(record.energy.kcal)),
        "effort": str(rating.effort) if rating and rating.effort else "",
        "note": safe(rating.note) if rating else "",
        "rated": rating.at.isoformat() if rating else "",
    }


def _when(record: SessionRecord) -> dict[str, str]:
    """Return when it began: exactly, and for people, who may let a spreadsheet write it its own way."""
    offset = timezone(timedelta(seconds=record.offset_s)) if record.offset_s is not None else UTC
    at = record.started.astimezone(offset)
    return {
        table.STARTED: record.started.astimezone(UTC).strftime(STARTED),
        table.DAY: at.date().isoformat(),
        table.TIME: f"{at:%H:%M:%S}",
        table.ZONE: "" if record.offset_s is None else str(offset),
    }


def _times(record: SessionRecord) -> dict[str, str]:
    times = dict.fromkeys(MOVEMENTS.values(), 0)
    for visit in record.visits:
        times[visit.what.movement] += visit.done_ms
    return {
        table.TOTAL: str(record.done_ms),
        table.LONGEST: str(figures(record.visits).longest_backward_ms),
        **{column: str(times[movement]) for movement, column in table.TIMES.items()},
    }


def read_csv(data: bytes, notes: list[str] | None = None) -> list[Carried]:
    """Return the sessions in `data`: a row says how long each movement was done in all, not in which order.

    What of the table is not used is put into `notes`, in sentences.

    Raises:
        WrongFile: where it is no such table, or a row is wrong.
    """
    columns, rows = _rows(data)
    is_old = not set(OLD_COLUMNS) - columns and bool(set(COLUMNS) - columns)
    known = OLD_COLUMNS if is_old else COLUMNS
    missing = [column for column in known if column not in columns]
    if missing:
        sentence = _("it is not a table that RetroTimer wrote: columns are missing: {columns}; export it again")
        raise WrongFile(sentence.format(columns=listed(missing)))
    unknown = sorted(columns - set(known))
    if unknown and notes is not None:
        sentence = _("These columns are not RetroTimer's and were left out: {columns}.")
        notes.append(sentence.format(columns=", ".join(map(shown, unknown))))
    found, mistakes = [], []
    for n, row in rows:
        try:
            found.append(Row(row, is_old=is_old).carried())
        except CellError as error:
            mistakes.append(row_error(n, error))
            if len(mistakes) == MOST_NAMED:
                break
    if mistakes:
        raise WrongFile(*mistakes)
    return found


def _rows(data: bytes) -> tuple[set[str], Rows]:
    """Return the columns of the table in `data`, and its rows but those in which every cell is empty."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        sentence = _("it is not a table in UTF-8: save it as 'CSV UTF-8' (line {line})")
        raise WrongFile(sentence.format(line=line)) from error
    for separator in SEPARATORS:
        try:
            reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
            columns = set(reader.fieldnames or ())
            if "id" not in columns or len(columns) == 1:
                continue
            return columns, _numbered_rows(reader)
        except csv.Error as error:
            raise WrongFile(_("it is not a table that RetroTimer wrote: {why}").format(why=error)) from error
    raise WrongFile(_("it is not a table that RetroTimer wrote: it has no column 'id'"))


def _numbered_rows(reader: csv.DictReader[str]) -> Rows:
    rows: Rows = []
    for n, row in enumerate(reader, start=2):
        if None in row:
            sentence = _("row {n} has more cells than the head: put a text or number with a separator in quotes")
            raise WrongFile(sentence.format(n=n))
        if any(row.values()):
            rows.append((n, row))
    return rows
