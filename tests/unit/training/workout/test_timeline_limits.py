"""What is too much for a timeline, and what others ask of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import COOL_DOWN_MS, Interval, nesting
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_FORWARD,
    Direction,
    Gait,
    Movement,
    Repeat,
    Role,
    Step,
    Workout,
)
from tests.helpers import strategies
from tests.helpers.examples import PACES, plan, rb, rf, spans, stand, times, wf, workout

HOUR = 3_600


class TestLimits:
    """What is too much, or nothing."""

    def test_a_workout_without_steps_is_refused(self) -> None:
        """If it failed, a session would end before it began."""
        for compiled in (timeline.compile, timeline.check_limits):
            with pytest.raises(WrongRequest, match="no steps"):
                compiled(workout(), PACES)

    @pytest.mark.parametrize(
        "empty",
        [times(3), times(0, rf(6)), times(2, rf(6, between=True)), times(2, times(2, rf(6), between=True))],
    )
    def test_a_round_without_a_step_is_refused(self, empty: Repeat) -> None:
        """If it failed, a repeat would do nothing, and nobody would know why."""
        with pytest.raises(WrongRequest, match="at least one step in each"):
            plan(rf(60), empty)

    def test_repeats_nest_8_deep(self) -> None:
        """If it failed, the depth that the preset format promises would be refused."""
        assert len(timeline.compile(workout(nested(8)), PACES).intervals) == 1
        assert nesting((nested(8), rf(6))) == 8

    def test_repeats_nest_no_deeper(self) -> None:
        """If it failed, a wrong file could exhaust the stack."""
        for compiled in (timeline.compile, timeline.check_limits):
            with pytest.raises(WrongRequest, match="at most 8 deep"):
                compiled(workout(nested(9)), PACES)

    def test_2_000_intervals_work(self) -> None:
        """If it failed, the longest workout that the preset format promises could not be compiled or sounded."""
        found = plan(times(20, times(50, rf(1), rb(1))))
        assert len(found.intervals) == 2_000
        assert found.total_ms == 2_000_000
        assert sum(1 for _cue in all_cues(found, CueOptions())) >= 2_000

    def test_more_are_refused(self) -> None:
        """If it failed, a small file could fill the memory."""
        with pytest.raises(WrongRequest, match="more than 2000 intervals"):
            plan(rf(1), times(2_000, rf(1)))

    def test_far_more_are_refused_without_making_them(self) -> None:
        """If it failed, a wrong file would hang the program before it is refused."""
        with pytest.raises(WrongRequest, match="more than 2000 intervals"):
            plan(times(10**12, times(10**12, rf(1))))

    def test_turns_count_as_intervals(self) -> None:
        """If it failed, turns could nearly double the limit."""
        with pytest.raises(WrongRequest, match="With its turns"):
            plan(times(900, rf(1), rb(1)), turn_s=1)

    def test_24_hours_are_allowed_and_a_ms_more_is_not(self) -> None:
        """If it failed, the limit of the preset format would be somewhere else."""
        assert plan(times(24, wf(HOUR))).total_ms == 24 * HOUR * 1_000
        with pytest.raises(WrongRequest, match="longer than 24 hours"):
            plan(times(23, wf(HOUR)), wf(HOUR - 1), wf(1.001))

    @given(strategies.workouts, st.integers(0, 900), st.sampled_from((0, 3_000, HOUR * 1_000)))
    def test_a_check_without_intervals_finds_the_same(self, drawn: Workout, rounds: int, turn_ms: int) -> None:
        """If it failed, a file would be read as a preset that cannot be started, or refused though it can."""
        repeated = replace(drawn, steps=(Repeat(rounds, drawn.steps),), turn_ms=turn_ms)
        assert refusal(timeline.check_limits, repeated) == refusal(timeline.compile, repeated)


def refusal(compiled: Callable[[Workout, Paces], object], any_workout: Workout) -> str | None:
    """Return the sentence with which a workout is refused; None where it is not."""
    try:
        compiled(any_workout, PACES)
    except WrongRequest as error:
        return str(error)
    return None


def nested(depth: int) -> Repeat:
    """Return repeats nested `depth` deep around one step."""
    inner: Step | Repeat = rf(6)
    for _level in range(depth - 1):
        inner = times(1, inner)
    return times(1, inner)


class TestReading:
    """What others ask of a timeline, and how a session bends it."""

    PLAN = plan(rf(10), rb(20), wf(30, role=Role.COOL_DOWN), stand(5, role=Role.COOL_DOWN))

    def test_the_interval_before_a_turn_is_the_one_that_was_run(self) -> None:
        """If it failed, a turn would look like the part that an athlete comes from."""
        turned = plan(rf(10), rb(20), turn_s=3)
        assert (turned.before(0), turned.before(2)) == (None, turned.intervals[0])

    def test_a_lengthened_interval_moves_the_later_ones(self) -> None:
        """If it failed, the 30 s added would overlap the next interval."""
        longer = self.PLAN.lengthened(1, 30_000)
        assert spans(longer) == [(0, 10_000), (10_000, 60_000), (60_000, 90_000), (90_000, 95_000)]

    @pytest.mark.parametrize(("after", "index"), [(-1, 2), (0, 2), (1, 2), (2, 3), (3, None)])
    def test_the_cool_down_is_the_first_one_later(self, after: int, index: int | None) -> None:
        """If it failed, the key to the cool-down would go back or to its end."""
        assert self.PLAN.cool_down_index(after) == index

    def test_a_cool_down_can_be_put_after_any_interval(self) -> None:
        """If it failed, an athlete whose workout has no cool-down would have nowhere to go when tired."""
        ended = self.PLAN.ending_after(1)
        assert spans(ended) == [(0, 10_000), (10_000, 30_000), (30_000, 30_000 + COOL_DOWN_MS)]
        last = ended.intervals[-1]
        assert (last.movement, last.role, last.name) == (WALK_FORWARD, Role.COOL_DOWN, "Cool-down")
        assert COOL_DOWN_MS == 180_000

    @pytest.mark.parametrize(
        ("movement", "is_backward"),
        [
            (RUN_BACKWARD, True),
            (Movement(Gait.WALK, Direction.BACKWARD), True),
            (RUN_FORWARD, False),
            (STAND, False),
        ],
    )
    def test_backward_is_what_the_athlete_cannot_see(self, movement: Movement, is_backward: bool) -> None:
        """If it failed, look-behind cues would miss a backward part or fill a forward one."""
        assert Interval(0, 1_000, movement).is_backward is is_backward
