"""Test the words and numbers of a session, and its progress."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrotimer.app.session.display import (
    Progress,
    display,
    interval_length,
    outer_round_text,
    progress,
    round_text,
)
from retrotimer.training.session import Command, Session, State
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Distance, Role, Step
from tests.helpers.examples import metres, plan, rb, rf, tap, times, wf
from tests.helpers.fakes import SessionHarness

PLAN = plan(wf(90), times(2, times(3, rf(20), rb(10))), wf(5))


def running(timeline: Timeline, seconds: float) -> Session:
    """Return a session of `timeline` after so many seconds of it."""
    return SessionHarness(timeline, get_ready_ms=0).started().after(seconds).session


def test_before_the_start_it_says_get_ready() -> None:
    """If it failed, the athlete would not see what is about to begin."""
    shown = display(Session(PLAN))
    assert (shown.state, shown.title, shown.movement, shown.name) == (State.READY, "Get ready", None, "Test")
    assert (shown.digits, shown.next_title, shown.next_length) == ("10", "Walk forward", "1:30")
    assert shown.left == "4:35 left"


@pytest.mark.parametrize(
    ("at_s", "digits", "seconds"),
    [(0, "1:30", 90), (0.001, "1:30", 90), (1, "1:29", 89), (79, "0:11", 11), (80, "10", 10), (89.999, "1", 1)],
)
def test_digits_round_up_and_stand_alone_in_the_last_ten_seconds(at_s: float, digits: str, seconds: int) -> None:
    """If it failed, the digits would reach 0 before the boundary, or change at the wrong moment."""
    shown = display(running(PLAN, at_s))
    assert (shown.digits, shown.seconds) == (digits, seconds)


def test_a_round_is_shown_with_the_set_around_it() -> None:
    """If it failed, the athlete would not know how many rounds are left."""
    shown = display(running(PLAN, 90 + 90 + 30 + 25))
    assert (shown.outer_round, shown.round) == ("Set 2 of 2", "Round 2 of 3")
    assert (shown.title, shown.movement) == ("Run backward", RUN_BACKWARD)
    assert (shown.next_title, shown.following, shown.next_length) == ("Run forward", RUN_FORWARD, "0:20")


def levels(timeline: Timeline) -> list[tuple[str, str]]:
    """Return the outer and the inner round that are shown in each interval."""
    return [(outer_round_text(interval), round_text(interval)) for interval in timeline.intervals]


def test_a_repeat_has_one_name_in_all_its_steps() -> None:
    """If it failed, "Set 1 of 4" would be called "Round 1 of 4" in the walk at its end."""
    laps = plan(times(2, rf(5), times(2, rf(10), rb(10)), wf(60)))
    sets = [f"Set {n} of 2" for n in (1, 2) for _step in range(6)]
    rounds = ["", *[f"Round {n} of 2" for n in (1, 1, 2, 2)], ""] * 2
    assert levels(laps) == list(zip(sets, rounds, strict=True))


def test_repeats_of_one_depth_have_one_name() -> None:
    """If it failed, two repeats at once would be called a set, or a flat one would not be a round."""
    nested = plan(times(2, times(3, times(2, rf(1)), rf(1)), rf(1)), times(2, rb(1)))
    message = levels(nested)
    assert message[0] == ("Set 1 of 3", "Round 1 of 2")
    assert message[2] == ("Set 1 of 3", "")
    assert message[9] == ("Block 1 of 2", "")
    assert message[-1] == ("", "Round 2 of 2")


@pytest.mark.parametrize(
    ("metres", "text"),
    [(500, "500 m"), (84.39, "84 m"), (115.61, "116 m"), (9.5, "9.5 m"), (5, "5 m"), (21097.5, "21098 m")],
)
@pytest.mark.parametrize("until_tap", [False, True])
def test_a_distance_is_shown_as_one(metres: float, text: str, until_tap: bool) -> None:
    """If it failed, nobody would know where to stop: the time of a distance is only what a pace says."""
    text = text.replace(" ", "\N{NO-BREAK SPACE}")
    timeline = plan(wf(5), workout_metres(metres, until_tap), rf(10))
    before, within = (display(running(timeline, s)) for s in (1, 5.01))
    assert (before.distance, before.next_length) == ("", text)
    assert (within.distance, within.whole_title) == (text, f"RUN BACKWARD {text}")
    assert within.next_length == "0:10"


def workout_metres(metres: float, until_tap: bool) -> Step:
    """Return so many metres backward."""
    return Step(RUN_BACKWARD, Distance(round(1_000 * metres), until_tap=until_tap))


def test_outside_a_repeat_there_is_no_round() -> None:
    """If it failed, a warm-up would claim to be a round."""
    shown = display(running(PLAN, 1))
    assert (shown.outer_round, shown.round) == ("", "")


def test_the_last_interval_is_followed_by_the_finish() -> None:
    """If it failed, the end would come unannounced."""
    shown = display(running(PLAN, 271))
    assert (shown.next_title, shown.following, shown.next_length, shown.left) == ("Finish", None, "", "0:04 left")


def test_a_finished_session_shows_nothing_but_that() -> None:
    """If it failed, old digits would stay on the screen after the end."""
    shown = display(running(PLAN, 999))
    assert (shown.state, shown.title, shown.digits, shown.seconds) == (State.FINISHED, "Finished", "", None)
    assert (shown.movement, shown.round, shown.left, shown.next_title) == (None, "", "", "")


def test_an_open_interval_counts_up_and_nobody_knows_what_is_left() -> None:
    """If it failed, an athlete who waits for a tap would see a countdown of nothing."""
    session = running(plan(tap(), rf(10)), 75.5)
    shown = display(session)
    assert (shown.digits, shown.seconds, shown.left) == ("1:15", None, "")
    session = running(plan(rf(10), tap()), 1)
    assert (display(session).next_length, display(session).left) == ("until you tap", "")


def test_estimates_are_marked() -> None:
    """If it failed, a length that follows from a pace would pass for a measured one."""
    timeline = plan(rf(10), metres(WALK_FORWARD, 140))
    assert display(running(timeline, 1)).left == "≈ 1:49 left"
    assert interval_length(timeline.intervals[1]) == "≈ 1:40"
    assert interval_length(plan(metres(WALK_FORWARD, 140, until_tap=True)).intervals[0]) == "≈ 1:40"


def test_a_turn_says_turn() -> None:
    """If it failed, the gap between directions would tell the athlete to stand."""
    session = running(plan(rf(10), rb(10), turn_s=3), 11)
    assert display(session).title == "Turn"
    assert session.interval is not None
    assert session.interval.role is Role.TURN


def test_paused_digits_stand_still() -> None:
    """If it failed, a pause would not look like one."""
    stage = SessionHarness(PLAN, get_ready_ms=0).started().after(30)
    stage.player.do(Command.PAUSE)
    before = display(stage.session)
    assert display(stage.after(500).session) == replace(before, state=State.PAUSED)


def test_progress_goes_from_nothing_to_all() -> None:
    """If it failed, the bars and the playhead would be in the wrong place."""
    assert progress(Session(PLAN)) == Progress(0.0, 0.0)
    assert progress(running(PLAN, 45)) == Progress(0.5, 45_000 / 275_000)
    assert progress(running(PLAN, 999)) == Progress(1.0, 1.0)


def test_progress_in_an_open_interval_waits_at_its_planned_end() -> None:
    """If it failed, the playhead would run over intervals that have not begun."""
    assert progress(running(plan(tap(), rf(10)), 60)) == Progress(0.0, 0.0)
    waiting = running(plan(metres(WALK_FORWARD, 14, until_tap=True), rf(10)), 60)
    assert progress(waiting) == Progress(0.0, 0.5)
