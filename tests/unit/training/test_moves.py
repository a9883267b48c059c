"""Next, back, cool down and more time: where a session goes when it is told to."""

from __future__ import annotations

import pytest

from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import Command, State
from retrotimer.training.transitions import do, update
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, stand, tap, wf
from tests.helpers.recorded_sessions import PLAN, S, into, words
from tests.helpers.running_sessions import after, heard


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
        message = [
            cue for _due, cue in heard(update(after(session, 0, Command.ADD_30_S), 9_000 * S)[1]) if cue.index == 0
        ]
        assert [(cue.at_ms, cue.text) for cue in message][:2] == [(995, "Easy."), (30_200, "3")]
