"""Test editing a workout as text: unchanged steps keep what text cannot express."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from retrotimer.exchange.intervals_text.edit import as_text
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.tree import walk
from retrotimer.training.workout.workout import Duration, Repeat, Workout
from tests.helpers.examples import rb, rf, times, wf
from tests.helpers.strategies import workouts

FILE = Path("My workout")


INNER = times(3, rf(60), rb(20))
NESTED = Repeat(2, (INNER, wf(120, between=True)), "Sets")
FIRST = replace(wf(300), name='Say "go"')
WORKOUT = Workout(
    "Nested",
    (FIRST, NESTED, wf(180)),
    about="One line.\nAnother.",
)


@given(workouts)
def test_text_that_nobody_changed_is_the_same_workout(workout: Workout) -> None:
    """Looking at the text alone would cost repeats within repeats."""
    text = as_text(workout)
    assert text.taken_back(text.text, FILE).workout is workout


def test_what_text_cannot_say_stays_where_nobody_touched_it() -> None:
    """One digit in the warm-up would write out the repeats of the whole workout."""
    text = as_text(WORKOUT)
    assert len(text.notes) == 4
    found = text.taken_back(text.text.replace("5m", "4m"), FILE).workout
    assert found.steps[1:] == WORKOUT.steps[1:]
    assert found.steps[0] == replace(FIRST, length=Duration(240_000), name="Say 'go'")
    assert found.about == WORKOUT.about


def test_what_was_touched_says_what_the_text_says() -> None:
    """A change within a repeat that is written out would be lost."""
    text = as_text(WORKOUT)
    found = text.taken_back(text.text.replace("3m", "2m").replace("20s", "25s", 1), FILE).workout
    assert found.steps[0] == WORKOUT.steps[0]
    assert found.steps[-1] == wf(120)
    assert NESTED not in found.steps
    assert rb(25) in [item for _path, item in walk(found.steps)]


def test_what_is_moved_or_doubled_stays_what_it_was() -> None:
    """Moving the cool-down to the front would write out the repeats behind it."""
    text = as_text(WORKOUT)
    head, *blocks = text.text.strip().split("\n\n")
    moved = "\n\n".join((head, "- Walk 10s", *blocks, "- Walk 20s"))
    found = text.taken_back(moved, FILE).workout
    assert found.steps[1:-1] == WORKOUT.steps


def test_an_empty_workout_becomes_what_is_typed() -> None:
    """A new workout could not be begun as text."""
    text = as_text(Workout("New workout", ()))
    assert text.taken_back(text.text + "\n- Run 60s\n", FILE).workout.steps == (rf(60),)
    with pytest.raises(WrongFile):
        text.taken_back("", FILE)
