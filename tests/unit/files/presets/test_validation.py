"""Test the mistakes that keep a workout from being saved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.validation import Fault, faults
from retrotimer.training.workout.workout import RUN_FORWARD, STAND, Distance, Duration, Repeat, Step, Workout
from tests.helpers.workout_strategies import named_workouts

STEP = Step(RUN_FORWARD, Duration(60_000))
WORKOUT = Workout("x", (STEP,))


@pytest.mark.parametrize("preset_id", BUILT_IN)
def test_a_sound_workout_has_none(preset_id: str) -> None:
    """Nothing could be saved."""
    assert faults(find(preset_id).workout) == ()


@given(named_workouts)
def test_no_workout_that_a_file_can_hold_has_any(workout: Workout) -> None:
    """A preset that was opened could not be saved again."""
    assert faults(workout) == ()


@pytest.mark.parametrize(
    ("workout", "fault"),
    [
        (replace(WORKOUT, name=" "), Fault((), "name", "This must not be empty")),
        (replace(WORKOUT, name="x" * 81), Fault((), "name", "This has 81 characters, and 80 are the most")),
        (replace(WORKOUT, steps=()), Fault((), "steps", "There must be at least one step")),
        (replace(WORKOUT, tags=("a", " ")), Fault((), "tags", "This must not be empty")),
        (
            replace(WORKOUT, steps=(STEP, Repeat(2, (STEP, Step(STAND, Distance(5_000)))))),
            Fault((1, 1), "for", "Standing covers no distance: give a time"),
        ),
        (
            replace(WORKOUT, steps=(Repeat(2, (replace(STEP, between=True),)),)),
            Fault((0,), "steps", "Every step is 'between': the last round would be empty"),
        ),
        (
            replace(WORKOUT, steps=(replace(STEP, between=True),)),
            Fault((0,), "between", "Only a step within a repeat has rounds to stand between"),
        ),
        (
            replace(WORKOUT, steps=(replace(STEP, say="a\x07"),)),
            Fault((0,), "say", "This has a control character, '\\x07'"),
        ),
    ],
)
def test_each_fault_is_told_with_its_step_and_field(workout: Workout, fault: Fault) -> None:
    """A person would hear that something is wrong, and look for it themselves."""
    assert faults(workout) == (fault,)


def test_repeats_that_nest_too_deep_are_told() -> None:
    """A workout would be made that no file takes."""
    item: Step | Repeat = STEP
    for _n in range(9):
        item = Repeat(2, (item,))
    assert faults(replace(WORKOUT, steps=(item,))) == (Fault((0,) * 9, "repeat", "Repeats nest at most 8 deep"),)
