"""Choose running or walking by the intensity of a step; the thresholds are our heuristics, not measured."""

from __future__ import annotations

from retrotimer.training.workout.workout import RUN_FORWARD, WALK_FORWARD, Movement

WALK_BELOW = 0.60  # share of threshold power or pace (heuristic)


def movement_for(share: float | None) -> Movement:
    """Return how a step of `share` of the threshold is done; one that names none is run."""
    return WALK_FORWARD if share is not None and share < WALK_BELOW else RUN_FORWARD
