"""What would make a workout gentler: the smallest change for each reason, and nothing that makes it worse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.load.gentler import Suggestion, at_most_backward, gentler, renamed
from retrotimer.training.load.load import Cause, load
from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, Level, Repeat, Step, Workout
from tests.helpers import strategies
from tests.helpers.examples import (
    COOL_DOWN,
    EQUAL,
    GENTLER,
    LONG_AND_TALL,
    PACES,
    TRACK_LAPS,
    WARM_UP,
    metres,
    rb,
    rf,
    tap,
    times,
    wf,
    workout,
)

NOVICE, INTERMEDIATE, EXPERIENCED = Level


def suggested(*steps: Step | Repeat, level: Level = EXPERIENCED) -> tuple[Suggestion, ...]:
    """Return what would make `steps` gentler."""
    return gentler(workout(*steps, level=level), PACES)


def message(*steps: Step | Repeat, level: Level = EXPERIENCED) -> list[str]:
    """Return the sentences of it."""
    return [suggestion.text for suggestion in suggested(*steps, level=level)]


def test_what_is_gentle_needs_nothing() -> None:
    """If it failed, the workout that gave the badge its name would be found fault with."""
    assert suggested(*GENTLER, level=NOVICE) == ()


def test_equal_needs_five_seconds_less_backward() -> None:
    """If it failed, what just misses the badge would be changed more than it needs."""
    (found,) = suggested(*EQUAL)
    assert (found.text, found.change_ms) == ("Run backward for 0:55 at most.", -30_000)
    assert found.removes == {Cause.CALF}
    assert found.load.is_gentler
    sixth = at_most_backward(workout(*EQUAL, level=EXPERIENCED), 60_000, PACES)
    assert load(timeline.compile(sixth, PACES), EXPERIENCED, PACES).causes == {Cause.CALF}


def test_long_and_tall_needs_longer_walks_for_the_knee() -> None:
    """If it failed, a knee's peak would be answered with what does not rest it."""
    found = suggested(*LONG_AND_TALL, level=INTERMEDIATE)
    assert [suggestion.text for suggestion in found] == [
        "Run backward for 0:15 at most.",
        "Walk 120 s longer in every round.",
    ]
    assert [suggestion.load.is_gentler for suggestion in found] == [False, True]
    assert [suggestion.message.partition(". ")[2] for suggestion in found] == [
        "It helps with: the calf's peak.",
        "With this it keeps to our lines.",
    ]
    assert [Cause.KNEE in suggestion.removes for suggestion in found] == [False, True]


def test_the_reference_workouts_that_miss_are_helped() -> None:
    """If it failed, the workouts that the evidence looks at would have reasons without a way out."""
    no_walking = suggested(WARM_UP, times(9, rf(60), rb(60)), COOL_DOWN)
    three_one_one = suggested(WARM_UP, times(4, rf(180), rb(60), wf(60)), COOL_DOWN)
    for found in (no_walking, three_one_one):
        assert frozenset().union(*(suggestion.removes for suggestion in found)) == {Cause.KNEE, Cause.CALF}
    assert "Walk 15 s at the end of every round." in [suggestion.text for suggestion in no_walking]


def test_steady_running_gets_a_walk_in_its_middle() -> None:
    """If it failed, a run without rounds would have no way to the badge."""
    (found,) = suggested(rf(1_200))
    assert found.text == "Walk 240 s in the middle of the longest run."
    assert found.workout.steps == (rf(600), wf(240), rf(600))


@pytest.mark.parametrize(
    ("steps", "level", "sentence"),
    [
        ((wf(600), rf(200), rb(40)), NOVICE, "Run backward for 0:30 at most."),
        ((wf(600), rf(300), rb(90)), INTERMEDIATE, "Run backward for 1:00 at most."),
        ((wf(600), rf(200), metres(RUN_BACKWARD, 60)), NOVICE, "Run backward 43 m at most."),
        ((wf(600), rf(300), tap(RUN_BACKWARD)), NOVICE, "Run backward for 0:30 at most."),
        ((wf(600), rf(50), rb(20)), NOVICE, "Run backward for 0:15 at most."),
        ((wf(60), times(4, rf(150), rb(20))), NOVICE, "Walk 15 s at the end of every round."),
        ((rf(100), wf(10), rf(100), wf(10), rf(100)), NOVICE, "Walk 15 s longer between the runs."),
        ((times(3, rf(60), rb(15), wf(60)), times(9, rf(120), wf(5))), NOVICE, "Walk 60 s longer in every round."),
        ((times(9, rf(100), wf(25)),), NOVICE, "Do 8 rounds instead of 9."),
    ],
)
def test_every_reason_has_its_smallest_change(
    steps: tuple[Step | Repeat, ...], level: Level, sentence: str
) -> None:
    """If it failed, a reason would be told without what to do about it, or with more than is needed."""
    assert sentence in message(*steps, level=level)


def test_metres_are_cut_to_whole_metres() -> None:
    """If it failed, a backward run would have to be measured to the millimetre."""
    (found,) = suggested(*TRACK_LAPS)
    assert found.text == "Run backward 70 m at most."
    assert found.load.is_gentler


def test_a_change_that_brings_in_another_reason_is_not_suggested() -> None:
    """If it failed, a longer walk would be praised for its share while it brings the knee over its limit."""
    assert suggested(wf(30), rf(600), level=INTERMEDIATE) == ()


def test_a_session_that_is_too_long_gets_fewer_rounds() -> None:
    """If it failed, what is too long would be told without what to do about it."""
    (found,) = suggested(WARM_UP, times(46, rf(90), rb(30), wf(60)), COOL_DOWN, level=NOVICE)
    assert found.text == "Do 10 rounds instead of 46."
    assert found.removes == {Cause.LENGTH}
    assert found.load.is_gentler


def test_a_walk_that_would_be_too_long_as_a_whole_hides_no_shorter_one() -> None:
    """If it failed, the longest walk that is tried would keep the one that helps from being found."""
    assert "Walk 120 s longer in every round." in message(*LONG_AND_TALL, level=INTERMEDIATE)
    assert not [text for text in message(*LONG_AND_TALL, level=NOVICE) if text.startswith("Walk")]


def test_a_change_that_is_no_workout_any_more_is_not_suggested() -> None:
    """If it failed, a click would make a session of more than a day, or end with an error instead of help."""
    sentences = message(times(200, rf(300), rb(120)))
    assert sentences
    assert not [sentence for sentence in sentences if sentence.startswith("Walk 300")]


@given(strategies.workouts, strategies.paces, st.sampled_from([None, *Level]))
def test_no_change_makes_anything_worse(drawn: Workout, paces: Paces, level: Level | None) -> None:
    """If it failed, a click on what promises to be gentler would break a cap, or the workout."""
    made = replace(drawn, level=level)
    before = timeline.compile(made, paces)
    analysed = load(before, made.level, paces)
    found = gentler(made, paces)
    assert len({suggestion.workout for suggestion in found}) == len(found)
    for suggestion in found:
        after = timeline.compile(suggestion.workout, paces)
        assert load(after, made.level, paces) == suggestion.load
        assert suggestion.load.causes < analysed.causes
        assert suggestion.removes == analysed.causes - suggestion.load.causes
        assert suggestion.change_ms == after.planned_ms - before.planned_ms
    sizes = [abs(suggestion.change_ms) for suggestion in found]
    assert sizes == sorted(sizes)
    assert not (analysed.is_gentler and found)


def test_the_gentler_one_has_a_name_of_its_own() -> None:
    """If it failed, two presets of one name would stand in the list."""
    assert renamed(workout(*EQUAL)).name == "Test, gentler"
