"""Write the history as CSV, one session a row, and read sessions back from it.

Text that a spreadsheet would take for a number, a date or a formula gets an apostrophe in front. Numbers are whole,
as separators differ between languages: times in ms, distances in m. Earlier tables had decimal seconds. Groups and
arrivals stand in one cell, as the session's file has them: what its totals say must be what the row says.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import BinaryIO, TypeVar

from retrotimer.exchange.json_archive import ArchivedSession
from retrotimer.files.history.annotations import Rating
from retrotimer.files.history.merge import ID
from retrotimer.files.history.session_file import session_fields, session_from
from retrotimer.files.wording import listed, printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.effort import EFFORTS
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.history.weeks import figures
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MAX_INTERVALS, MOVEMENTS, Direction, Movement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
TAKEN = re.compile(r"\W*\d|[^\W\d_]+\.?\s*\d|(?:true|false|wahr|falsch|sand|falsk)\s*$", re.IGNORECASE)
"""What spreadsheets make numbers, dates and truths of: `3-1`, `May 5`."""

PACES = ("run_forward", "run_backward", "walk_forward", "walk_backward")
FORWARD_AND_BACK = {words: movement for words, movement in MOVEMENTS.items() if movement.direction}
METRES = {movement: f"{words} m" for words, movement in FORWARD_AND_BACK.items()}

STARTED, DAY, TIME, ZONE = "started", "day", "time", "zone"
TOTAL, LONGEST = "total ms", "longest backward ms"
TIMES = {movement: f"{words} ms" for words, movement in MOVEMENTS.items()}
SPEEDS = {name: f"{name.replace('_', ' ')} um/s" for name in PACES}  # speeds in millionths of a metre per second
BODY = "body g"
TAIL = ("kcal", "effort", "note", "rated")
HEAD = ("id", STARTED, DAY, TIME, ZONE, "name", "preset", "finished", TOTAL, LONGEST)
DETAILS = "groups and arrivals"
NEEDED = (*HEAD, *TIMES.values(), *METRES.values(), *SPEEDS.values(), BODY, *TAIL)
COLUMNS = (*NEEDED, DETAILS)
IN_DETAILS = ("groups", "marks", "plan", "done", "pauses")
"""The fields of a session's file that are in the cell; none of them for a session without groups and arrivals."""
MOST_IN_CELL = 32_767
"""So many signs of a cell spreadsheets keep."""

OLD_TOTAL, OLD_LONGEST = "seconds", "longest backward s"
OLD_TIMES = {movement: f"{words} s" for words, movement in MOVEMENTS.items()}
OLD_SPEEDS = {name: f"{name.replace('_', ' ')} m/s" for name in PACES}
OLD_BODY = "body kg"
OLD_HEAD = ("id", DAY, TIME, ZONE, "name", "preset", "finished", OLD_TOTAL, OLD_LONGEST)
OLD_COLUMNS = (*OLD_HEAD, *OLD_TIMES.values(), *METRES.values(), *OLD_SPEEDS.values(), OLD_BODY, *TAIL)

Times = dict[Movement, int]  # how long each movement was done, in ms


def safe(text: str) -> str:
    """Return `text` as a cell that stays the text it is: with an apostrophe before it, where it needs one."""
    needs_one = text.startswith((*FORMULA, APOSTROPHE)) or TAKEN.match(text)
    return APOSTROPHE + text if needs_one else text


def unsafe(text: str) -> str:
    """Return the text that `safe` made a cell of."""
    return text.removeprefix(APOSTROPHE)


def _numbers(cell: str) -> list[int]:
    return [int(found) for found in re.findall(r"[0-9]{1,6}", cell)]


def is_day(cell: str, at: datetime) -> bool:
    """Return whether `cell` is the day of `at`, in whichever order it is written; a month's name is not read."""
    left = [at.day, at.month]
    for number in _numbers(cell):
        if number in left:
            left.remove(number)
        elif number not in (at.year, at.year % 100):
            return False
    return len(_numbers(cell)) >= 2


def is_time(cell: str, at: datetime) -> bool:
    """Return whether `cell` is the time of `at`, by 24 or 12 hours, to the minute or the second."""
    hour, *rest = _numbers(cell) or [-1]
    return hour in (at.hour, at.hour % 12 or 12) and rest in ([at.minute], [at.minute, at.second])


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
STARTED_AS = "%Y%m%dT%H%M%S.%fZ"  # no spreadsheet takes this for a time, and so leaves it as it is
MS_PER_S, PER_MILLION = 1_000, 1_000_000
TOO_FAR = 100  # so many times farther than its metres no time backward or forward is: its seconds lost their point
YES = {"yes": True, "no": False}

Cell = TypeVar("Cell")


class CellError(ValueError):
    """A cell is not as it should be: which column, and what to do."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


class Row:
    """The row of `cells`; its numbers have the form of its table, new or old."""

    def __init__(self, cells: dict[str, str], *, is_old: bool) -> None:
        self.cells = cells
        self.is_old = is_old

    def carried(self) -> ArchivedSession:
        """Return the session. Raises CellError for what is wrong first."""
        found = self._cell("id")
        if not ID.fullmatch(found):
            raise CellError(
                "id", _("{found} is not the id of a session: leave it as it was").format(found=shown(found))
            )
        record = self._record()
        return ArchivedSession(found, record, self._rating(record.started))

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
        record = SessionRecord(
            unsafe(self._cell("name")),
            unsafe(self._cell("preset")),
            started,
            paces,
            plan,
            self._with_metres(visits, paces),
            YES[finished],
            offset_s=offset_s,
        )
        return self._with_details(record)

    def _with_details(self, record: SessionRecord) -> SessionRecord:
        """Return `record` with its groups and arrivals, whose totals must be those of the row."""
        cell = self.cells.get(DETAILS, "").strip()
        if not cell:
            return record
        sentence = _(
            "this is not as RetroTimer wrote it: a spreadsheet cut or changed it; put back what was there, or "
            "empty the cell to have the session without groups and arrivals"
        )
        try:
            fields = json.loads(cell)
            if not isinstance(fields, dict) or not fields.keys() <= set(IN_DETAILS):
                raise CellError(DETAILS, sentence)
            found = session_from(session_fields(record) | fields)
        except (ValueError, RecursionError, WrongFile) as error:
            raise CellError(DETAILS, sentence) from error
        if _done(found) != _done(record):
            sentence = _(
                "what is done in it does not come to the times and metres beside it: put right what is wrong, or "
                "empty the cell to have the session without groups and arrivals"
            )
            raise CellError(DETAILS, sentence)
        return found

    def _times(self) -> tuple[Times, int]:
        columns = OLD_TIMES if self.is_old else TIMES
        times = {
            movement: self._number(column, OLD_TIMES[movement], MS_PER_S) for movement, column in TIMES.items()
        }
        total_column = OLD_TOTAL if self.is_old else TOTAL
        total_ms, sum_ms = self._number(TOTAL, OLD_TOTAL, MS_PER_S), sum(times.values())
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
        longest_ms = self._number(LONGEST, OLD_LONGEST, MS_PER_S)
        if not (0 < longest_ms <= back_ms or longest_ms == back_ms == 0):
            column = OLD_LONGEST if self.is_old else LONGEST
            sentence = _("{found} is not a part of the time backward in this row: put right what is wrong")
            raise CellError(column, sentence.format(found=shown(self._cell(column))))
        return times, longest_ms

    def _with_metres(self, visits: Visits, paces: Paces) -> Visits:
        """Return `visits` as far as the row says: taps may have said another distance than their pace does."""
        for movement, column in METRES.items():
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
            name: self._number(column, OLD_SPEEDS[name], PER_MILLION) / PER_MILLION
            for name, column in SPEEDS.items()
        }
        if self.is_old:  # to the last digit
            speeds = {name: float(self._cell(column)) for name, column in OLD_SPEEDS.items()}
        body = self._number(BODY, OLD_BODY, 1_000) / 1_000
        try:
            return Paces(**speeds, body_kg=body)
        except ValueError as error:
            column = (OLD_SPEEDS if self.is_old else SPEEDS)["run_backward"]
            sentence = _("this and the speeds beside it are not those of a person: put right what is wrong")
            raise CellError(column, sentence) from error

    # times of day

    def _started(self) -> tuple[datetime, int | None]:
        """Return when it began, and how far the clocks were ahead there: day and time beside it must fit."""
        found = self._cell(STARTED).strip()
        if not STARTED_FORM.fullmatch(found):
            raise CellError(STARTED, _not_ours(found))
        started = self._read(STARTED, lambda _cell: datetime.strptime(found, STARTED_AS).replace(tzinfo=UTC))
        zone = self._cell(ZONE).strip()
        offset = self._read(ZONE, lambda _cell: datetime.strptime(_offset(zone), "%z").utcoffset())
        there = started.astimezone(UTC) + offset if offset else started
        for column, fits in ((DAY, is_day), (TIME, is_time)):
            cell = self._cell(column)
            if not fits(cell, there):
                sentence = _("{found} is not what '{started}' says: change both, or neither")
                raise CellError(column, sentence.format(found=shown(cell), started=STARTED))
        return started, round(offset.total_seconds()) if zone and offset is not None else None

    def _started_old(self) -> tuple[datetime, int | None]:
        zone = self._cell(ZONE).strip()
        moment = f"{self._cell(DAY)}T{self._cell(TIME)}{zone.removeprefix('UTC') or '+00:00'}"
        at = self._read(DAY, lambda _cell: datetime.fromisoformat(moment))
        offset = at.utcoffset() if zone else None
        return at.astimezone(UTC), None if offset is None else round(offset.total_seconds())

    def _rating(self, started: datetime) -> Rating | None:
        """Return its rating; one without a time counts as given at the start of the session."""
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


def _not_ours(cell: str) -> str:
    sentence = _("{found} is not as RetroTimer wrote it: a spreadsheet changed it; put back what was there")
    return sentence.format(found=shown(cell))


def _offset(zone: str) -> str:
    return zone.removeprefix("UTC") or "+00:00"


def _old_text(ms: int) -> str:
    whole, rest = divmod(ms, MS_PER_S)
    return f"{whole}.{rest:03}" if rest else str(whole)


BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
SEPARATORS = (",", ";", "\t")
"""The comma is ours; where that is the sign of decimals, spreadsheets write one of the others."""
MOST_NAMED = 20  # wrong rows that are named one by one
Rows = list[tuple[int, dict[str, str]]]  # each row with its number, the head being 1


def write_csv(sessions: Iterable[ArchivedSession], file: BinaryIO, notes: list[str] | None = None) -> None:
    """Write `sessions` into `file`; add sentences on what spreadsheets would lose to `notes`."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    text.write(BOM)  # without it spreadsheets take other letters for those beyond ASCII
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for carried in sessions:
        row = _row(carried)
        if len(row[DETAILS]) > MOST_IN_CELL and notes is not None:
            sentence = _(
                "{name}, {day}: its groups and arrivals are longer than the {most} characters that spreadsheets "
                "keep in a cell. RetroTimer reads this file whole; what a spreadsheet saves of it lacks them."
            )
            notes.append(sentence.format(name=printable(carried.record.name), day=row[DAY], most=MOST_IN_CELL))
        writer.writerow([row[column] for column in COLUMNS])
    text.detach()  # flushes, and leaves `file` open


def _row(carried: ArchivedSession) -> dict[str, str]:
    record, rating = carried.record, carried.rating
    return {
        "id": carried.id,
        **_when(record),
        "name": safe(record.name),
        "preset": safe(record.preset),
        "finished": "yes" if record.is_finished else "no",
        **_times(record),
        **{column: str(round(record.metres(movement))) for movement, column in METRES.items()},
        **{column: str(round(getattr(record.paces, name) * PER_MILLION)) for name, column in SPEEDS.items()},
        BODY: str(round(record.paces.body_kg * MS_PER_S)),
        "kcal": str(round(record.energy.kcal)),
        "effort": str(rating.effort) if rating and rating.effort is not None else "",
        "note": safe(rating.note) if rating else "",
        "rated": rating.at.isoformat() if rating else "",
        DETAILS: _details(record),
    }


def _details(record: SessionRecord) -> str:
    if not (record.groups or record.marks):
        return ""
    fields = session_fields(record)
    kept = {name: fields[name] for name in IN_DETAILS if name in fields}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _done(record: SessionRecord) -> tuple[object, ...]:
    """Return what a row says of what was done."""
    return _times(record), [round(record.metres(movement)) for movement in METRES]


def _when(record: SessionRecord) -> dict[str, str]:
    """Return when it began: exactly, and for people, who may let a spreadsheet write it its own way."""
    offset = timezone(timedelta(seconds=record.offset_s)) if record.offset_s is not None else UTC
    at = record.started.astimezone(offset)
    return {
        STARTED: record.started.astimezone(UTC).strftime(STARTED_AS),
        DAY: at.date().isoformat(),
        TIME: f"{at:%H:%M:%S}",
        ZONE: "" if record.offset_s is None else str(offset),
    }


def _times(record: SessionRecord) -> dict[str, str]:
    times = dict.fromkeys(MOVEMENTS.values(), 0)
    for visit in record.visits:
        times[visit.what.movement] += visit.done_ms
    return {
        TOTAL: str(record.done_ms),
        LONGEST: str(figures(record.visits).longest_backward_ms),
        **{column: str(times[movement]) for movement, column in TIMES.items()},
    }


def read_csv(data: bytes, notes: list[str] | None = None) -> list[ArchivedSession]:
    """Return the sessions in `data`; add sentences on what is not used to `notes`. Raises WrongFile."""
    columns, rows = _rows(data)
    is_old = not set(OLD_COLUMNS) - columns and bool(set(NEEDED) - columns)
    known = OLD_COLUMNS if is_old else COLUMNS
    missing = [column for column in known if column not in columns and column != DETAILS]
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
            sentence = _("row {n}, column '{column}': {mistake}")
            mistakes.append(sentence.format(n=n, column=error.column, mistake=error))
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
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # groups and arrivals may be long
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
