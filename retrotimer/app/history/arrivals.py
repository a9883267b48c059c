"""Show the arrivals of a session: whose, in which interval, how fast; as a table, as text and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

from retrotimer.exchange.csv_table import safe
from retrotimer.files.atomic import atomic_write
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.files.wording import printable
from retrotimer.texts import _, number_text
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import distance_text
from retrotimer.training.groups.session import GroupSession, Mark
from retrotimer.training.history.record import Planned, SessionRecord
from retrotimer.training.workout.paces import LIMIT_BACKWARD_MS
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement


class Arrivals(NamedTuple):
    """A table: a row for each athlete or nameless mark, a column for each interval."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def table(record: SessionRecord) -> Arrivals:
    """Return the arrivals of `record` as a table."""
    indexes = sorted({mark.index for mark in record.marks})
    rows: dict[str, dict[int, list[str]]] = {}
    for nth, mark in enumerate(record.marks):
        cells = rows.setdefault(label(record, nth), {})
        cells.setdefault(mark.index, []).append(_cell(mark))
    return Arrivals(
        tuple(_column(record, index) for index in indexes),
        tuple((who, tuple(", ".join(of.get(index, ())) for index in indexes)) for who, of in rows.items()),
    )


def label(record: SessionRecord, nth: int) -> str:
    """Return whose arrival `nth` is, as far as that is known."""
    mark = record.marks[nth]
    if mark.name:
        return mark.name
    if mark.group is not None and record.groups:
        return record.groups[mark.group].name
    return _("Person {n}").format(n=mark.person) if mark.person else _("Arrival {n}").format(n=nth + 1)


def split_text(ms: int) -> str:
    """Return a measured time to a hundredth of a second."""
    hundredths = (ms + 5) // 10
    minutes, rest = divmod(hundredths, 6_000)
    seconds = number_text(rest / 100, "05.2f" if minutes else ".2f")
    return f"{minutes}:{seconds}" if minutes else seconds


def last_arrival_text(whole: GroupSession) -> str:
    """Return which arrival was just taken, whose it is as far as that is known, and its time."""
    mark = whole.marks[-1]
    who = whole.groups[mark.group].name if mark.group is not None else ""
    who = who or (_("Person {n}").format(n=mark.person) if mark.person else "")
    words = [_("Arrival {n}").format(n=len(whole.marks)), who, split_text(mark.split_ms)]
    words += [_("in the pause")] if mark.in_pause else []
    return "  ·  ".join(word for word in words if word)


def text(record: SessionRecord) -> str:
    """Return the table as lines with tabs between the cells, for the clipboard."""
    found = table(record)
    lines = [("", *found.columns), *((who, *cells) for who, cells in found.rows)]
    return "\n".join("\t".join(cells) for cells in lines) + "\n"


def lines(record: SessionRecord) -> list[str]:
    """Return the table as lines, a block for each row: a terminal may have no room for all columns."""
    found = table(record)
    blocks = []
    for who, cells in found.rows:
        blocks.append(printable(who))
        blocks += [f"  {column}: {cell}" for column, cell in zip(found.columns, cells, strict=True) if cell]
    return blocks


HEAD = ("nr", "athlete", "group", "interval", "do", "at ms", "split ms", "distance mm", "speed mm/s", "in pause")


def csv_text(record: SessionRecord, athlete: str | None = None) -> str:
    """Return the arrivals as CSV, one a row and whole numbers only; of one `athlete`, or of all."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for nth, mark in enumerate(record.marks):
        who = label(record, nth)
        if athlete in (None, who):
            group = record.groups[mark.group].name if mark.group is not None and record.groups else ""
            what = _planned(record, mark)
            do = f"{what.movement.gait} {what.movement.direction or ''}".strip() if what else ""
            times = (mark.at_ms, mark.split_ms, mark.distance_mm or "", _speed_mm(mark) or "")
            writer.writerow((nth + 1, safe(who), safe(group), mark.index + 1, do, *times, int(mark.in_pause)))
    return out.getvalue()


def write_csv(record: SessionRecord, out: Path) -> tuple[Path, ...]:
    """Write all arrivals to `out`, or where that is a folder, a file for each athlete into it. Raises NotSaved."""
    if not out.is_dir():
        _write(out, csv_text(record))
        return (out,)
    written: list[Path] = []
    for who in dict.fromkeys(label(record, nth) for nth in range(len(record.marks))):
        stem = f"{stem_for(record.name)}-{record.started.astimezone():%Y-%m-%d}-{stem_for(who)}"
        path = next(p for p in _free_names(out, stem) if not p.exists())
        _write(path, csv_text(record, who))
        written.append(path)
    return tuple(written)


def _free_names(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.csv"
    yield from (folder / f"{stem}-{n}.csv" for n in count(2))


def _write(path: Path, content: str) -> None:
    with atomic_write(path) as file:
        file.write(content.encode())


def _cell(mark: Mark) -> str:
    parts = [split_text(mark.split_ms)]
    if speed := _speed_mm(mark):
        parts.append(_("{speed} m/s").format(speed=number_text(speed / 1_000, ".2f")))
    if mark.in_pause:
        parts.append(_("in the pause"))
    return " · ".join(parts)


def _speed_mm(mark: Mark) -> int:
    return round(1_000 * mark.distance_mm / mark.split_ms) if mark.distance_mm and mark.split_ms else 0


def _column(record: SessionRecord, index: int) -> str:
    mark = next(mark for mark in record.marks if mark.index == index)
    what = _planned(record, mark)
    if what is None:
        return f"{index + 1}"
    words = movement_words(what.movement, what.role)
    return " ".join(part for part in (f"{index + 1}", words, distance_text(mark.distance_mm)) if part)


def _planned(record: SessionRecord, mark: Mark) -> Planned | None:
    plan = record.groups[mark.group].plan if mark.group is not None and record.groups else record.plan
    return plan[mark.index] if mark.index < len(plan) else None


class OwnPace(NamedTuple):
    """Measured running speeds in m/s, 0 where one was not measured."""

    forward: float
    backward: float

    @property
    def ratio(self) -> float:
        """How fast backward is beside forward; 0 where one of both is missing."""
        return self.backward / self.forward if self.forward and self.backward else 0.0


def own_pace(record: SessionRecord) -> OwnPace:
    """Return how fast the person ran by arrivals over known distances; of several groups, by those of one's own.

    An interval with several arrivals of nobody known says nothing: nobody knows which one is one's own.
    """
    own = [mark for mark in record.marks if _is_own(record, mark) and mark.distance_mm and not mark.in_pause]
    single = [mark for mark in own if sum(other.index == mark.index for other in own) == 1]
    return OwnPace(*(_mean(record, single, movement) for movement in (RUN_FORWARD, RUN_BACKWARD)))


def _is_own(record: SessionRecord, mark: Mark) -> bool:
    if record.groups:
        return mark.group is not None and record.groups[mark.group].is_mine
    return mark.person == 0


def _mean(record: SessionRecord, marks: list[Mark], movement: Movement) -> float:
    of = [mark for mark in marks if (what := _planned(record, mark)) and what.movement == movement]
    ms = sum(mark.split_ms for mark in of)
    return sum(mark.distance_mm for mark in of) / ms if ms else 0.0


def pace_text(pace: OwnPace) -> str:
    """Return one's own measured pace beside what is usual; empty where nothing was measured."""
    parts = [
        sentence.format(speed=number_text(speed, ".2f"))
        for speed, sentence in (
            (pace.forward, _("Forward {speed} m/s.")),
            (pace.backward, _("Backward {speed} m/s.")),
        )
        if speed
    ]
    if pace.ratio:
        sentence = _("Backward is {ratio} of forward; the rule of thumb is {rule}, records {least} to {most}.")
        figures = {"rule": 0.70, "least": 0.62, "most": 0.73, "ratio": pace.ratio}
        parts.append(sentence.format(**{name: number_text(value, ".2f") for name, value in figures.items()}))
    if pace.backward > LIMIT_BACKWARD_MS:
        parts.append(_("The record over 100 m backward is 7.59 m/s: look at the distances again."))
    return " ".join(parts)
