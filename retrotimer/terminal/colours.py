"""Define the colours of the screen: the window's, safe for colour-blind eyes, text readable on each."""

from __future__ import annotations

from retrotimer.training.session import State
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Movement,
)

INK = "#111417"
PAPER = "#fafbf7"
PLAYHEAD = "#ff4d4d"
READY = "#f2f0e6"
STAND = "#c8ccd0"
_MOVEMENTS = {RUN_FORWARD: "#56b4e9", RUN_BACKWARD: "#e69f00", WALK_FORWARD: "#b3dcf4", WALK_BACKWARD: "#f6d38a"}
ARROWS = {Direction.FORWARD: "▲", Direction.BACKWARD: "▼"}


def colour(movement: Movement | None) -> str:
    """Return the colour of `movement`; of waiting where it is None."""
    return READY if movement is None else _MOVEMENTS.get(movement, STAND)


def ground(state: State, movement: Movement | None) -> str:
    """Return the colour behind the digits: a paused session is grey, whatever it was doing."""
    return STAND if state is State.PAUSED else colour(movement)


def arrow(movement: Movement | None) -> str:
    """Return the arrow of `movement`, empty where it has no direction."""
    return ARROWS[movement.direction] if movement and movement.direction else ""
