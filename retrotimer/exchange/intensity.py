"""Choose running or walking by the intensity that another program gives a step.

The thresholds are heuristics of ours. Cyclists rest at about half of their threshold power, and runners who go
below six tenths of their threshold pace walk; nobody measured where one should stop running.
"""

from __future__ import annotations

from retrotimer.training.workout.workout import RUN_FORWARD, WALK_FORWARD, Movement

WALK_BELOW = 0.60
"""Share of threshold power or pace (heuristic)."""


def movement_for(share: float | None) -> Movement:
    """Return how a step of `share` of the threshold is done; one that names none is run."""
    return WALK_FORWARD if share is not None and share < WALK_BELOW else RUN_FORWARD
