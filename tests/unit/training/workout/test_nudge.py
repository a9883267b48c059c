"""Lengths and rounds made larger and smaller by one size."""

from __future__ import annotations

import pytest

from retrotimer.training.workout.editing import Editing, nudge, select, stretched
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    RUN_FORWARD,
    STEP_MM,
    STEP_MS,
    Distance,
    Duration,
    Length,
    Repeat,
    Step,
    Tap,
    Workout,
)


@pytest.mark.parametrize(
    ("length", "longer", "shorter"),
    [
        (Duration(30_000), Duration(35_000), Duration(25_000)),
        (Duration(32_000), Duration(35_000), Duration(30_000)),
        (Duration(60_000), Duration(75_000), Duration(55_000)),
        (Duration(300_000), Duration(360_000), Duration(285_000)),
        (Duration(STEP_MS[0]), Duration(5_000), Duration(STEP_MS[0])),
        (Duration(STEP_MS[1]), Duration(STEP_MS[1]), Duration(STEP_MS[1] - 60_000)),
        (Distance(200_000, until_tap=True), Distance(250_000, until_tap=True), Distance(190_000, until_tap=True)),
        (Distance(STEP_MM[0]), Distance(10_000), Distance(STEP_MM[0])),
        (Tap(), Tap(), Tap()),
    ],
)
def test_a_length_goes_to_the_next_size(length: Length, longer: Length, shorter: Length) -> None:
    """A click on + or − would give an odd length, or one that cannot be."""
    now = select(Editing(Workout("x", (Step(RUN_FORWARD, length),))), [(0,)])
    assert nudge(now, 1).items == (Step(RUN_FORWARD, longer),)
    assert nudge(now, -1).items == (Step(RUN_FORWARD, shorter),)


def test_rounds_stay_within_their_bounds() -> None:
    """A click too many would make a workout that cannot be saved."""
    steps = (Step(RUN_FORWARD, Tap()),)
    now = select(Editing(Workout("x", (Repeat(1, steps), Repeat(MAX_INTERVALS, steps)))), [(0,), (1,)])
    assert nudge(now, 1).items == (Repeat(2, steps), Repeat(MAX_INTERVALS, steps))
    assert nudge(now, -1).items == (Repeat(1, steps), Repeat(MAX_INTERVALS - 1, steps))


@pytest.mark.parametrize(
    ("length", "share", "found"),
    [
        (Duration(60_000), 1.52, Duration(90_000)),
        (Duration(60_000), 0.0, Duration(5_000)),
        (Duration(STEP_MS[1]), 3.0, Duration(STEP_MS[1])),
        (Distance(400_000), 0.5, Distance(200_000)),
        (Tap(), 2.0, Tap()),
    ],
)
def test_a_dragged_length_is_a_whole_size(length: Length, share: float, found: Length) -> None:
    """A block that is dragged would last 1:29.734, or nothing."""
    assert stretched(length, share) == found
