"""Define the state machine of a sound device: states, events and the table of transitions.

In a `BUSY` state only the worker thread uses the output, in all others only the caller. A device closed meanwhile
is `CLOSING` until the worker answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """State of the device."""

    NEW = "new"
    OPENING = "opening"  # a worker opens the output
    PLAYING = "playing"
    SUSPECT = "suspect"  # one check found no callback of the device; the whole process may have been suspended
    LOOKING = "looking"  # a worker checks whether the device asked for is back, while the default device plays
    FADING = "fading"  # that device is back: the next block fades out
    FADED = "faded"
    WAITING = "waiting"  # the output could not be opened; the next try is due later
    CLOSING = "closing"  # closed for good, while a worker still has the output
    CLOSED = "closed"


class Event(StrEnum):
    """What can happen to the device."""

    OPEN = "open"
    CLOSE = "close"
    OPENED = "opened"
    REFUSED = "refused"  # the output could not be opened
    FOUND = "found"  # the device that was asked for is back
    NOT_FOUND = "not found"
    ASKS = "asks"  # a check found that the device asks for samples
    QUIET = "quiet"  # a check found that it has stopped to ask
    DUE = "due"  # the timer of the state is due: open the output, or look for the device
    FADE = "fade"  # the device was given the block that fades out


BUSY = frozenset({State.OPENING, State.LOOKING, State.CLOSING})
"""A worker has the output, and ends the state with one of `ANSWERS`."""
ANSWERS = frozenset({Event.OPENED, Event.REFUSED, Event.FOUND, Event.NOT_FOUND})
OPEN = frozenset({State.PLAYING, State.SUSPECT, State.LOOKING, State.FADING, State.FADED})
"""A device plays, as far as is known."""

TRANSITIONS: Mapping[State, Mapping[Event, State]] = {
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
"""The next state for each state and event; an event that a state does not list is ignored."""
