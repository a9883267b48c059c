"""The presets of the eight-week plan, held against the evidence."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest

from retrotimer.files.presets.library import plan_preset
from retrotimer.training.formatting import clock_text
from retrotimer.training.history.plan import WEEKS, asked
from retrotimer.training.history.session_rule import Past, step_up
from retrotimer.training.load.load import load
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Direction, Level, Workout
from tests.helpers.examples import COOL_DOWN, WARM_UP, rb, rf, times, wb, wf

TABLE = {
    1: (times(8, rf(60), wb(30), wf(45)), 480),
    2: (times(6, rf(73), rb(15), wf(45)), 528),
    3: (times(6, rf(76), rb(20), wf(45)), 576),
    4: (times(5, rf(76), rb(20), wf(45)), 480),
    5: (times(6, rf(80), rb(25), wf(45)), 630),
    6: (times(8, rf(61), rb(25), wf(45)), 688),
    7: (times(8, rf(64), rb(30), wf(45)), 752),
    8: (times(10, rf(52), rb(30), wf(45)), 820),
}
BACKWARD_S = (240, 90, 120, 100, 150, 200, 240, 300)
"""Of week 1 it is walked."""
TOTALS = ("26:00", "21:36", "22:24", "20:00", "23:18", "25:52", "26:56", "29:40")
PACES = Paces()


def workout(number: int) -> Workout:
    """Return the session of week `number`."""
    return plan_preset(number).workout


def run_s(number: int) -> float:
    """Return how long the session of week `number` runs, in s."""
    timeline = compile_workout(workout(number), PACES)
    return sum(map(timeline.run_ms, Direction)) / 1_000


def test_the_table_is_the_whole_plan() -> None:
    """If it failed, a week would not be held against anything."""
    assert list(TABLE) == list(range(1, WEEKS + 1))


@pytest.mark.parametrize("number", TABLE)
def test_each_week_is_as_the_evidence_says(number: int) -> None:
    """If it failed, a plan would be trained that the evidence does not describe."""
    rounds, seconds = TABLE[number]
    first, middle, last = workout(number).steps
    assert workout(number).turn_ms == (0 if number == 1 else 3_000)
    assert middle == rounds
    assert compile_workout(Workout("", (first, last)), PACES).planned_ms == 480_000
    assert [getattr(step, "role", None) for step in (first, last)] == [WARM_UP.role, COOL_DOWN.role]
    assert run_s(number) == seconds


@pytest.mark.parametrize("number", TABLE)
def test_each_week_takes_and_asks_what_the_evidence_says(number: int) -> None:
    """If it failed, a week would count without the backward part that the table asks for."""
    timeline = compile_workout(workout(number), PACES)
    assert clock_text(timeline.planned_ms // 1_000) == TOTALS[number - 1]
    assert asked(timeline) == (1_000 * TABLE[number][1], 1_000 * BACKWARD_S[number - 1])


def test_no_week_is_over_a_tenth_more_than_the_best_so_far() -> None:
    """If it failed, the plan would break the rule that it is built on."""
    seconds = [run_s(number) for number in TABLE]
    assert all(10 * after <= 11 * best for best, after in pairwise(accumulate(seconds, max)))
    for number in range(2, WEEKS + 1):
        done_ms = [round(1_000 * run_s(week)) for week in range(1, number)]
        past = [Past(7 * week, ms, ms) for week, ms in enumerate(done_ms, 1) for _session in range(3)]
        assert step_up(round(1_000 * run_s(number)), past, 7 * number) is None


@pytest.mark.parametrize("number", TABLE)
def test_each_week_is_gentle_at_its_level(number: int) -> None:
    """If it failed, the plan would ask more than a level's caps allow."""
    expected = Level.NOVICE if number < 6 else Level.INTERMEDIATE
    assert workout(number).level is expected
    assert load(compile_workout(workout(number), PACES), expected, PACES).is_gentler


@pytest.mark.parametrize("number", TABLE)
def test_from_week_6_it_is_too_much_for_a_novice_and_says_so(number: int) -> None:
    """If it failed, a novice would pass their share of backward running without a word."""
    share = load(compile_workout(workout(number), PACES), Level.NOVICE, PACES)
    assert share.is_gentler is (number < 6)
    assert ("intermediate" in workout(number).about) is (number == 6)


@pytest.mark.parametrize("number", TABLE)
def test_each_says_what_it_is(number: int) -> None:
    """If it failed, an athlete would have to guess what a week is for."""
    about = workout(number).about
    assert workout(number).name == f"Plan, week {number}"
    assert 40 <= len(about) <= 120
    assert about.endswith(".")
    assert plan_preset(number).path.read_text(encoding="utf-8").startswith("# ")
