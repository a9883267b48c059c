"""One person's doing of a workout, as a value: where it is, and what it would take. It moves in `transitions`."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrotimer.training.cues import GET_READY_MS, Cue, CueOptions
from retrotimer.training.states import LEGAL, MOVES, Command, State
from retrotimer.training.timeline import Interval, Timeline
from retrotimer.training.workout import Role

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
