"""Days, weeks, streaks and the longest time backward."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.history.record import Planned, Visit
from retrotimer.training.history.weeks import (
    Figures,
    Total,
    by_day,
    by_week,
    figures,
    last_weeks,
    monday,
    streak,
    total,
)
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
)

MONDAY = date(2026, 11, 23).toordinal()
ONE = Figures(60_000, 40_000, 20_000, 15_000, 50_000, 65_000)


def stays(*done: tuple[Movement, int]) -> tuple[Visit, ...]:
    """Return stays of those lengths."""
    return tuple(Visit(n, Planned(movement, ms), ms) for n, (movement, ms) in enumerate(done))


def test_a_session_comes_to_its_times_and_its_load() -> None:
    """If it failed, the bars and the load of a week would be wrong."""
    found = figures(stays((RUN_FORWARD, 60_000), (RUN_BACKWARD, 20_000), (STAND, 5_000), (WALK_FORWARD, 40_000)))
    assert found == Figures(
        done_ms=125_000,
        forward_ms=100_000,
        backward_ms=20_000,
        longest_backward_ms=20_000,
        knee_ms=60_000 + 15_200 + 10_000,
        calf_ms=60_000 + 25_000 + 14_000,
        run_forward_ms=60_000,
        run_backward_ms=20_000,
    )
    assert found.times == {RUN_FORWARD: 60_000, RUN_BACKWARD: 20_000, WALK_FORWARD: 40_000, WALK_BACKWARD: 0}
    assert (found.rated_as(7).session_load, found.rated_as(7).rated) == (15, 1)
    assert found.rated_as(7).rated_as(None) == found


def test_the_longest_time_backward_goes_on_from_run_to_walk_and_ends_with_anything_else() -> None:
    """If it failed, two short bouts would count as a long one, or one long as two short."""
    backward = (RUN_BACKWARD, 20_000), (WALK_BACKWARD, 10_000)
    assert figures(stays(*backward, (STAND, 1), (RUN_BACKWARD, 25_000))).longest_backward_ms == 30_000
    assert figures(stays((RUN_FORWARD, 9))).longest_backward_ms == 0
    assert figures(()).done_ms == 0


@pytest.mark.parametrize("day", [1, MONDAY, date(2028, 2, 29).toordinal()])
def test_a_week_begins_on_monday(day: int) -> None:
    """If it failed, Sunday's session would stand in another week than Saturday's."""
    assert date.fromordinal(monday(day)).weekday() == 0
    assert 0 <= day - monday(day) <= 6


def test_days_and_weeks_add_up_the_latest_first() -> None:
    """If it failed, totals would miss sessions, or stand in a wrong order."""
    done = [(MONDAY - 1, ONE), (MONDAY, ONE), (MONDAY + 6, ONE), (MONDAY, ONE)]
    assert [(day.day, day.sessions) for day in by_day(done)] == [(MONDAY + 6, 1), (MONDAY, 2), (MONDAY - 1, 1)]
    week, before = by_week(done)
    assert week == Total(MONDAY, 3, 180_000, 120_000, 60_000, 15_000, 150_000, 195_000)
    assert (before.day, before.sessions) == (MONDAY - 7, 1)
    assert total([], 5) == Total(5)


@given(st.lists(st.tuples(st.integers(1, 400), st.integers(0, 10**6))))
def test_weeks_hold_what_the_days_hold(done: list[tuple[int, int]]) -> None:
    """If it failed, a session would be counted in a day and not in its week."""
    message = [(day, Figures(ms, ms, 0, 0, ms, ms)) for day, ms in done]
    for of in (by_day(message), by_week(message)):
        assert sum(one.done_ms for one in of) == sum(ms for _day, ms in done)
        assert sum(one.sessions for one in of) == len(done)


def test_the_last_weeks_have_those_without_a_session() -> None:
    """If it failed, a break would not be seen in the bars."""
    weeks = by_week([(MONDAY + 2, ONE), (MONDAY - 14, ONE), (MONDAY - 700, ONE)])
    shown = last_weeks(weeks, MONDAY + 3, 3)
    assert [(week.day, week.sessions) for week in shown] == [(MONDAY - 14, 1), (MONDAY - 7, 0), (MONDAY, 1)]


@pytest.mark.parametrize(
    ("days", "count"),
    [
        ((), 0),
        ((MONDAY,), 1),
        ((MONDAY - 7,), 1),
        ((MONDAY - 14,), 0),
        ((MONDAY + 1, MONDAY - 1, MONDAY - 8), 3),
        ((MONDAY - 1, MONDAY - 8, MONDAY - 22), 2),
    ],
)
def test_a_streak_ends_with_a_week_without_a_session_but_not_with_this_one(
    days: tuple[int, ...], count: int
) -> None:
    """If it failed, a streak would be lost every Monday, or go on through a break."""
    assert streak(by_week((day, ONE) for day in days), MONDAY + 2) == count


def test_a_total_tells_how_long_each_movement_was_done() -> None:
    """If it failed, walking would be told as running."""
    week = Total(5, forward_ms=100, backward_ms=30, run_forward_ms=60, run_backward_ms=10)
    assert week.times == {RUN_FORWARD: 60, WALK_FORWARD: 40, RUN_BACKWARD: 10, WALK_BACKWARD: 20}
