"""The plan: on which days it falls, what becomes of a missed week, and what counts as done."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.plan import (
    WEEKS,
    Asked,
    Choice,
    CompletedSession,
    PlanWeek,
    State,
    asked,
    counts,
    next_session,
    run_ms,
    schedule,
    weekday_of,
)
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_BACKWARD, WALK_FORWARD
from tests.helpers.examples import PACES, plan, rb, rf, wb, wf

MONDAY = date(2026, 11, 23).toordinal()
TUESDAY_FRIDAY = Choice(MONDAY, (1, 4))
DONE, TODAY, OPEN, COMING, MISSED = State


def states(weeks: tuple[PlanWeek, ...]) -> list[tuple[int, int, str]]:
    """Return week, try and both sessions' states of each."""
    return [(week.number, week.attempt, " ".join(s.state for s in week.sessions)) for week in weeks]


def both(number: int, week_start: int) -> list[CompletedSession]:
    """Return both sessions of week `number` as done in the week that begins on `week_start`."""
    return [CompletedSession(number, week_start + 1), CompletedSession(number, week_start + 4)]


@given(st.dates())
def test_weekdays_are_those_of_the_calendar(day: date) -> None:
    """If it failed, sessions would fall on other days than chosen."""
    assert weekday_of(day.toordinal()) == day.weekday()


@pytest.mark.parametrize("first", range(7))
@pytest.mark.parametrize("second", range(7))
def test_the_two_days_have_a_day_between_them(first: int, second: int) -> None:
    """If it failed, a plan could ask for sessions on two days running, also over the end of a week."""
    if (second - first) % 7 in (0, 1, 6):
        with pytest.raises(WrongRequest, match="a day between them"):
            Choice(MONDAY, (first, second))
    else:
        weeks = schedule(Choice(MONDAY + 2, (first, second)), [], MONDAY)
        days = [session.day for week in weeks for session in week.sessions]
        assert days == sorted(days)
        assert all(after - before >= 2 for before, after in pairwise(days))
        assert {weekday_of(day) for day in days} == {first, second}


def test_before_it_begins_all_is_to_come() -> None:
    """If it failed, a plan that was just chosen would show gaps."""
    weeks = schedule(TUESDAY_FRIDAY, [], MONDAY - 3)
    assert states(weeks) == [(n, 1, "coming coming") for n in range(1, WEEKS + 1)]
    assert [date.fromordinal(s.day).isoformat() for s in weeks[0].sessions] == ["2026-11-24", "2026-11-27"]
    assert [week.start for week in weeks] == [MONDAY + 7 * n for n in range(WEEKS)]


def test_a_week_may_begin_on_any_day() -> None:
    """If it failed, a start in the middle of a week would lose that week's first session."""
    (first, *_rest) = schedule(Choice(MONDAY + 2, (1, 4)), [], MONDAY)
    assert [date.fromordinal(s.day).isoformat() for s in first.sessions] == ["2026-11-27", "2026-12-01"]


def test_what_is_done_today_and_open_is_seen() -> None:
    """If it failed, a person would not know what is left of the week."""
    assert states(schedule(TUESDAY_FRIDAY, [], MONDAY + 1))[0] == (1, 1, "today coming")
    assert states(schedule(TUESDAY_FRIDAY, [], MONDAY + 2))[0] == (1, 1, "open coming")
    assert states(schedule(TUESDAY_FRIDAY, [CompletedSession(1, MONDAY + 1)], MONDAY + 4))[0] == (
        1,
        1,
        "done today",
    )
    assert states(schedule(TUESDAY_FRIDAY, [], MONDAY + 6))[0] == (1, 1, "open open")


def test_a_session_on_another_day_of_its_week_counts() -> None:
    """If it failed, a session that was moved by a day would be missed."""
    weeks = schedule(TUESDAY_FRIDAY, [CompletedSession(1, MONDAY + 2), CompletedSession(1, MONDAY + 5)], MONDAY + 7)
    assert states(weeks)[:2] == [(1, 1, "done done"), (2, 1, "coming coming")]
    assert [session.day - MONDAY for session in weeks[0].sessions] == [2, 5]


def test_two_on_one_day_count_once() -> None:
    """If it failed, a week could be done in one afternoon."""
    weeks = schedule(TUESDAY_FRIDAY, [CompletedSession(1, MONDAY), CompletedSession(1, MONDAY)], MONDAY + 7)
    assert states(weeks)[0] == (1, 1, "done missed")


def test_a_missed_week_is_done_again() -> None:
    """If it failed, the plan would go on without what it builds on."""
    completed = [*both(1, MONDAY), CompletedSession(2, MONDAY + 8)]
    weeks = schedule(TUESDAY_FRIDAY, completed, MONDAY + 14)
    assert states(weeks)[:4] == [
        (1, 1, "done done"),
        (2, 1, "done missed"),
        (2, 2, "coming coming"),
        (3, 1, "coming coming"),
    ]
    assert len(weeks) == WEEKS + 1
    assert next_session(weeks) == weeks[2].sessions[0]


def test_a_session_of_another_week_does_not_count() -> None:
    """If it failed, skipping ahead would look like progress."""
    assert states(schedule(TUESDAY_FRIDAY, both(5, MONDAY), MONDAY + 7))[0] == (1, 1, "missed missed")


def test_what_was_done_before_the_start_does_not_count() -> None:
    """If it failed, a plan begun anew would be done already."""
    assert states(schedule(TUESDAY_FRIDAY, both(1, MONDAY - 7), MONDAY))[0] == (1, 1, "coming coming")


def test_the_next_session_is_the_first_that_is_left() -> None:
    """If it failed, one key would start another session than the one that is due."""
    weeks = schedule(TUESDAY_FRIDAY, [], MONDAY + 3)
    assert next_session(weeks) == weeks[0].sessions[0]
    assert weeks[0].sessions[0].state is OPEN


def test_a_plan_that_is_done_has_no_next_session() -> None:
    """If it failed, the plan would never end."""
    completed = [session for n in range(WEEKS) for session in both(n + 1, MONDAY + 7 * n)]
    weeks = schedule(TUESDAY_FRIDAY, completed, MONDAY + 100)
    assert len(weeks) == WEEKS
    assert all(week.is_done for week in weeks)
    assert next_session(weeks) is None


@given(
    st.lists(st.builds(CompletedSession, st.integers(1, 8), st.integers(MONDAY - 9, MONDAY + 150))),
    st.integers(-9, 150),
)
def test_weeks_follow_each_other_and_none_is_skipped(completed: list[CompletedSession], after: int) -> None:
    """If it failed, a plan could skip a week, or go back."""
    weeks = schedule(TUESDAY_FRIDAY, completed, MONDAY + after)
    assert [week.start for week in weeks] == [MONDAY + 7 * n for n in range(len(weeks))]
    numbers = [week.number for week in weeks]
    assert sorted(set(numbers)) == list(range(1, WEEKS + 1)) == sorted(set(numbers), key=numbers.index)
    for week, following in pairwise(weeks):
        is_over = MONDAY + after > week.end
        assert following.number == week.number + (week.is_done or not is_over)
        assert following.attempt == (1 if following.number > week.number else week.attempt + 1)
        assert (MISSED in {session.state for session in week.sessions}) == (is_over and not week.is_done)


PLAN = (
    Planned(WALK_FORWARD, 300_000),
    Planned(RUN_FORWARD, 75_000),
    Planned(RUN_BACKWARD, 25_000),
    Planned(WALK_BACKWARD, 60_000),
)


def record(*done_ms: int) -> SessionRecord:
    """Return a session that ran forward, ran backward and walked backward so long, after its warm-up."""
    visits = tuple(Visit(n, what, ms) for n, (what, ms) in enumerate(zip(PLAN, (300_000, *done_ms), strict=True)))
    return SessionRecord("Plan", "plan-week-2", datetime(2026, 5, 1, tzinfo=UTC), PACES, PLAN, visits, True)


ASKED = Asked(100_000, 85_000)


@pytest.mark.parametrize(
    ("forward_ms", "backward_ms", "walked_ms", "is_done"),
    [
        (75_000, 25_000, 60_000, True),
        (50_000, 25_000, 38_750, True),
        (50_000, 24_999, 60_000, False),
        (75_000, 25_000, 38_749, False),
        (100_000, 0, 0, False),
    ],
)
def test_three_quarters_of_the_running_and_of_the_backward_part_count(
    forward_ms: int, backward_ms: int, walked_ms: int, is_done: bool
) -> None:
    """If it failed, all forward would pass for backward training, or a session cut short be done again."""
    done = record(forward_ms, backward_ms, walked_ms)
    assert run_ms(done) == forward_ms + backward_ms
    assert counts(done, ASKED) is is_done


def test_what_is_asked_is_all_running_and_all_backward_time() -> None:
    """If it failed, the week of walking backward would ask for nothing backward."""
    assert asked(plan(rf(75), rb(25), wb(60), wf(300))) == ASKED
    assert ASKED.counts_when == (75_000, 63_750)
