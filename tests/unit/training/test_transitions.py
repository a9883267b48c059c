"""How a session moves, told in small stories."""

from __future__ import annotations

import pytest

from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.session import Command, EventKind, State
from retrotimer.training.transitions import do, update
from tests.helpers.examples import plan, rf, tap, wf
from tests.helpers.recorded_sessions import SILENT, S, into, ready, words
from tests.helpers.running_sessions import after, heard, kinds, started


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


class TestStop:
    """The end before the end."""

    def test_a_session_stops_where_it_is(self) -> None:
        """If it failed, what was done would not be known."""
        session, events = do(into(70), Command.STOP, 1_085 * S)
        assert words(events)[-1] == (75, "stopped")
        assert (session.state, session.at_ms, session.pending) == (State.FINISHED, 75_000, ())
