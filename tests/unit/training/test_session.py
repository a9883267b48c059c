"""Where a session is, and what it would take."""

from __future__ import annotations

import pytest

from retrotimer.training.session import LEGAL, Command, Session, State
from tests.helpers.examples import COOL_DOWN, plan, rb, rf, tap
from tests.helpers.running_sessions import after, started

READY = Session(plan(rf(30), rb(20), tap(), COOL_DOWN))


def test_a_session_begins_ready_before_its_get_ready() -> None:
    """If it failed, time would count before anyone pressed start."""
    assert (READY.state, READY.interval, READY.is_moving) == (State.READY, None, False)
    assert (READY.start_ms, READY.at_ms, READY.duration_ms) == (-10_000, -10_000, 10_000)


def test_in_the_get_ready_the_timeline_counts_up_to_0() -> None:
    """If it failed, get-ready would be counted as training."""
    session = after(started(READY), 4)
    assert (session.state, session.at_ms, session.is_moving) == (State.GET_READY, -6_000, True)


def test_an_interval_is_known_by_its_place() -> None:
    """If it failed, screen and sound would show another interval than the one that runs."""
    session = after(started(READY), 10 + 30 + 5.5)
    assert session.interval == READY.timeline.intervals[1]
    assert (session.start_ms, session.at_ms, session.duration_ms) == (30_000, 35_500, 20_000)


def test_an_open_interval_counts_up_beyond_its_plan() -> None:
    """If it failed, an open interval could not show how long it has lasted."""
    session = after(started(READY), 10 + 50 + 700)
    assert (session.index, session.duration_ms, session.at_ms) == (2, None, 750_000)


def test_every_state_says_which_commands_it_takes() -> None:
    """If it failed, a new state or command would be forgotten in the table."""
    assert set(LEGAL) == set(State)
    assert frozenset[Command]().union(*LEGAL.values()) == set(Command)


@pytest.mark.parametrize("state", State)
def test_a_session_takes_nothing_that_its_state_does_not(state: State) -> None:
    """If it failed, `can` and the table would disagree."""
    session = Session(READY.timeline, state=state, index=0, missed_ns=1)
    assert {command for command in Command if session.can(command)} <= LEGAL[state]
