"""Which clips are to sound when, as the session stands: what `LiveSound` puts into its queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from retrotimer.audio.clip import Clip
from retrotimer.audio.sounds import Sounds
from retrotimer.training.cue_rules import interval_cues
from retrotimer.training.cues import Cue, CueKind
from retrotimer.training.outlook import upcoming
from retrotimer.training.session import MS, Session
from retrotimer.training.states import Event, EventKind, State

LATE_NS = 300 * MS
"""A cue that is later than this is dropped."""


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """A clip that is to be heard at `ns` of the monotonic clock, in the `visit`-th interval that is entered."""

    ns: int
    kind: CueKind
    visit: int
    clip: Clip

    @property
    def takes_over(self) -> bool:
        """Whether it must be heard even where another clip still sounds."""
        return self.kind in (CueKind.START, CueKind.FINISH)


def due_cues(
    session: Session, events: Iterable[Event], to_mono: Callable[[int], int], sounds: Sounds
) -> Iterator[Due]:
    """Give, in order, what has just fallen due by a command and then, lazily, what is to come.

    Args:
        session: as the command left it.
        events: what the command brought.
        to_mono: from the session's clock to the monotonic one, both in ns.
        sounds: where the clips come from.
    """
    for ns, cue in _all(session, events):
        clip = sounds.clip_for(cue, session.timeline)
        if clip is not None:
            yield Due(to_mono(ns), cue.kind, session.visit + cue.index - session.index, clip)


def _all(session: Session, events: Iterable[Event]) -> Iterator[tuple[int, Cue]]:
    """Give the cues with the ns of the session's clock they are due at."""
    start = _start_cue(session)
    if start is not None:
        yield session.now_ns - session.offset_ns, start
    if not finished_by_itself(session):
        for event in events:
            if event.kind is EventKind.CUE and event.cue is not None and event.cue.kind is CueKind.FINISH:
                yield event.due_ns, event.cue
    yield from upcoming(session)


def _start_cue(session: Session) -> Cue | None:
    """Return the start tone of an interval that was entered just now: a session has given that away already."""
    if not session.is_moving or session.interval is None or session.offset_ns > LATE_NS:
        return None
    cues = interval_cues(session.timeline, session.index, session.options)
    return None if cues[0] in session.pending else cues[0]


def finished_by_itself(session: Session) -> bool:
    """Return whether the session ended by time and not by a command."""
    length_ms = session.duration_ms
    return session.state is State.FINISHED and length_ms is not None and session.offset_ns >= length_ms * MS
