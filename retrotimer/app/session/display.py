"""Format a session at one moment as words and numbers, for window and terminal."""

from __future__ import annotations

from dataclasses import dataclass

from retrotimer.app.session.player import interval_left_ns, session_left_ns
from retrotimer.texts import _
from retrotimer.training.cues.cue_types import CueKind, movement_words
from retrotimer.training.formatting import (
    NS_PER_S,
    clock_text,
    countdown_text,
    distance_text,
    length_text,
    marked,
    seconds_to_go,
)
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Event, EventKind, Session, State
from retrotimer.training.workout.timeline import Interval
from retrotimer.training.workout.workout import Movement


@dataclass(frozen=True, slots=True)
class Display:
    """A session in words and numbers; parts that do not apply are empty.

    `movement` is None outside intervals, `seconds` are those of `digits` or None where they count up; `round` is
    that of a repeat of steps, `outer_round` that of the nearest repeat of repeats.
    """

    state: State
    movement: Movement | None
    title: str
    name: str
    digits: str
    seconds: int | None
    round: str
    outer_round: str
    left: str
    following: Movement | None
    next_title: str
    next_length: str
    distance: str = ""

    @property
    def whole_title(self) -> str:
        """What to do, in capitals, and how far."""
        return " ".join(part for part in (self.title.upper(), self.distance) if part)


def display(session: Session) -> Display:
    """Return what to show of `session` now."""
    interval = session.interval
    left_ns = interval_left_ns(session)
    following = _following(session)
    is_over = session.state is State.FINISHED
    return Display(
        state=session.state,
        movement=interval.movement if interval and not is_over else None,
        title=_title(session),
        name=interval.name if interval and not is_over else session.timeline.name,
        digits="" if is_over else _digits(session, left_ns),
        seconds=None if left_ns is None or is_over else seconds_to_go(left_ns),
        round=round_text(interval) if interval and not is_over else "",
        outer_round=outer_round_text(interval) if interval and not is_over else "",
        left=_left(session),
        following=following.movement if following else None,
        next_title=_next_title(session, following),
        next_length=(distance_text(following.distance_mm) or interval_length(following)) if following else "",
        distance=distance_text(interval.distance_mm) if interval and not is_over else "",
    )


def _title(session: Session) -> str:
    if session.state is State.FINISHED:
        return _("Finished")
    if session.interval is None:
        return _("Get ready")
    words = movement_words(session.interval.movement, session.interval.role)
    return _("{movement}, facing").format(movement=words) if session.interval.is_facing else words


def _digits(session: Session, left_ns: int | None) -> str:
    if left_ns is None:
        return clock_text(session.offset_ns // NS_PER_S)
    return countdown_text(left_ns)


def round_text(interval: Interval) -> str:
    """Return which round of a repeat of steps `interval` is in; empty where no such repeat is around it."""
    if not interval.rounds or interval.heights[-1]:
        return ""
    i, of = interval.rounds[-1]
    return _("Round {n} of {of}").format(n=i, of=of)


def outer_round_text(interval: Interval) -> str:
    """Return the round of the nearest repeat of repeats around `interval`, or an empty text."""
    outer = [at for at, height in zip(interval.rounds, interval.heights, strict=True) if height]
    if not outer:
        return ""
    i, of = outer[-1]
    is_set = interval.heights[len(outer) - 1] == 1
    return (_("Set {n} of {of}") if is_set else _("Block {n} of {of}")).format(n=i, of=of)


def _left(session: Session) -> str:
    if session.state is State.FINISHED:
        return ""
    left_ns = session_left_ns(session)
    if left_ns is None:
        return ""
    text = clock_text(seconds_to_go(left_ns))
    return _("{time} left").format(time=marked(text, is_estimate=session.timeline.is_estimate))


def _following(session: Session) -> Interval | None:
    if session.state is State.FINISHED or session.index + 1 >= len(session.timeline.intervals):
        return None
    return session.timeline.intervals[session.index + 1]


def _next_title(session: Session, following: Interval | None) -> str:
    if following is None:
        return "" if session.state is State.FINISHED else _("Finish")
    return movement_words(following.movement, following.role)


def interval_length(interval: Interval) -> str:
    """Return how long `interval` lasts, as it reads in a plan."""
    if interval.is_open and not interval.is_estimate:
        return _("until you tap")
    return length_text(interval.length_ms, is_estimate=interval.is_estimate)


def interval_text(interval: Interval) -> str:
    """Return what `interval` is, in a line: "Run backward 0:30, Set 1 of 4, Round 2 of 6"."""
    words = movement_words(interval.movement, interval.role)
    amount = distance_text(interval.distance_mm) or interval_length(interval)
    named = f"{interval.name}: {words}" if interval.name else words
    return ", ".join(
        part for part in (f"{named} {amount}", outer_round_text(interval), round_text(interval)) if part
    )


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a session is, in parts from 0 to 1."""

    interval: float
    session: float


def progress(session: Session) -> Progress:
    """Return how far `session` is; an open interval's part is 0, and its place goes no further than planned."""
    length_ms = session.duration_ms
    part = min(1.0, session.offset_ns / 1e6 / length_ms) if length_ms else 0.0
    if session.state is State.FINISHED:
        return Progress(1.0, 1.0)
    end_ms = session.interval.end_ms if session.interval else 0
    at_ms = min(max(0, session.at_ms), end_ms)
    return Progress(part, at_ms / max(1, session.timeline.planned_ms))


PASSING = (
    CueKind.WARNING,
    CueKind.HALFWAY,
    CueKind.LAST_ROUND,
    CueKind.MINUTES_LEFT,
    CueKind.LOOK_BEHIND,
)
"""Lines that give way to the next thing said; a person's own line, or else the posture, stays for the interval."""


class Captions:
    """Listens to a player and keeps the lines of the present interval of a group."""

    def __init__(self, group: int = 0) -> None:
        self._group = group
        self._lasting = ""
        self._passing = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines to show, most lasting first; at most two."""
        return tuple(line for line in (self._lasting, self._passing) if line)

    def __call__(self, _session: GroupSession, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            if event.group != self._group:
                continue
            if event.kind in (EventKind.INTERVAL, EventKind.FINISHED, EventKind.STOPPED):
                self._lasting = self._passing = ""
            elif event.cue and event.cue.kind in (CueKind.SAY, CueKind.POSTURE) and not self._lasting:
                self._lasting = event.cue.text
            elif event.cue and event.cue.kind in PASSING:
                self._passing = event.cue.text
