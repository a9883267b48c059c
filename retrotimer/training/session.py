"""Define the state of a session as an immutable value. `transitions` moves it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from retrotimer.training.cues.cue_types import GET_READY_MS, Cue, CueOptions
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import Role


class State(StrEnum):
    """Where a session is."""

    READY = "ready"
    GET_READY = "get-ready"
    RUNNING = "running"
    PAUSED = "paused"
    FINISHED = "finished"


class Command(StrEnum):
    """What a person can ask of a session."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    PREVIOUS = "previous"
    RESTART = "restart"
    COOL_DOWN = "cool-down"
    ADD_30_S = "add-30-s"
    JUMP = "jump"
    STOP = "stop"


MOVES = frozenset(
    {Command.NEXT, Command.PREVIOUS, Command.RESTART, Command.COOL_DOWN, Command.ADD_30_S, Command.STOP}
)
"""Commands that need an interval to be in, `next` and `stop` excepted."""
LEGAL = {
    State.READY: frozenset({Command.START}),
    State.GET_READY: frozenset({Command.PAUSE, Command.NEXT, Command.STOP}),
    State.RUNNING: MOVES | {Command.PAUSE},
    State.PAUSED: MOVES | {Command.RESUME, Command.JUMP},
    State.FINISHED: frozenset[Command](),
}
"""Which command each state takes. `Session.can` knows the few that depend on the interval too."""


class EventKind(StrEnum):
    """What happened."""

    GET_READY = "get-ready"
    INTERVAL = "interval"
    CUE = "cue"
    PAUSED = "paused"
    RESUMED = "resumed"
    ADDED = "added"
    SLEPT = "slept"
    FINISHED = "finished"
    STOPPED = "stopped"
    MARK = "mark"
    UNMARK = "unmark"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was due at `due_ns` of the clock, `at_ms` of the timeline, in interval `index`.

    `visit` counts the intervals entered so far, so that an interval done again can be told from its first time.
    `group` is whose it is, and `person` who arrived, where it is a mark of somebody known.
    """

    kind: EventKind
    due_ns: int
    at_ms: int
    index: int
    visit: int
    cue: Cue | None = None
    group: int = 0
    person: int = 0


MS = 1_000_000
"""Nanoseconds in a millisecond."""
GET_READY_INDEX = -1


@dataclass(frozen=True, slots=True)
class Session:
    """A session at `now_ns`, `offset_ns` into interval `index` (-1 is the get-ready).

    `pending` are the cues of this interval still to come, `heard` those given since it was entered, `glances` how
    many look-behind cues were given in all, and `missed_ns` how long the session has been stopped by the machine's
    sleep, 0 where it is not or the question is settled.
    """

    timeline: Timeline
    options: CueOptions = field(default_factory=CueOptions)
    get_ready_ms: int = GET_READY_MS
    state: State = State.READY
    index: int = GET_READY_INDEX
    offset_ns: int = 0
    now_ns: int = 0
    visit: int = 0
    glances: int = 0
    missed_ns: int = 0
    pending: tuple[Cue, ...] = ()
    heard: tuple[Cue, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """The interval the athlete is in; None before the first."""
        return None if self.index == GET_READY_INDEX else self.timeline.intervals[self.index]

    @property
    def start_ms(self) -> int:
        """Where the present interval, or the get-ready, starts on the timeline."""
        return self.interval.start_ms if self.interval else -self.get_ready_ms

    @property
    def duration_ms(self) -> int | None:
        """How long the present interval, or the get-ready, lasts; None where it is open."""
        return self.interval.duration_ms if self.interval else self.get_ready_ms

    @property
    def at_ms(self) -> int:
        """Where the session is on the timeline."""
        return self.start_ms + self.offset_ns // MS

    @property
    def is_moving(self) -> bool:
        """Whether time counts."""
        return self.state in (State.GET_READY, State.RUNNING)

    def can(self, command: Command) -> bool:
        """Return whether `command` is legal now."""
        if command not in LEGAL[self.state]:
            return False
        if command is Command.JUMP:
            return self.missed_ns > 0
        if self.interval is None:
            return command not in MOVES - {Command.NEXT, Command.STOP}
        if command is Command.COOL_DOWN:
            return self.interval.role is not Role.COOL_DOWN
        return command is not Command.ADD_30_S or not self.interval.is_open
