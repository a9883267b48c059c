"""Which clips are to sound when, as the session stands: what `LiveSound` puts into its queue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from retrotimer.audio.clip import Clip
from retrotimer.audio.sounds import Sounds
from retrotimer.texts import _
from retrotimer.training.cues import Cue, CueKind
from retrotimer.training.lines import PAUSED, RESUMED
from retrotimer.training.outlook import upcoming
from retrotimer.training.session import MS, Session
from retrotimer.training.states import Event, EventKind, State

LATE_NS = 300 * MS
"""A cue that is later than this is dropped."""


ANSWERS = {EventKind.PAUSED: PAUSED, EventKind.RESUMED: RESUMED}
"""What is said when a command has been carried out that no cue tells of."""


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """A clip that is to be heard at `ns` of the monotonic clock, in the `visit`-th interval that is entered."""

    ns: int
    kind: CueKind
    visit: int
    clip: Clip

    @property
    def leads(self) -> bool:
        """Whether it is a tone that a session cannot do without."""
        return self.kind in (CueKind.START, CueKind.FINISH) and not self.clip.is_voice

    @property
    def takes_over(self) -> bool:
        """Whether it must be heard even where another clip still sounds."""
        return self.leads or self.kind is CueKind.ANSWER


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
    events = tuple(events)
    cues = _all(session, events)
    first = next(cues, None)
    answer = _answer(session, events, sounds)
    if answer and (first is None or answer.ns + answer.clip.length_ms * MS <= first[0]):
        yield replace(answer, ns=to_mono(answer.ns))
    for ns, cue in () if first is None else chain((first,), cues):
        visit = session.visit + cue.index - session.index
        for part in sounds.parts(cue, session.timeline):
            yield Due(to_mono(ns + part.after_ms * MS), cue.kind, visit, part.clip)


def _answer(session: Session, events: Iterable[Event], sounds: Sounds) -> Due | None:
    """Return what tells that the last command was carried out; None where that is not said."""
    told = next((event for event in events if event.kind in ANSWERS), None)
    if told is None or CueKind.ANSWER in session.options.off:
        return None
    clip = sounds.word(_(ANSWERS[told.kind]))
    return Due(told.due_ns, CueKind.ANSWER, session.visit, clip) if clip else None


def _all(session: Session, events: Iterable[Event]) -> Iterator[tuple[int, Cue]]:
    """Give the cues with the ns of the session's clock they are due at."""
    for event in events:
        if event.cue is not None and _is_due_now(event, session):
            yield event.due_ns, event.cue
    yield from upcoming(session)


def _is_due_now(event: Event, session: Session) -> bool:
    """Return whether `event` brought a cue that nobody could have planned: the session was sent there just now."""
    kind = event.cue.kind if event.cue else None
    if kind is CueKind.START:
        return session.is_moving and event.visit == session.visit
    return kind is CueKind.FINISH and not finished_by_itself(session)


def finished_by_itself(session: Session) -> bool:
    """Return whether the session ended by time and not by a command."""
    length_ms = session.duration_ms
    return session.state is State.FINISHED and length_ms is not None and session.offset_ns >= length_ms * MS
