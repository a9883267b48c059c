"""How a session moves, told in small stories."""

from __future__ import annotations

import pytest

from retrotimer.training.cues import CueKind, CueOptions
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import MS, Session
from retrotimer.training.states import Command, Event, EventKind, State
from retrotimer.training.timeline import Timeline
from retrotimer.training.transitions import do, update
from retrotimer.training.workout import Role
from tests.training.examples import plan, rb, rf, stand, tap, wf
from tests.training.living import after, heard, kinds, started

S = 1_000 * MS
PLAN = plan(wf(60, role=Role.WARM_UP), rf(30), rb(20), wf(60, role=Role.COOL_DOWN))
SILENT = CueOptions(off=frozenset(CueKind))


def ready(timeline: Timeline = PLAN, *, get_ready_ms: int = 10_000, options: CueOptions | None = None) -> Session:
    """Return a session at 1 000 s of its clock, which is not 0 anywhere but in the tests."""
    session = Session(timeline, options=options or CueOptions(), get_ready_ms=get_ready_ms)
    return update(session, 1_000 * S)[0]


def into(seconds: float, timeline: Timeline = PLAN) -> Session:
    """Return a session so many seconds after its first interval began."""
    return after(started(ready(timeline)), 10 + seconds)


def words(events: tuple[Event, ...]) -> list[tuple[float, str]]:
    """Return cues and other events as seconds of the timeline and a word."""
    return [(event.at_ms / 1_000, event.cue.text if event.cue else str(event.kind)) for event in events]


class TestTime:
    """What happens by itself."""

    def test_nothing_happens_before_the_start(self) -> None:
        """If it failed, a session would run away while its athlete laces their shoes."""
        session, events = update(ready(), 9_000 * S)
        assert (session.state, session.offset_ns, events) == (State.READY, 0, ())

    def test_a_get_ready_counts_down_into_the_first_interval(self) -> None:
        """If it failed, the first boundary would be early, late or silent."""
        session, first = do(ready(), Command.START, 1_000 * S)
        _session, events = update(session, 1_010 * S)
        assert words(first) == [(-10, "get-ready")]
        assert words(events) == [(-3, "3"), (-2, "2"), (-1, "1"), (0, "interval"), (0, "Walk forward")]

    def test_without_a_get_ready_the_first_interval_starts_at_once(self) -> None:
        """If it failed, a get-ready of 0 would last until the next update, or pass silently."""
        session, events = do(ready(get_ready_ms=0), Command.START, 1_000 * S)
        assert words(events) == [(0, "interval"), (0, "Walk forward")]
        assert (session.state, session.index, session.pending[0].kind) == (State.RUNNING, 0, CueKind.DIRECTION)

    def test_a_get_ready_of_three_seconds_counts_from_its_first_moment(self) -> None:
        """If it failed, the 3 would be swallowed by the start."""
        _session, events = do(ready(get_ready_ms=3_000), Command.START, 1_000 * S)
        assert words(events) == [(-3, "get-ready"), (-3, "3")]

    def test_a_boundary_is_due_at_its_ns_and_not_before(self) -> None:
        """If it failed, intervals would change early."""
        session = into(0)
        assert update(session, session.now_ns + 60 * S - 1)[0].index == 0
        assert update(session, session.now_ns + 60 * S)[0].index == 1

    def test_a_late_update_tells_when_things_were_due(self) -> None:
        """If it failed, lateness would be written down as the truth, and add up."""
        session = into(0)
        _session, events = update(session, session.now_ns + 100 * S)
        due = [(event.due_ns - session.now_ns) / S for event in events if event.kind is EventKind.INTERVAL]
        assert due == [60, 90]

    def test_the_last_boundary_finishes_the_session(self) -> None:
        """If it failed, a session would never end, or end without its sound."""
        session, events = update(into(165), 9_000 * S)
        assert words(events)[-3:] == [(169, "1"), (170, "Finished"), (170, "finished")]
        assert (session.state, session.at_ms, session.pending) == (State.FINISHED, 170_000, ())

    def test_a_finished_session_stays_as_it_is(self) -> None:
        """If it failed, the summary would go on counting."""
        session = after(into(200), 500)
        assert (session.at_ms, update(session, 99_999 * S)[1]) == (170_000, ())

    def test_the_finish_can_be_silent(self) -> None:
        """If it failed, a cue switched off would be told at the end."""
        session = after(started(ready(options=SILENT)), 170)
        assert kinds(update(session, 9_000 * S)[1]) == [EventKind.FINISHED]
        assert {cue.kind for _due, cue in heard(update(session, 9_000 * S)[1])} <= {CueKind.START}

    def test_an_open_interval_waits(self) -> None:
        """If it failed, a tap would not be waited for."""
        session = into(7_000, plan(rf(10), tap(), wf(10)))
        assert (session.index, session.offset_ns) == (1, 6_990 * S)

    def test_a_clock_that_goes_back_is_refused(self) -> None:
        """If it failed, a broken clock would undo what was done."""
        session = into(10)
        with pytest.raises(ValueError, match="the clock went back"):
            update(session, session.now_ns - 1)
        with pytest.raises(ValueError, match="the clock went back"):
            do(session, Command.NEXT, session.now_ns - 1)

    def test_an_update_at_the_same_moment_tells_nothing_twice(self) -> None:
        """If it failed, a busy shell would hear cues twice."""
        session = into(60)
        assert update(session, session.now_ns) == (session, ())


class TestPause:
    """Pause and resume."""

    def test_a_pause_stops_time_and_cues(self) -> None:
        """If it failed, a paused session would run on."""
        session, events = update(after(into(55), 0, Command.PAUSE), 9_000 * S)
        assert (session.at_ms, events) == (55_000, ())

    def test_both_are_told(self) -> None:
        """If it failed, a journal would not know when the athlete rested."""
        session, paused = do(into(55), Command.PAUSE, 1_066 * S)
        assert words(paused) == [(56, "paused")]
        assert words(do(session, Command.RESUME, 2_000 * S)[1]) == [(56, "resumed")]

    def test_a_session_paused_in_its_get_ready_goes_on_there(self) -> None:
        """If it failed, an athlete would be set off without the rest of the countdown."""
        session = after(after(started(ready()), 7.5, Command.PAUSE), 60, Command.RESUME)
        assert (session.state, session.at_ms) == (State.GET_READY, -2_500)
        assert words(update(session, session.now_ns + 3 * S)[1])[:2] == [(-2, "2"), (-1, "1")]


class TestMoves:
    """Next, previous, restart."""

    def test_next_starts_the_next_interval_now(self) -> None:
        """If it failed, the next interval would begin at its planned time, or silently."""
        session, events = do(into(20), Command.NEXT, 1_031 * S)
        assert words(events) == [(60, "interval"), (60, "Run forward")]
        assert update(session, 1_061 * S - 1)[0].index == 1
        assert update(session, 1_061 * S)[0].index == 2

    def test_next_ends_an_open_interval(self) -> None:
        """If it failed, a tap would not do what it is for."""
        session = after(into(7_000, plan(rf(10), tap(), wf(10))), 0, Command.NEXT)
        assert (session.index, session.at_ms) == (2, 10_000)

    def test_next_in_the_last_interval_finishes_there(self) -> None:
        """If it failed, a session ended early would be counted as whole."""
        session, events = do(into(120), Command.NEXT, 1_131 * S)
        assert words(events)[-2:] == [(121, "Finished"), (121, "finished")]
        assert (session.state, session.at_ms) == (State.FINISHED, 121_000)

    def test_previous_goes_back_to_the_start_of_this_interval(self) -> None:
        """If it failed, an interval could not be done again."""
        session = after(into(70), 0, Command.PREVIOUS)
        assert (session.index, session.offset_ns) == (1, 0)

    def test_previous_again_within_2_s_goes_to_the_one_before(self) -> None:
        """If it failed, one could not go back further than this interval."""
        session = after(after(into(70), 0, Command.PREVIOUS), 1.999, Command.PREVIOUS)
        assert (session.index, session.offset_ns) == (0, 0)

    def test_previous_after_2_s_stays_in_this_interval(self) -> None:
        """If it failed, a second try at an interval would throw one out of it."""
        session = after(after(into(70), 0, Command.PREVIOUS), 2, Command.PREVIOUS)
        assert (session.index, session.offset_ns) == (1, 0)

    def test_previous_in_the_first_interval_starts_it_again(self) -> None:
        """If it failed, going back from the start would fail or lead nowhere."""
        session = after(into(1), 0, Command.PREVIOUS)
        assert (session.index, session.offset_ns) == (0, 0)

    def test_an_interval_entered_again_sounds_again_as_a_new_visit(self) -> None:
        """If it failed, going back would be silent, or its cues be taken for those already heard."""
        session, events = do(into(70), Command.RESTART, 1_080 * S)
        assert words(events) == [(60, "interval"), (60, "Run forward")]
        assert [event.visit for event in events] == [3, 3]
        assert update(session, session.now_ns + 30 * S)[0].visit == 4

    def test_moving_while_paused_waits_with_the_sound_until_resumed(self) -> None:
        """If it failed, a paused session would sound, or go on without the start tone."""
        session, events = do(after(into(20), 0, Command.PAUSE), Command.NEXT, 1_040 * S)
        assert words(events) == [(60, "interval")]
        assert words(do(session, Command.RESUME, 1_050 * S)[1]) == [(60, "resumed"), (60, "Run forward")]


class TestCoolDown:
    """The key for those who have had enough."""

    def test_it_leads_to_the_first_cool_down_interval(self) -> None:
        """If it failed, a tired athlete would be kept running."""
        session, events = do(into(70), Command.COOL_DOWN, 1_080 * S)
        assert words(events) == [(110, "interval"), (110, "Walk forward")]
        assert session.timeline == PLAN

    def test_where_there_is_none_it_is_a_walk_of_three_minutes(self) -> None:
        """If it failed, the key would do nothing in a workout without a cool-down."""
        session = after(into(20, plan(rf(30), rb(20), rf(30))), 0, Command.COOL_DOWN)
        assert session.interval is not None
        assert (session.interval.role, session.interval.name) == (Role.COOL_DOWN, "Cool-down")
        assert (session.at_ms, session.timeline.total_ms) == (30_000, 210_000)
        assert after(session, 180).state is State.FINISHED

    def test_it_works_in_the_last_interval(self) -> None:
        """If it failed, there would be no way to cool down after the last run."""
        assert after(into(40, plan(rf(30), rb(20))), 0, Command.COOL_DOWN).index == 2

    def test_it_works_in_an_open_interval(self) -> None:
        """If it failed, an open run could not be ended by a walk."""
        session = after(into(500, plan(rf(30), tap())), 0, Command.COOL_DOWN)
        assert (session.index, session.at_ms) == (2, 30_000)

    def test_in_the_cool_down_there_is_no_other(self) -> None:
        """If it failed, the key would start the walk over, or skip it."""
        session = after(into(40, plan(rf(30), rb(20))), 0, Command.COOL_DOWN)
        with pytest.raises(IllegalCommand):
            do(session, Command.COOL_DOWN, session.now_ns)


class TestAdd:
    """Thirty seconds more."""

    def test_the_interval_and_all_later_ones_move(self) -> None:
        """If it failed, the time added would be taken from the next interval."""
        session, events = do(into(70), Command.ADD_30_S, 1_080 * S)
        assert words(events) == [(70, "added")]
        assert (session.offset_ns, session.duration_ms, session.timeline.total_ms) == (10 * S, 60_000, 200_000)

    def test_the_countdown_waits_for_the_new_end(self) -> None:
        """If it failed, pips would lead to a change that does not come, or not to the one that does."""
        session = after(into(70), 0, Command.ADD_30_S)
        pips = [cue.at_ms for _due, cue in heard(update(session, session.now_ns + 50 * S)[1])]
        assert pips[-5:] == [115_000, 117_000, 118_000, 119_000, 120_000]

    def test_what_was_heard_is_not_heard_again(self) -> None:
        """If it failed, each key press would repeat the direction word."""
        session = into(60.7)
        _session, events = update(after(session, 0, Command.ADD_30_S), 9_000 * S)
        assert [cue.text for _due, cue in heard(events) if cue.index == 1][:2] == ["Halfway", "Backward in five"]

    def test_it_can_be_pressed_again_and_again(self) -> None:
        """If it failed, a second press would be lost."""
        session = after(after(into(70), 0, Command.ADD_30_S), 0, Command.ADD_30_S)
        assert session.duration_ms == 90_000

    def test_before_the_start_tone_was_heard_it_still_comes(self) -> None:
        """If it failed, an interval lengthened while paused at its start would begin in silence."""
        session = after(after(into(20), 0, Command.PAUSE), 0, Command.NEXT)
        session = after(session, 0, Command.ADD_30_S)
        assert words(do(session, Command.RESUME, session.now_ns)[1]) == [(60, "resumed"), (60, "Run forward")]

    def test_a_new_plan_does_not_talk_over_what_still_sounds(self) -> None:
        """If it failed, adding time to a short interval would say two things at once."""
        short = plan(stand(3.2, say="Easy."), rf(20))
        session = into(0.5, short)
        told = [
            cue for _due, cue in heard(update(after(session, 0, Command.ADD_30_S), 9_000 * S)[1]) if cue.index == 0
        ]
        assert [(cue.at_ms, cue.text) for cue in told][:2] == [(995, "Easy."), (30_200, "3")]


class TestStop:
    """The end before the end."""

    def test_a_session_stops_where_it_is(self) -> None:
        """If it failed, what was done would not be known."""
        session, events = do(into(70), Command.STOP, 1_085 * S)
        assert words(events)[-1] == (75, "stopped")
        assert (session.state, session.at_ms, session.pending) == (State.FINISHED, 75_000, ())
