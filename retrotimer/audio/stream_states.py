"""The state machine of a stream: its states, what can happen, and which state follows.

The state tells who has the output. In a state of `BUSY` a job has it, and nobody else touches it until the
job has answered; in all others the caller has it. That is why a stream that is closed meanwhile is first `CLOSING`:
the output is closed by the step into `CLOSED`, and only the one who has the output can take that step.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """Where a stream is."""

    NEW = "new"
    OPENING = "opening"
    """A job opens the output."""
    PLAYING = "playing"
    SUSPECT = "suspect"
    """One look found that the device asks for nothing; it may only mean that this whole process stood still."""
    LOOKING = "looking"
    """A job looks for the device that another one, which plays, stands in for."""
    FADING = "fading"
    """That device is back: the next block goes down to nothing."""
    FADED = "faded"
    WAITING = "waiting"
    """The output could not be opened; it is tried again when that is due."""
    CLOSING = "closing"
    """Closed for good, while a job still has the output."""
    CLOSED = "closed"


class Event(StrEnum):
    """What can happen to a stream."""

    OPEN = "open"
    CLOSE = "close"
    OPENED = "opened"
    REFUSED = "refused"
    """The output could not be opened."""
    FOUND = "found"
    """The device that was asked for is there again."""
    NOT_FOUND = "not found"
    ASKS = "asks"
    """A look found that the device asks for samples."""
    QUIET = "quiet"
    """A look found that it has not asked for long."""
    DUE = "due"
    """It is time for what the state waits for: to open the output, or to look for the device."""
    FADE = "fade"
    """The device was given the last block, which goes down to nothing."""


BUSY = frozenset({State.OPENING, State.LOOKING, State.CLOSING})
"""A job has the output. It ends each with one of `ANSWERS`."""
ANSWERS = frozenset({Event.OPENED, Event.REFUSED, Event.FOUND, Event.NOT_FOUND})
OPEN = frozenset({State.PLAYING, State.SUSPECT, State.LOOKING, State.FADING, State.FADED})
"""There is a device that plays, as far as is known."""

NEXT: Mapping[State, Mapping[Event, State]] = {
    State.NEW: {Event.OPEN: State.OPENING, Event.CLOSE: State.CLOSED},
    State.OPENING: {Event.OPENED: State.PLAYING, Event.REFUSED: State.WAITING, Event.CLOSE: State.CLOSING},
    State.PLAYING: {Event.QUIET: State.SUSPECT, Event.DUE: State.LOOKING, Event.CLOSE: State.CLOSED},
    State.SUSPECT: {Event.ASKS: State.PLAYING, Event.QUIET: State.OPENING, Event.CLOSE: State.CLOSED},
    State.LOOKING: {Event.FOUND: State.FADING, Event.NOT_FOUND: State.PLAYING, Event.CLOSE: State.CLOSING},
    State.FADING: {Event.FADE: State.FADED, Event.QUIET: State.OPENING, Event.CLOSE: State.CLOSED},
    State.FADED: {Event.DUE: State.OPENING, Event.CLOSE: State.CLOSED},
    State.WAITING: {Event.DUE: State.OPENING, Event.CLOSE: State.CLOSED},
    State.CLOSING: dict.fromkeys(ANSWERS, State.CLOSED),
    State.CLOSED: {},
}
"""Which state follows. What a state does not name changes nothing there."""
