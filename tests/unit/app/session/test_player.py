"""Test the player: commands, sleep, speed, and deadlines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.app.session.controls import Control, apply
from retrotimer.app.session.display import Captions, display
from retrotimer.app.session.player import IDLE_NS
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import Command, EventKind, State
from retrotimer.training.transitions import update
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, WALK_FORWARD
from tests.helpers.examples import metres, plan, rb, rf, tap, times, wf
from tests.helpers.fakes import ManualClock, S, SessionHarness

PLAN = plan(rf(20), rb(10), wf(5))


def test_starting_opens_the_sound_before_it_has_to_play() -> None:
    """If it failed, the first cue would be lost."""
    stage = SessionHarness(PLAN).started()
    assert stage.sound.calls == ["start", "follow"]
    assert stage.session.state is State.GET_READY


def test_the_sound_hears_of_what_a_command_brought() -> None:
    """If it failed, the start tone of an interval that was skipped to would be silent."""
    stage = SessionHarness(PLAN).started().after(4)
    stage.player.do(Command.NEXT)
    session, events = stage.sound.followed[-1]
    assert session is stage.session
    assert events[0].kind is EventKind.INTERVAL


def test_an_illegal_command_reaches_nobody() -> None:
    """If it failed, a key pressed at the wrong moment would disturb the sound."""
    stage = SessionHarness(PLAN)
    with pytest.raises(IllegalCommand):
        stage.player.do(Command.NEXT)
    assert (stage.sound.calls, stage.events) == ([], [])


def test_the_space_bar_starts_pauses_and_goes_on() -> None:
    """If it failed, the most used key would be dead in one of the states."""
    stage = SessionHarness(PLAN)
    for state in (State.GET_READY, State.PAUSED, State.GET_READY):
        apply(stage.player, Control.TOGGLE)
        assert stage.session.state is state
    stage.after(60)
    apply(stage.player, Control.TOGGLE)
    assert stage.session.state is State.FINISHED


def test_one_late_look_tells_everything_once() -> None:
    """If it failed, a stalled program would lose events or tell them twice."""
    stage = SessionHarness(PLAN).started().after(100).after(100)
    expected = [EventKind.GET_READY, *[EventKind.INTERVAL] * 3, EventKind.FINISHED]
    assert stage.kinds() == expected


def test_sleep_pauses_and_the_sound_is_told() -> None:
    """If it failed, the athlete would wake the laptop to a session that ran without them."""
    stage = SessionHarness(PLAN).started().after(8)
    stage.clock.sleep(600)
    stage.after(0.5)
    assert (stage.session.state, stage.session.at_ms) == (State.PAUSED, 5_000)
    assert stage.session.missed_ns >= 600 * S
    assert stage.sound.followed[-1][0].state is State.PAUSED


def test_after_sleep_jump_goes_to_now_and_resume_goes_on() -> None:
    """If it failed, the two answers to the question after sleep would not do what they say."""
    for command, at_ms in ((Command.JUMP, 21_500), (Command.RESUME, 5_000)):
        stage = SessionHarness(PLAN).started().after(8)
        stage.clock.sleep(16)
        stage.after(0.5)
        stage.player.do(command)
        assert (stage.session.state, stage.session.at_ms) == (State.RUNNING, at_ms)


def test_without_a_boot_clock_sleep_is_counted_once() -> None:
    """If it failed, jumping to now on Windows would jump twice as far as the machine slept."""
    stage = (
        SessionHarness(plan(rf(600)), get_ready_ms=0, clock=ManualClock(asleep_ns=None))
        .started()
        .after(1)
        .after(100)
    )
    assert stage.session.state is State.PAUSED
    stage.player.do(Command.JUMP)
    assert abs(stage.session.at_ms - 101_000) <= 1


def test_sleep_before_a_command_is_noticed_first() -> None:
    """If it failed, the first key after sleep would act on a session that never slept."""
    stage = SessionHarness(PLAN).started().after(8)
    stage.clock.sleep(600)
    stage.player.do(Command.NEXT)
    assert (stage.session.state, stage.session.index) == (State.PAUSED, 1)


def test_sleep_at_speed_60_misses_60_times_as_much() -> None:
    """If it failed, a session that is tried out fast would jump to the wrong place."""
    stage = SessionHarness(plan(rf(3_600)), speed=60, get_ready_ms=0).started().after(10)
    stage.clock.sleep(20)
    stage.after(0)
    assert stage.session.missed_ns == 20 * 60 * S


def test_speed_60_is_60_times_as_fast() -> None:
    """If it failed, trying a preset out would take as long as running it."""
    stage = SessionHarness(plan(rf(600)), speed=60, get_ready_ms=0).started().after(5)
    assert stage.session.at_ms == 300_000


def test_events_of_a_fast_session_map_to_the_machines_clock() -> None:
    """If it failed, the sound would play cues at the wrong time."""
    stage = SessionHarness(PLAN, speed=10, get_ready_ms=0).started()
    began_ns = stage.clock.ns
    stage.after(100)
    dues = {e.at_ms: stage.player.speed.mono_ns(e.due_ns) for e in stage.events if e.kind is EventKind.INTERVAL}
    assert dues == {0: began_ns, 20_000: began_ns + 2 * S, 30_000: began_ns + 3 * S}


def test_closing_stops_what_still_goes() -> None:
    """If it failed, the events of a session that was left would have no end."""
    stage = SessionHarness(PLAN).started().after(5)
    stage.player.close(drain=True)
    assert stage.kinds()[-1] is EventKind.STOPPED
    assert stage.sound.calls[-1] == "drain"


def test_closing_a_finished_session_only_closes_the_sound() -> None:
    """If it failed, a finished session would be noted as stopped."""
    stage = SessionHarness(PLAN).started().after(100)
    stage.player.close()
    assert (stage.kinds()[-1], stage.sound.calls[-1]) == (EventKind.FINISHED, "close")


def test_a_session_that_stands_still_is_looked_at_once_a_second() -> None:
    """If it failed, sleep or a lost device would go unnoticed, or an idle program would be busy."""
    stage = SessionHarness(PLAN)
    assert stage.player.wait_ns() == IDLE_NS
    stage.started()
    stage.player.do(Command.PAUSE)
    assert stage.player.wait_ns() == IDLE_NS


def test_a_get_ready_is_not_looked_at_for_the_time_left_behind_it() -> None:
    """If it failed, a session of 10.001 s would wake the program a thousand times a second before it starts."""
    stage = SessionHarness(plan(metres(RUN_BACKWARD, 17.502))).started()
    assert stage.session.timeline.planned_ms == 10_001
    assert stage.player.wait_ns() == IDLE_NS


lengths = st.floats(1, 12, allow_nan=False).map(lambda s: round(s, 3))
steps = st.one_of(
    lengths.map(rf),
    lengths.map(rb),
    st.floats(1, 20).map(lambda m: metres(RUN_BACKWARD, round(m, 2))),
    st.floats(5, 20).map(lambda m: metres(WALK_FORWARD, round(m, 2), until_tap=True)),
    st.just(tap()),
)
plans = st.lists(steps, min_size=1, max_size=4).map(lambda some: plan(times(2, *some)))


@given(plans, st.sampled_from([0.7, 1.0, 1.5, 60.0]), st.integers(0, 10**12), st.floats(0, 1))
def test_nothing_that_is_shown_is_ever_stale(timeline: Timeline, speed: float, ns: int, share: float) -> None:
    """If it failed, a shell that sleeps as long as it is told would show a second or a caption too late."""
    stage = SessionHarness(timeline, speed=speed, clock=ManualClock(ns))
    captions = Captions()
    stage.player.listen(captions)
    stage.started()
    for _look in range(1_500):
        wait_ns = stage.player.wait_ns()
        shown = display(stage.session), captions.lines
        for early_ns in (1, 1 + int(share * wait_ns)):
            if stage.session.is_moving and wait_ns >= early_ns:
                session_ns = stage.player.speed.session_ns(stage.clock.ns + wait_ns - early_ns)
                later, events = update(stage.session, max(session_ns, stage.session.now_ns))
                assert (display(later), events) == (shown[0], ())
        stage.clock.ns += wait_ns
        stage.player.tick()
        if stage.session.interval and stage.session.interval.is_open and stage.session.offset_ns > 3 * S:
            stage.player.do(Command.NEXT)
        if stage.session.state is State.FINISHED:
            break
    assert stage.session.state is State.FINISHED
