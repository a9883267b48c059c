"""How a workout is placed in time."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given

from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline, count_intervals
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    Direction,
    Distance,
    Duration,
    Repeat,
    Role,
    Step,
    Workout,
)
from tests.helpers import strategies
from tests.helpers.examples import (
    COOL_DOWN,
    GENTLER,
    PACES,
    TRACK_LAPS,
    WARM_UP,
    metres,
    plan,
    rb,
    rf,
    spans,
    stand,
    tap,
    times,
    wb,
    wf,
)


def moved(found: Timeline) -> list[str]:
    """Return the movements of a timeline as "RF60", "S3" and so on."""
    return [
        f"{i.movement.gait[0]}{(i.movement.direction or ' ')[0]}".strip().upper() + f"{i.length_ms / 1_000:g}"
        for i in found.intervals
    ]


def expanded(steps: tuple[Step | Repeat, ...]) -> Iterator[Step]:
    """Give each step as often as it is done: the plainest reading of what a repeat means."""
    for step in steps:
        if isinstance(step, Repeat):
            for nth in range(step.rounds):
                is_last = nth == step.rounds - 1
                yield from expanded(tuple(s for s in step.steps if not (is_last and s.between)))
        else:
            yield step


class TestOrder:
    """Which intervals there are, and in which order."""

    def test_steps_follow_each_other_without_a_gap(self) -> None:
        """If it failed, time would be lost or counted twice between two steps."""
        assert spans(plan(wf(10), rf(20), stand(5))) == [(0, 10_000), (10_000, 30_000), (30_000, 35_000)]

    def test_a_repeat_is_done_round_by_round(self) -> None:
        """If it failed, rounds would be missing or in the wrong order."""
        assert moved(plan(times(2, rf(6), rb(5)))) == ["RF6", "RB5", "RF6", "RB5"]

    def test_between_is_left_out_after_the_last_round(self) -> None:
        """If it failed, a rest would stand where there is nothing to rest for."""
        assert moved(plan(times(3, rf(6), wf(4, between=True)))) == ["RF6", "WF4", "RF6", "WF4", "RF6"]

    def test_between_may_come_first_in_its_round(self) -> None:
        """If it failed, only a step at the end of a round could be left out of the last."""
        assert moved(plan(times(2, wf(4, between=True), rf(6)))) == ["WF4", "RF6", "RF6"]

    def test_a_whole_repeat_may_stand_between_rounds(self) -> None:
        """If it failed, nested repeats would not know `between`."""
        assert moved(plan(times(2, rf(6), times(2, wf(4), between=True)))) == ["RF6", "WF4", "WF4", "RF6"]

    def test_between_counts_for_its_own_repeat_only(self) -> None:
        """If it failed, a rest inside a nested repeat would vanish in the outer's last round."""
        assert moved(plan(times(2, times(2, rf(6), wf(4, between=True))))) == ["RF6", "WF4", "RF6"] * 2

    def test_between_outside_any_repeat_is_a_step_like_others(self) -> None:
        """If it failed, a step would silently not be done."""
        assert moved(plan(wf(4, between=True), rf(6))) == ["WF4", "RF6"]

    def test_an_interval_knows_its_round_in_each_repeat_around_it(self) -> None:
        """If it failed, "round 2 of 3" would be wrong on the screen and in the file."""
        found = plan(wf(10), times(2, rf(6), times(3, rb(5))))
        assert [i.rounds for i in found.intervals[:3]] == [(), ((1, 2),), ((1, 2), (1, 3))]
        assert [i.round for i in found.intervals] == [None, (1, 2), *((n, 3) for n in (1, 2, 3)), (2, 2)] + [
            (n, 3) for n in (1, 2, 3)
        ]

    @given(strategies.workouts)
    def test_any_workout_is_its_steps_in_order(self, any_workout: Workout) -> None:
        """If it failed, some nesting of repeats and `between` would lose, add or move a step."""
        found = timeline.compile(any_workout, PACES)
        done = [(i.movement, i.say, i.role) for i in found.intervals if i.role is not Role.TURN]
        assert done == [(s.movement, s.say, s.role) for s in expanded(any_workout.steps)]
        assert count_intervals(any_workout.steps) == len(done)


class TestTurns:
    """The short gaps where running changes direction."""

    def test_running_that_changes_direction_gets_a_turn(self) -> None:
        """If it failed, an athlete would have no time to turn round where they asked for it."""
        found = plan(times(2, rf(6), rb(6)), turn_s=3)
        assert moved(found) == ["RF6", "S3", "RB6", "S3", "RF6", "S3", "RB6"]
        assert [i.role for i in found.intervals[:3]] == [None, Role.TURN, None]

    @pytest.mark.parametrize(
        "steps", [(wf(6), rb(6)), (rf(6), wf(6), rb(6)), (wf(6), wb(6)), (rf(6), rf(6)), (rf(6), stand(3), rb(6))]
    )
    def test_nothing_else_gets_one(self, steps: tuple[Step, ...]) -> None:
        """If it failed, walking, standing or running on would be interrupted."""
        assert len(plan(*steps, turn_s=3).intervals) == len(steps)

    def test_a_turn_belongs_to_the_round_that_it_leads_into(self) -> None:
        """If it failed, the round shown would jump back and forth around a turn."""
        found = plan(times(2, rb(6), rf(6)), turn_s=3)
        assert [i.round for i in found.intervals if i.role is Role.TURN] == [(1, 2), (2, 2), (2, 2)]

    def test_turns_do_not_push_later_distances_off_the_grid(self) -> None:
        """If it failed, a turn would break the exact sum of distances."""
        found = plan(times(3, metres(RUN_FORWARD, 100), metres(RUN_BACKWARD, 100)), turn_s=3)
        assert found.planned_ms == round(3 * (Fraction(40_000) + Fraction(400_000, 7)) + 5 * 3_000)


class TestLengths:
    """How long intervals are, exactly."""

    def test_a_distance_takes_the_time_of_its_movement(self) -> None:
        """If it failed, metres would be timed at another movement's speed."""
        (interval,) = plan(metres(RUN_BACKWARD, 84.39)).intervals
        assert (interval.length_ms, interval.is_estimate, interval.is_open) == (48_223, True, False)

    def test_a_time_is_no_estimate(self) -> None:
        """If it failed, known lengths would be marked as estimates."""
        assert not plan(rf(60)).is_estimate
        assert plan(rf(60), metres(RUN_FORWARD, 10)).is_estimate

    def test_a_tap_is_open_and_plans_no_time(self) -> None:
        """If it failed, a step without an end would get one that nobody chose."""
        (interval,) = plan(tap()).intervals
        assert (interval.length_ms, interval.duration_ms, interval.is_open) == (0, None, True)

    def test_a_distance_until_a_tap_is_open_and_keeps_its_estimate(self) -> None:
        """If it failed, a distance would end before the athlete says so, or plan no time for it."""
        (interval,) = plan(metres(RUN_FORWARD, 500, until_tap=True)).intervals
        assert (interval.length_ms, interval.duration_ms, interval.is_estimate) == (200_000, None, True)

    def test_the_total_of_an_open_workout_is_unknown(self) -> None:
        """If it failed, a total would be promised that hangs on taps."""
        found = plan(rf(60), tap(), metres(RUN_FORWARD, 500, until_tap=True))
        assert (found.total_ms, found.planned_ms) == (None, 260_000)

    def test_track_laps_take_what_the_evidence_says(self) -> None:
        """If it failed, 16 distances in a row would have drifted."""
        assert plan(*TRACK_LAPS).total_ms == 1_475_735

    def test_run_time_is_counted_for_each_direction(self) -> None:
        """If it failed, the share of backward running would be wrong."""
        found = plan(*GENTLER, wb(40), stand(20))
        assert found.run_ms(Direction.FORWARD) == 540_000
        assert found.run_ms(Direction.BACKWARD) == 180_000

    @given(strategies.workouts, strategies.paces)
    def test_intervals_tile_the_timeline(self, any_workout: Workout, paces: Paces) -> None:
        """If it failed, there would be a moment in no interval or in two, or one of no length."""
        found = timeline.compile(any_workout, paces)
        starts = [i.start_ms for i in found.intervals]
        assert starts == [0, *(i.end_ms for i in found.intervals)][:-1]
        assert all(i.length_ms > 0 or i.is_open for i in found.intervals)
        assert found.planned_ms == sum(i.length_ms for i in found.intervals)

    @given(strategies.workouts, strategies.paces)
    def test_no_boundary_is_further_than_half_a_ms_from_the_exact_sum(
        self, any_workout: Workout, paces: Paces
    ) -> None:
        """If it failed, the rounding of distances would add up, and far intervals would come late."""
        found = timeline.compile(any_workout, paces)
        steps = expanded(any_workout.steps)
        exact = Fraction(0)
        for interval in found.intervals:
            exact += any_workout.turn_ms if interval.role is Role.TURN else exact_ms(next(steps), paces)
            assert abs(interval.end_ms - exact) <= Fraction(1, 2)


def exact_ms(step: Step, paces: Paces) -> Fraction:
    """Return how long `step` takes, as a fraction of decimal numbers."""
    match step.length:
        case Duration(ms):
            return Fraction(ms)
        case Distance(mm):
            return Fraction(mm) / Fraction(f"{paces.speed(step.movement):.2f}")
        case _:
            return Fraction(0)


class TestMarks:
    """What an interval knows for its cues."""

    def test_the_last_round_starts_at_its_first_step(self) -> None:
        """If it failed, "last round" would come a round early, late, or at each step."""
        found = plan(WARM_UP, times(3, rf(6), rb(6)), COOL_DOWN)
        assert [n for n, i in enumerate(found.intervals) if i.starts_last_round] == [5]

    def test_it_is_the_last_round_of_all_repeats_around_it(self) -> None:
        """If it failed, each inner repeat would announce a last round that is not the last."""
        found = plan(times(3, times(2, rf(6)), wf(6)))
        assert [n for n, i in enumerate(found.intervals) if i.starts_last_round] == [7]

    def test_it_is_told_once_in_an_outermost_repeat(self) -> None:
        """If it failed, it would be said again in the middle of the last round."""
        found = plan(times(2, rf(6), times(2, rb(6)), wf(6)))
        assert [n for n, i in enumerate(found.intervals) if i.starts_last_round] == [4]

    def test_each_outermost_repeat_has_its_own(self) -> None:
        """If it failed, only the first or the last of two sets would be announced."""
        found = plan(times(2, rf(6)), times(2, rb(6)))
        assert [n for n, i in enumerate(found.intervals) if i.starts_last_round] == [1, 3]

    def test_a_repeat_of_one_round_has_no_last(self) -> None:
        """If it failed, a single round would be called the last."""
        assert not any(i.starts_last_round for i in plan(times(1, rf(6), rb(6))).intervals)

    def test_a_turn_does_not_take_the_mark_of_the_step_after_it(self) -> None:
        """If it failed, "last round" would be said while turning, or not at all."""
        found = plan(times(2, rb(6), rf(6)), turn_s=3)
        assert [n for n, i in enumerate(found.intervals) if i.starts_last_round] == [4]

    def test_backward_intervals_are_numbered_whether_run_or_walked(self) -> None:
        """If it failed, the posture cues would repeat themselves or skip one."""
        found = plan(rb(6), wf(6), wb(6), rf(6), rb(6))
        assert [i.nth_backward for i in found.intervals if i.is_backward] == [0, 1, 2]
