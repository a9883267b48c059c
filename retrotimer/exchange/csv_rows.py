"""A row of the history as a table, as it may come back from a spreadsheet: what that changed is found and named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from retrotimer.exchange import csv_columns as table
from retrotimer.exchange.csv_columns import Times, unsafe
from retrotimer.exchange.json_archive import Carried
from retrotimer.files.history.annotations import EFFORTS, Rating
from retrotimer.files.history.merge import ID
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MAX_INTERVALS, Direction, Movement

Visits = tuple[Visit, ...]


def stays(times: Times, longest_ms: int) -> Iterator[tuple[Movement, int]]:
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


def as_far(visits: Visits, movement: Movement, pace_ms: int) -> Visits:
    """Return `visits` with those of `movement` as far, together, as `pace_ms` at its pace are."""
    found, left_ms = [], sum(visit.done_ms for visit in visits if visit.what.movement == movement)
    for visit in visits:
        if visit.what.movement != movement:
            found.append(visit)
            continue
        part_ms = pace_ms * visit.done_ms // left_ms
        found.append(replace(visit, pace_ms=part_ms))
        pace_ms, left_ms = pace_ms - part_ms, left_ms - visit.done_ms
    return tuple(found)


WHOLE = re.compile(r"\d{1,13}")
DECIMAL = re.compile(r"\d{1,10}(?:\.\d{1,17})?")
STARTED_FORM = re.compile(r"\d{8}T\d{6}\.\d{6}Z")
STARTED = "%Y%m%dT%H%M%S.%fZ"
"""No spreadsheet takes this for a time, and so leaves it as it is."""
MS_PER_S, PER_MILLION = 1_000, 1_000_000
TOO_FAR = 100
"""So many times farther than its metres no time backward or forward is: its seconds lost their point."""
YES = {"yes": True, "no": False}

Cell = TypeVar("Cell")


class CellError(ValueError):
    """A cell is not as it should be: which column, and what to do."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


class Row:
    """The row of `cells`; the forms of its numbers are those of its table."""

    def __init__(self, cells: dict[str, str], *, is_old: bool) -> None:
        self.cells = cells
        self.is_old = is_old

    def carried(self) -> Carried:
        """Return the session.

        Raises:
            CellError: for what is wrong first.
        """
        found = self._cell("id")
        if not ID.fullmatch(found):
            raise CellError(
                "id", _("{found} is not the id of a session: leave it as it was").format(found=shown(found))
            )
        record = self._record()
        return Carried(found, record, self._rating(record.started))

    def _cell(self, column: str) -> str:
        value = self.cells.get(column)
        if value is None:
            raise CellError(column, _("there is no such cell: the row is too short"))
        return value

    # numbers

    def _number(self, column: str, old: str, per: int) -> int:
        """Return a whole number; of an earlier table the one under `old`, which counted in units of `per`."""
        return self._old_number(old, per) if self.is_old else self._whole(column)

    def _whole(self, column: str) -> int:
        found = self._cell(column).strip()
        if not (found.isascii() and WHOLE.fullmatch(found)):
            sentence = _("{found} is not a whole number: write it without points, commas and blanks, such as 5200")
            raise CellError(column, sentence.format(found=shown(found)))
        return int(found)

    def _old_number(self, column: str, per: int) -> int:
        found = self._cell(column).strip()
        if not (found.isascii() and DECIMAL.fullmatch(found)):
            sentence = _(
                "{found} is not a number as RetroTimer wrote it, such as 5.2: a spreadsheet changed it; take the "
                "table as it was, or export it again"
            )
            raise CellError(column, sentence.format(found=shown(found)))
        return round(float(found) * per)

    # the session

    def _record(self) -> SessionRecord:
        started, offset_s = self._started_old() if self.is_old else self._started()
        times, longest_ms = self._times()
        paces = self._paces()
        plan = tuple(Planned(movement, ms) for movement, ms in stays(times, longest_ms) if ms)
        visits = tuple(Visit(n, what, what.planned_ms or 0) for n, what in enumerate(plan))
        finished = self._cell("finished").strip().casefold()
        if finished not in YES:
            sentence = _("{found} is neither yes nor no: write one of them")
            raise CellError("finished", sentence.format(found=shown(self._cell("finished"))))
        return SessionRecord(
            unsafe(self._cell("name")),
            unsafe(self._cell("preset")),
            started,
            paces,
            plan,
            self._with_metres(visits, paces),
            YES[finished],
            offset_s=offset_s,
        )

    def _times(self) -> tuple[Times, int]:
        """Return how long each movement was done, and the longest time backward."""
        columns = table.OLD_TIMES if self.is_old else table.TIMES
        times = {
            movement: self._number(column, table.OLD_TIMES[movement], MS_PER_S)
            for movement, column in table.TIMES.items()
        }
        total_column = table.OLD_TOTAL if self.is_old else table.TOTAL
        total_ms, sum_ms = self._number(table.TOTAL, table.OLD_TOTAL, MS_PER_S), sum(times.values())
        if total_ms != sum_ms:
            sentence = _(
                "{total} is not the sum of {columns}, which is {sum}: a spreadsheet may have changed one of them; "
                "put right what is wrong"
            )
            parts = ", ".join(f"'{column}'" for column in columns.values())
            summed = _old_text(sum_ms) if self.is_old else str(sum_ms)
            raise CellError(
                total_column, sentence.format(total=shown(self._cell(total_column)), columns=parts, sum=summed)
            )
        back_ms = sum(ms for movement, ms in times.items() if movement.direction is Direction.BACKWARD)
        longest_ms = self._number(table.LONGEST, table.OLD_LONGEST, MS_PER_S)
        if not (0 < longest_ms <= back_ms or longest_ms == back_ms == 0):
            column = table.OLD_LONGEST if self.is_old else table.LONGEST
            sentence = _("{found} is not a part of the time backward in this row: put right what is wrong")
            raise CellError(column, sentence.format(found=shown(self._cell(column))))
        return times, longest_ms

    def _with_metres(self, visits: Visits, paces: Paces) -> Visits:
        """Return `visits` as far as the row says: taps may have said another distance than their pace does."""
        for movement, column in table.METRES.items():
            metres = self._whole(column)
            reckoned = (
                sum(v.done_ms for v in visits if v.what.movement == movement) * paces.speed(movement) / MS_PER_S
            )
            if round(reckoned) == metres:
                continue
            if not reckoned or (self.is_old and reckoned > TOO_FAR * metres > 0):
                sentence = _("{found} m do not fit the time beside it: put right what is wrong")
                raise CellError(column, sentence.format(found=shown(self._cell(column))))
            visits = as_far(visits, movement, round(metres * MS_PER_S / paces.speed(movement)))
        return visits

    def _paces(self) -> Paces:
        speeds = {
            name: self._number(column, table.OLD_SPEEDS[name], PER_MILLION) / PER_MILLION
            for name, column in table.SPEEDS.items()
        }
        if self.is_old:  # to the last digit
            speeds = {name: float(self._cell(column)) for name, column in table.OLD_SPEEDS.items()}
        body = self._number(table.BODY, table.OLD_BODY, 1_000) / 1_000
        try:
            return Paces(**speeds, body_kg=body)
        except ValueError as error:
            column = (table.OLD_SPEEDS if self.is_old else table.SPEEDS)["run_backward"]
            sentence = _("this and the speeds beside it are not those of a person: put right what is wrong")
            raise CellError(column, sentence) from error

    # times of day

    def _started(self) -> tuple[datetime, int | None]:
        """Return when it began, and how far the clocks were ahead there: day and time beside it must fit."""
        found = self._cell(table.STARTED).strip()
        if not STARTED_FORM.fullmatch(found):
            raise CellError(table.STARTED, _not_ours(found))
        started = self._read(table.STARTED, lambda _cell: datetime.strptime(found, STARTED).replace(tzinfo=UTC))
        zone = self._cell(table.ZONE).strip()
        offset = self._read(table.ZONE, lambda _cell: datetime.strptime(_offset(zone), "%z").utcoffset())
        there = started.astimezone(UTC) + offset if offset else started
        for column, fits in ((table.DAY, table.is_day), (table.TIME, table.is_time)):
            cell = self._cell(column)
            if not fits(cell, there):
                sentence = _("{found} is not what '{started}' says: change both, or neither")
                raise CellError(column, sentence.format(found=shown(cell), started=table.STARTED))
        return started, round(offset.total_seconds()) if zone and offset is not None else None

    def _started_old(self) -> tuple[datetime, int | None]:
        zone = self._cell(table.ZONE).strip()
        moment = f"{self._cell(table.DAY)}T{self._cell(table.TIME)}{zone.removeprefix('UTC') or '+00:00'}"
        at = self._read(table.DAY, lambda _cell: datetime.fromisoformat(moment))
        offset = at.utcoffset() if zone else None
        return at.astimezone(UTC), None if offset is None else round(offset.total_seconds())

    def _rating(self, started: datetime) -> Rating | None:
        """Return what was said of it; where nobody wrote down when, that counts as the start of the session."""
        effort_cell, note, rated = (self._cell(column).strip() for column in ("effort", "note", "rated"))
        if not (effort_cell or note or rated):
            return None
        effort = self._whole("effort") if effort_cell else None
        if effort is not None and effort not in EFFORTS:
            sentence = _("{found} is no effort: write a number from {least} to {most}, or nothing")
            raise CellError("effort", sentence.format(found=shown(effort_cell), least=EFFORTS[0], most=EFFORTS[-1]))
        at = self._read("rated", lambda cell: datetime.fromisoformat(cell.strip())) if rated else started
        return Rating(effort, unsafe(self._cell("note")), at.astimezone(UTC))

    def _read(self, column: str, read: Callable[[str], Cell]) -> Cell:
        cell = self._cell(column)
        try:
            return read(cell)
        except (ValueError, OverflowError) as error:
            raise CellError(column, _not_ours(cell)) from error


def row_error(n: int, error: CellError) -> str:
    """Return the sentence about a cell of row `n`, counted from 1 with the head."""
    return _("row {n}, column '{column}': {mistake}").format(n=n, column=error.column, mistake=error)


def _not_ours(cell: str) -> str:
    sentence = _("{found} is not as RetroTimer wrote it: a spreadsheet changed it; put back what was there")
    return sentence.format(found=shown(cell))


def _offset(zone: str) -> str:
    return zone.removeprefix("UTC") or "+00:00"


def _old_text(ms: int) -> str:
    whole, rest = divmod(ms, MS_PER_S)
    return f"{whole}.{rest:03}" if rest else str(whole)
