"""How much is run and walked, forward and backward, in words."""

from __future__ import annotations

import pytest

from retrotimer.app.totals import ways_text
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
)


@pytest.mark.parametrize(
    ("times", "text"),
    [
        ({WALK_FORWARD: 960, WALK_BACKWARD: 240, RUN_FORWARD: 0}, "walking 16:00 forward, 4:00 backward"),
        (
            {RUN_FORWARD: 540, RUN_BACKWARD: 180, WALK_FORWARD: 840, STAND: 9},
            "running 9:00 forward, 3:00 backward; walking 14:00 forward",
        ),
        ({RUN_FORWARD: 480, WALK_BACKWARD: 240}, "running 8:00 forward; walking 4:00 backward"),
        ({RUN_BACKWARD: 60}, "running 1:00 backward"),
        ({STAND: 60}, "standing only"),
    ],
)
def test_what_is_done_is_named_and_nothing_else(times: dict[Movement, int], text: str) -> None:
    """If it failed, walkers would read zeros, or runners not see what they walk."""
    assert ways_text({movement: 1_000 * s for movement, s in times.items()}) == text
