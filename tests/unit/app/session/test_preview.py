"""Test the preview of a part of a workout."""

from __future__ import annotations

from hypothesis import given

from retrotimer.app.session.preview import TRY_MS, first_of, interval_paths, spoken_lines, trial
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.workout import timeline as timelines
from retrotimer.training.workout import tree
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Role, Step, Workout
from tests.helpers.examples import plan, rf
from tests.helpers.strategies import workouts


@given(workouts)
def test_every_interval_is_traced_to_its_step(workout: Workout) -> None:
    """A click on the ribbon would choose another step, and Try play another one."""
    timeline = timelines.compile(workout, Paces())
    paths = tuple(interval_paths(workout.steps, timeline))
    assert len(paths) == len(timeline.intervals)
    for path, interval in zip(paths, timeline.intervals, strict=True):
        if interval.role is Role.TURN:
            assert path == ()
            continue
        step = tree.item_at(workout.steps, path)
        assert isinstance(step, Step)
        assert (step.movement, step.say, step.role) == (interval.movement, interval.say, interval.role)
        assert len(interval.rounds) == len(path) - 1


@given(workouts)
def test_a_trial_begins_with_the_step_at_once(workout: Workout) -> None:
    """A person would wait through the warm-up to hear one step."""
    timeline = timelines.compile(workout, Paces())
    paths = tuple(interval_paths(workout.steps, timeline))
    for path, _item in tree.walk(workout.steps):
        index = first_of(path, paths)
        if index is None:  # only between the rounds of a repeat that has but one
            continue
        session = trial(timeline, index, CueOptions())
        assert session.get_ready_ms == 0
        assert session.timeline.intervals[0].start_ms == 0
        assert session.timeline.intervals[0].movement == timeline.intervals[index].movement
        assert session.timeline.planned_ms == timeline.planned_ms - timeline.intervals[index].start_ms


def test_only_what_a_trial_says_is_prepared() -> None:
    """A person would wait until the system's voice has said an hour of lines, to hear twenty seconds of them."""
    intervals = [rf(TRY_MS // 2_000, say=f"Line {n}.") for n in range(4)]
    session = trial(plan(*intervals), 1, CueOptions())
    lines = spoken_lines(session)
    assert [line for line in lines if line.startswith("Line")] == ["Line 1.", "Line 2."]
    assert "Run forward" in lines
