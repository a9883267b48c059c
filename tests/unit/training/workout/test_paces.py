"""How fast a person goes, and how fast nobody does."""

from __future__ import annotations

from fractions import Fraction

import pytest

from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, RUN_BACKWARD, RUN_FORWARD


def test_the_default_speeds_are_those_of_the_evidence() -> None:
    """If it failed, every distance and every kcal shown would rest on other speeds than the page says."""
    speeds = {words: Paces().speed(movement) for words, movement in MOVEMENTS.items()}
    assert speeds == {
        "run forward": 2.5,
        "run backward": 1.75,
        "walk forward": 1.4,
        "walk backward": 1.0,
        "stand": 0.0,
    }


def test_a_distance_takes_distance_over_speed_exactly() -> None:
    """If it failed, a speed like 1.4 m/s, which no binary float holds, would let long sessions drift."""
    assert Paces(run_forward=1.4).time_for(RUN_FORWARD, 1_000) == Fraction(5_000, 7)


@pytest.mark.parametrize("speed", [0.0, -1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["run_forward", "run_backward", "walk_forward", "walk_backward", "body_kg"])
def test_a_pace_that_is_no_number_above_0_is_refused(name: str, speed: float) -> None:
    """If it failed, a distance would take for ever, no time at all, or stop the program."""
    with pytest.raises(ValueError, match="not the paces of a person"):
        Paces(**{name: speed})


def test_nobody_runs_backward_faster_than_the_record() -> None:
    """If it failed, a slip of the finger would plan a session that no one can do."""
    assert Paces(run_backward=7.6).speed(RUN_BACKWARD) == 7.6
    with pytest.raises(ValueError, match=r"7\.61"):
        Paces(run_backward=7.61)


@pytest.mark.parametrize(
    ("forward", "backward", "is_fast"),
    [(2.5, 1.75, False), (4.0, 3.4, False), (4.0, 3.41, True), (6.0, 4.0, False), (6.0, 4.01, True)],
)
def test_running_backward_is_fast_above_85_percent_or_4_metres_a_second(
    forward: float, backward: float, is_fast: bool
) -> None:
    """If it failed, a person would not be warned of a risky pace, or be warned of a safe one."""
    assert Paces(run_forward=forward, run_backward=backward).backward_is_fast is is_fast


@pytest.mark.parametrize(("speed", "is_fast"), [(1.6, False), (1.61, True)])
def test_a_fast_walk_backward_is_noticed(speed: float, is_fast: bool) -> None:
    """If it failed, the energy of what is rather a run would be shown without a word."""
    assert Paces(walk_backward=speed).backward_walk_is_fast is is_fast
