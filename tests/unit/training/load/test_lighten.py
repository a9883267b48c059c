"""What each change that lightens a workout does, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

from retrotimer.training.load.gentler import (
    OPEN_BOUT_MS,
    Where,
    at_most_backward,
    fewer_rounds,
    longest_backward,
    more_walking,
    most_rounds,
)
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Repeat,
    Role,
    Tap,
    Workout,
)
from tests.helpers.examples import COOL_DOWN, GENTLER, PACES, WARM_UP, metres, rb, rf, tap, times, wb, wf, workout


def walked(before: Workout, seconds: int) -> tuple[Workout, Where]:
    """Return `before` with more walking, and where it is."""
    found = more_walking(before, 1_000 * seconds)
    assert found
    return found.workout, found.where


def test_only_longer_backward_runs_are_cut() -> None:
    """If it failed, forward runs, walks or short backward runs would be cut too."""
    before = workout(rf(90), times(2, rb(40), rb(10), wb(90)))
    assert at_most_backward(before, 20_000, PACES).steps == (rf(90), times(2, rb(20), rb(10), wb(90)))


def test_metres_and_taps_are_cut_as_well() -> None:
    """If it failed, a backward run by distance or by tap could not be made shorter."""
    before = workout(metres(RUN_BACKWARD, 100, until_tap=True), tap(RUN_BACKWARD))
    cut = at_most_backward(before, 10_000, PACES)
    assert [step.length for step in cut.steps if not isinstance(step, Repeat)] == [
        Distance(17_000, until_tap=True),
        Duration(10_000),
    ]


def test_a_cut_never_goes_below_a_metre() -> None:
    """If it failed, a slow person's backward run would vanish, and with it the workout."""
    slow = replace(PACES, run_backward=0.1)
    (step,) = at_most_backward(workout(metres(RUN_BACKWARD, 5)), 5_000, slow).steps
    assert step == metres(RUN_BACKWARD, 1)


def test_the_longest_backward_run_is_known() -> None:
    """If it failed, what is tried would begin in the wrong place."""
    assert longest_backward(workout(rf(90), wb(90)), PACES) == (0, None)
    assert longest_backward(workout(rb(20), times(2, rb(40))), PACES) == (40_000, Duration(40_000))
    assert longest_backward(workout(metres(RUN_BACKWARD, 70)), PACES) == (40_000, Distance(70_000))
    assert longest_backward(workout(tap(RUN_BACKWARD), rb(60)), PACES) == (OPEN_BOUT_MS, Tap())


def test_the_walk_of_a_round_becomes_longer() -> None:
    """If it failed, a round would have two walks in a row."""
    assert walked(workout(*GENTLER), 15) == (
        workout(WARM_UP, times(6, rf(90), rb(30), wf(75)), COOL_DOWN),
        Where.LONGER_IN_ROUNDS,
    )


def test_a_round_without_a_walk_gets_one() -> None:
    """If it failed, running without rest could not be mended."""
    before = workout(WARM_UP, times(9, rf(60), rb(60)))
    assert walked(before, 30) == (workout(WARM_UP, times(9, rf(60), rb(60), wf(30))), Where.IN_ROUNDS)


def test_rounds_without_running_are_left_alone() -> None:
    """If it failed, walking drills would be made longer for nothing."""
    before = workout(times(8, wb(30), wf(60)), times(2, rf(60), wf(20)))
    assert walked(before, 10)[0].steps == (times(8, wb(30), wf(60)), times(2, rf(60), wf(30)))


def test_walks_between_runs_become_longer_but_not_those_around() -> None:
    """If it failed, the cool-down would be taken for a rest between runs."""
    before = workout(WARM_UP, rf(60), wf(30), rf(60), COOL_DOWN)
    assert walked(before, 15) == (
        workout(WARM_UP, rf(60), wf(45), rf(60), COOL_DOWN),
        Where.LONGER_BETWEEN,
    )


def test_a_steady_run_is_parted() -> None:
    """If it failed, one long run could not be rested from, or its spoken line would be heard twice."""
    before = workout(replace(rf(601), say="Easy."), COOL_DOWN)
    first, middle, second, last = walked(before, 60)[0].steps
    assert (first, middle, second) == (replace(rf(300), say="Easy."), wf(60), rf(301))
    assert last == wf(180, role=Role.COOL_DOWN)


def test_a_run_without_a_time_is_followed_by_a_walk() -> None:
    """If it failed, a run until a tap would be cut in halves that nobody knows."""
    assert walked(workout(tap()), 60) == (workout(tap(), wf(60)), Where.IN_THE_MIDDLE)


def test_where_nobody_runs_no_walk_is_added() -> None:
    """If it failed, a walk would be rested from by walking."""
    assert more_walking(workout(wf(60), wb(60)), 30_000) is None


def test_the_longest_repeat_has_fewer_rounds() -> None:
    """If it failed, another part of the session would be shortened than the one that loads most."""
    before = workout(times(9, rf(10), wf(5)), times(4, rf(200), rb(50)))
    assert most_rounds(before) == 4
    assert fewer_rounds(before, 3).steps == (times(9, rf(10), wf(5)), times(3, rf(200), rb(50)))


def test_without_a_repeat_there_are_no_rounds() -> None:
    """If it failed, a plain run would be asked for fewer rounds."""
    assert most_rounds(workout(rf(60), times(3, wf(60)))) == 0


def test_warm_up_metres_and_taps_are_no_rests() -> None:
    """If it failed, a warm-up or a measured walk would grow instead of the rest between the runs."""
    lap = metres(WALK_FORWARD, 200)
    before = workout(WARM_UP, rf(60), lap, tap(WALK_FORWARD), wf(20), rf(60), times(2, wf(30)))
    assert walked(before, 10) == (
        workout(WARM_UP, rf(60), lap, tap(WALK_FORWARD), wf(30), rf(60), times(2, wf(30))),
        Where.LONGER_BETWEEN,
    )
