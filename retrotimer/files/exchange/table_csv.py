"""The history as a table, one session a row, for spreadsheets; and sessions back from it, as far as rows say them.

A text that a spreadsheet would take for a formula begins with an apostrophe, and so does one that began with an
apostrophe: reading takes one away. Times are in seconds, distances estimates in metres from that day's paces.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO

from retrotimer.files.exchange.carried import Carried
from retrotimer.files.history_pieces import ID
from retrotimer.files.said_file import EFFORTS, Rating
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.weeks import figures
from retrotimer.training.workout import MAX_INTERVALS, MOVEMENTS, Direction, Movement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
HEAD = ("id", "day", "time", "zone", "name", "preset", "finished", "seconds", "longest backward s")
TIMES = {movement: f"{words} s" for words, movement in MOVEMENTS.items()}
METRES = {movement: f"{words} m" for words, movement in MOVEMENTS.items() if movement.direction}
PACES = ("run_forward", "run_backward", "walk_forward", "walk_backward")
SPEEDS = {name: f"{name.replace('_', ' ')} m/s" for name in PACES}
TAIL = ("body kg", "kcal", "effort", "note", "rated")
COLUMNS = (*HEAD, *TIMES.values(), *METRES.values(), *SPEEDS.values(), *TAIL)
MS_PER_S = 1_000
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


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
    offset = timezone(timedelta(seconds=record.offset_s)) if record.offset_s is not None else UTC
    at = record.started.astimezone(offset)
    times = dict.fromkeys(MOVEMENTS.values(), 0)
    for visit in record.visits:
        times[visit.what.movement] += visit.done_ms
    return {
        "id": carried.id,
        "day": at.date().isoformat(),
        "time": at.time().isoformat(),
        "zone": "" if record.offset_s is None else str(offset),
        "name": _safe(record.name),
        "preset": _safe(record.preset),
        "finished": "yes" if record.is_finished else "no",
        "seconds": _seconds(record.done_ms),
        "longest backward s": _seconds(figures(record.visits).longest_backward_ms),
        **{column: _seconds(times[movement]) for movement, column in TIMES.items()},
        **{column: str(round(record.metres(movement))) for movement, column in METRES.items()},
        **{column: repr(getattr(record.paces, name)) for name, column in SPEEDS.items()},
        "body kg": repr(record.paces.body_kg),
        "kcal": str(round(record.energy.kcal)),
        "effort": str(rating.effort) if rating and rating.effort else "",
        "note": _safe(rating.note) if rating else "",
        "rated": rating.at.isoformat() if rating else "",
    }


def _safe(text: str) -> str:
    return APOSTROPHE + text if text.startswith((*FORMULA, APOSTROPHE)) else text


def _unsafe(text: str) -> str:
    return text.removeprefix(APOSTROPHE)


def _seconds(ms: int) -> str:
    whole, rest = divmod(ms, MS_PER_S)
    return f"{whole}.{rest:03}" if rest else str(whole)


def read_csv(data: bytes) -> list[Carried]:
    """Return the sessions in `data`: a row says how long each movement was done in all, not in which order.

    Raises:
        WrongFile: where it is no such table, or a row is wrong.
    """
    try:
        reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        if set(COLUMNS) - set(reader.fieldnames or ()):
            raise WrongFile(_("it is not a table that RetroTimer wrote: columns are missing"))
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongFile(_("it is not a table that RetroTimer wrote")) from error
    return [_carried(row, n) for n, row in enumerate(rows, start=2)]


def _carried(row: dict[str, str], n: int) -> Carried:
    try:
        if not ID.fullmatch(row["id"]):
            raise WrongFile(_("row {n}: '{found}' is not the id of a session").format(n=n, found=row["id"][:40]))
        return Carried(row["id"], _record(row), _rating(row))
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise WrongFile(_("row {n} is not as RetroTimer wrote it").format(n=n)) from error


def _record(row: dict[str, str]) -> SessionRecord:
    zone = row["zone"].removeprefix("UTC")
    at = datetime.fromisoformat(f"{row['day']}T{row['time']}{zone or '+00:00'}")
    offset = at.utcoffset() if row["zone"] else None
    times = {movement: _ms(row[column]) for movement, column in TIMES.items()}
    plan = tuple(Planned(movement, ms) for movement, ms in _stays(times, _ms(row["longest backward s"])) if ms)
    return SessionRecord(
        _unsafe(row["name"]),
        _unsafe(row["preset"]),
        at.astimezone(UTC),
        Paces(**{name: float(row[column]) for name, column in SPEEDS.items()}, body_kg=float(row["body kg"])),
        plan,
        tuple(Visit(n, what, what.planned_ms or 0) for n, what in enumerate(plan)),
        row["finished"] == "yes",
        offset_s=None if offset is None else round(offset.total_seconds()),
    )


def _stays(times: dict[Movement, int], longest_ms: int) -> Iterator[tuple[Movement, int]]:
    """Give stays that come to `times`, the time backward cut so that none of it is longer than `longest_ms`."""
    pieces = []
    for movement, ms in times.items():
        if movement.direction is Direction.BACKWARD:
            most = max(longest_ms, ms // MAX_INTERVALS + 1)
            pieces += [(movement, min(most, ms - start)) for start in range(0, ms, most)]
    others = [(movement, ms) for movement, ms in times.items() if movement.direction is not Direction.BACKWARD]
    between, rest_ms = max(others, key=lambda other: other[1])
    part_ms = rest_ms // (len(pieces) + 1)
    for piece in pieces:
        yield between, part_ms
        yield piece
    yield between, rest_ms - part_ms * len(pieces)
    yield from (other for other in others if other[0] != between)


def _rating(row: dict[str, str]) -> Rating | None:
    if not row["rated"]:
        return None
    effort = int(row["effort"]) if row["effort"] else None
    if effort is not None and effort not in EFFORTS:
        raise ValueError(effort)
    return Rating(effort, _unsafe(row["note"]), datetime.fromisoformat(row["rated"]).astimezone(UTC))


def _ms(seconds: str) -> int:
    ms = round(float(seconds) * MS_PER_S)
    if not 0 <= ms <= 10**12:
        raise ValueError(seconds)
    return ms
