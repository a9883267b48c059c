"""Record a session while it runs, and save it at its end."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, TextIO

from retrotimer.app.overview import Overview
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.texts import _
from retrotimer.training.groups.groups import Group
from retrotimer.training.groups.session import GroupSession, Mark
from retrotimer.training.history.record import Doing, GroupRecord, SessionRecord
from retrotimer.training.session import Event, EventKind

MARKS = frozenset({EventKind.MARK, EventKind.UNMARK})


class Kept(NamedTuple):
    """Where a session was saved: its file, or None and a sentence that says why there is none."""

    path: Path | None
    problem: str = ""


def wall_time() -> datetime:
    """Return the wall time, in UTC."""
    return datetime.now(UTC)


class Recorder:
    """A listener of a player of `overview`. `speed` other than 1 makes a trial, which the history does not keep."""

    def __init__(self, overview: Overview, utc_now: Callable[[], datetime] = wall_time, speed: float = 1.0) -> None:
        self._overview, self._utc_now = overview, utc_now
        self._is_trial = speed != 1
        self._groups: tuple[Group, ...] = ()
        self._doings: tuple[Doing, ...] = ()
        self._marks: tuple[Mark, ...] = ()
        self._started: datetime | None = None

    def __call__(self, session: GroupSession, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        self._started = self._started or self._utc_now()
        if not self._doings:
            self._groups = session.groups
            self._doings = tuple(Doing(group.timeline) for group in session.groups)
        for n, doing in enumerate(self._doings):
            doing(session.sessions[n], tuple(e for e in events if e.group == n and e.kind not in MARKS))
        self._marks = session.marks

    def paused_since(self, ns: int) -> None:
        """Let the pause of a session that was cut off have begun at `ns` of the clock by which it goes on."""
        for doing in self._doings:
            doing.paused_since(ns)

    @property
    def is_finished(self) -> bool:
        """Whether the session came to its planned end."""
        return bool(self._doings) and all(doing.is_finished for doing in self._doings)

    @property
    def record(self) -> SessionRecord | None:
        """What was done up to the last event; None where the session did not get past its get-ready."""
        mine = next((n for n, group in enumerate(self._groups) if group.is_mine), 0)
        groups = tuple(map(_of_group, self._groups, self._doings)) if len(self._groups) > 1 else ()
        doing = self._doings[mine] if self._doings else None
        visits = doing.visits() if doing else ()
        if self._started is None or doing is None or not (visits or any(group.visits for group in groups)):
            return None
        return SessionRecord(
            name=self._groups[mine].timeline.name,
            preset=(groups[mine].preset if groups else "") or self._overview.preset.id,
            started=self._started,
            paces=self._overview.paces,
            plan=doing.plan,
            visits=visits,
            is_finished=doing.is_finished,
            is_trial=self._is_trial,
            pauses=doing.pauses,
            groups=groups,
            marks=self._marks,
        )


def _of_group(group: Group, doing: Doing) -> GroupRecord:
    return GroupRecord(
        group.name,
        group.preset,
        doing.plan,
        doing.visits(),
        doing.is_finished,
        group.offset_ms,
        str(group.partner or ""),
        group.is_mine,
    )


def keep(record: SessionRecord) -> Kept:
    """Save `record` in the history."""
    if record.is_trial:
        return Kept(None, _("This was a trial at another speed: it is not kept in the history."))
    try:
        return Kept(store.save(record))
    except NotSaved as error:
        return Kept(None, error.reason)


FIRST = b'{"event": '
"""How each line begins."""


def is_event_log(path: Path) -> bool:
    """Return whether events may be written to `path`, which holds no others or is no file. Raises OSError."""
    if not path.is_file():
        return True
    with path.open("rb") as file:
        begin = file.read(len(FIRST))
    return begin in (b"", FIRST)


class EventLog:
    """Write each event to `file`; `mono_ns` is the monotonic time at which it was due."""

    def __init__(self, file: TextIO, mono_ns: Callable[[int], int]) -> None:
        self._file = file
        self._mono_ns = mono_ns

    def __call__(self, session: GroupSession, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            line: dict[str, object] = {
                "event": str(event.kind),
                "mono_ns": self._mono_ns(event.due_ns),
                "at_ms": event.at_ms,
                "interval": event.index,
                "visit": event.visit,
            }
            if session.has_names and (event.kind not in MARKS or event.person or len(session.groups) == 1):
                line["group"] = session.groups[event.group].name
            if event.kind in MARKS:
                line["person"] = event.person
            if event.kind is EventKind.INTERVAL:
                movement = session.sessions[event.group].timeline.intervals[event.index].movement
                line |= {"gait": str(movement.gait), "direction": movement.direction and str(movement.direction)}
            if event.cue:
                line |= {"cue": str(event.cue.kind), "text": event.cue.text, "length_ms": event.cue.length_ms}
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
