"""What a session will sound like from now on."""

from __future__ import annotations

from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.session import MS, Command, Session
from retrotimer.training.transitions import update
from retrotimer.training.upcoming_cues import upcoming
from retrotimer.training.workout.timeline import Timeline
from tests.helpers import strategies
from tests.helpers.examples import plan, rb, rf, tap, times
from tests.helpers.running_sessions import Script, after, heard, live, started

S = 1_000 * MS
RUNNING = after(started(Session(plan(rf(30), rb(20)))), 10 + 5)


def test_cues_to_come_are_told_with_their_due_time() -> None:
    """If it failed, the sound would play a cue at another time than the screen shows it."""
    (first_ns, first), *_others = upcoming(RUNNING)
    assert (first_ns - RUNNING.now_ns, first.kind) == (20 * S, CueKind.WARNING)


def test_they_reach_to_the_finish() -> None:
    """If it failed, the end of a session would be silent."""
    *_others, (last_ns, last) = upcoming(RUNNING)
    assert (last_ns - RUNNING.now_ns, last.kind) == (45 * S, CueKind.FINISH)


def test_a_finish_that_is_switched_off_is_not_foreseen() -> None:
    """If it failed, the sound would play what the session does not tell."""
    options = CueOptions(off=frozenset({CueKind.FINISH}))
    session = started(Session(RUNNING.timeline, options))
    assert CueKind.FINISH not in {cue.kind for _due, cue in upcoming(session)}


def test_they_end_with_an_open_interval() -> None:
    """If it failed, cues would be promised that hang on a tap."""
    session = started(Session(plan(rf(30), tap(), rf(30))))
    assert max(cue.index for _due, cue in upcoming(session)) == 1


def test_in_an_open_interval_only_its_own_are_known() -> None:
    """If it failed, the next interval would sound before the tap."""
    session = after(started(Session(plan(tap(), rf(30)))), 10)
    assert [cue.kind for _due, cue in upcoming(session)] == [CueKind.DIRECTION]


def test_shoulders_alternate_from_one_backward_part_to_the_next() -> None:
    """If it failed, a glance played ahead of time would be to the other side than the one told."""
    options = CueOptions(off=frozenset({CueKind.COUNTDOWN}))
    session = started(Session(plan(times(4, rb(10), rf(10))), options))
    glances = [cue.text for _due, cue in upcoming(session) if cue.kind is CueKind.LOOK_BEHIND]
    assert glances == ["Glance left.", "Glance right."] * 2


def test_a_session_that_does_not_move_has_none() -> None:
    """If it failed, a paused session would sound."""
    for session in (Session(RUNNING.timeline), after(RUNNING, 1, Command.PAUSE), after(RUNNING, 1, Command.STOP)):
        assert list(upcoming(session)) == []


def test_the_first_ones_of_a_long_session_come_without_planning_it() -> None:
    """If it failed, each command in a session of 2,000 intervals would plan all of them."""
    session = started(Session(plan(times(1_000, rf(1), rb(1)))))
    intervals = session.timeline.intervals
    broken = Timeline("Broken later on", (*intervals[:5], None, intervals[-1]))  # type: ignore[arg-type]
    few = list(islice(upcoming(Session(broken, state=session.state)), 2))
    assert [cue.index for _due, cue in few] == [0, 1]


@given(strategies.timelines, strategies.options, strategies.scripts, strategies.waits)
def test_what_is_foreseen_is_just_what_happens(
    timeline: Timeline, options: CueOptions, script: Script, horizon_ns: int
) -> None:
    """If it failed, what is played ahead of time would differ from what the session then tells."""
    session, _events = live(started(Session(timeline, options)), script)
    now_ns = session.now_ns + horizon_ns
    foreseen = [(due_ns, cue) for due_ns, cue in upcoming(session) if due_ns <= now_ns]
    assert foreseen == heard(update(session, now_ns)[1])


@given(strategies.timelines, strategies.options, st.integers(0, 12_000))
def test_from_the_start_to_the_end_all_is_foreseen_in_order(
    timeline: Timeline, options: CueOptions, get_ready_ms: int
) -> None:
    """If it failed, the sound would have to sort what it is told, or miss what is out of order."""
    session = started(Session(timeline, options, get_ready_ms))
    due = [due_ns for due_ns, _cue in upcoming(session)]
    assert due == sorted(due)
