"""The words of the session's state machine: its states, commands and events, and which command is legal where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrotimer.training.cues import Cue


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


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was due at `due_ns` of the clock, `at_ms` of the timeline, in interval `index`.

    `visit` counts the intervals entered so far, so that an interval done again can be told from its first time.
    """

    kind: EventKind
    due_ns: int
    at_ms: int
    index: int
    visit: int
    cue: Cue | None = None
