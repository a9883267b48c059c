"""Keeps what is done in a session while it is done, and saves it when it is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from retrotimer.app.overview import Overview
from retrotimer.files import history
from retrotimer.files.atomic import NotSaved
from retrotimer.texts import _
from retrotimer.training.record import Doing, SessionRecord
from retrotimer.training.session import Session
from retrotimer.training.states import Event


def utc_now() -> datetime:
    """Return the wall time."""
    return datetime.now(UTC)


class Recorder:
    """A listener of a player of `overview`. `speed` other than 1 makes a trial, which the history does not keep."""

    def __init__(self, overview: Overview, speed: float = 1.0, now: Callable[[], datetime] = utc_now) -> None:
        self._overview, self._now = overview, now
        self._is_trial = speed != 1
        self._doing = Doing(overview.timeline)
        self._started: datetime | None = None

    def __call__(self, session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        self._started = self._started or self._now()
        self._doing(session, events)

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
            is_finished=self._doing.is_finished,
            is_trial=self._is_trial,
        )


def keep(record: SessionRecord) -> tuple[Path | None, str | None]:
    """Save `record` in the history; return its file, or None and a sentence that says why it is not there."""
    if record.is_trial:
        return None, _("This was a trial at another speed: it is not kept in the history.")
    try:
        return history.save(record), None
    except NotSaved as error:
        return None, str(error)
