"""Keeps what is done in a session while it is done, and saves it when it is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from retrotimer.app.overview import Overview
from retrotimer.files import history
from retrotimer.files.atomic import NotSaved
from retrotimer.texts import _
from retrotimer.training.record import Doing, SessionRecord
from retrotimer.training.session import Session
from retrotimer.training.states import Event


class Kept(NamedTuple):
    """Where a session was saved: its file, or None and a sentence that says why there is none."""

    path: Path | None
    trouble: str = ""


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
        return Kept(history.save(record))
    except NotSaved as error:
        return Kept(None, error.reason)
