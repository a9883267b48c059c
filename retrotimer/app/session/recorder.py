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
from retrotimer.training.history.record import Doing, SessionRecord
from retrotimer.training.session import Event, Session


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
        self._doing = Doing(overview.timeline)
        self._started: datetime | None = None

    def __call__(self, session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        self._started = self._started or self._utc_now()
        self._doing(session, events)

    def paused_since(self, ns: int) -> None:
        """Let the pause of a session that was cut off have begun at `ns` of the clock by which it goes on."""
        self._doing.paused_since(ns)

    @property
    def is_finished(self) -> bool:
        """Whether the session came to its planned end."""
        return self._doing.is_finished

    @property
    def record(self) -> SessionRecord | None:
        """What was done up to the last event; None where the session did not get past its get-ready."""
        visits = self._doing.visits()
        if self._started is None or not visits:
            return None
        return SessionRecord(
            name=self._overview.timeline.name,
            preset=self._overview.preset.id,
            started=self._started,
            paces=self._overview.paces,
            plan=self._doing.plan,
            visits=visits,
            is_finished=self.is_finished,
            is_trial=self._is_trial,
            pauses=self._doing.pauses,
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

    def __call__(self, _session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            line: dict[str, object] = {
                "event": str(event.kind),
                "mono_ns": self._mono_ns(event.due_ns),
                "at_ms": event.at_ms,
                "interval": event.index,
                "visit": event.visit,
            }
            if event.cue:
                line |= {"cue": str(event.cue.kind), "text": event.cue.text, "length_ms": event.cue.length_ms}
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
