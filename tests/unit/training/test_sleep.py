"""What a session does when the machine slept."""

from __future__ import annotations

import pytest

from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import MS, Command, EventKind, Session, State
from retrotimer.training.transitions import do, slept, update
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, tap, wf
from tests.helpers.running_sessions import after, heard, kinds, started

S = 1_000 * MS
PLAN = plan(wf(60, role=Role.WARM_UP), rf(30), rb(20), wf(60, role=Role.COOL_DOWN))
RUNNING = after(started(Session(PLAN)), 10 + 70)
"""10 s into interval 1."""


def asleep(session: Session, missed_s: float) -> Session:
    """Return `session` after the machine slept at its time for so long, on a clock that stood still meanwhile."""
    return slept(session, session.now_ns, round(missed_s * S))[0]


def test_the_session_pauses_at_the_last_moment_awake() -> None:
    """If it failed, an athlete would find their session run through while the lid was closed."""
    session, events = slept(RUNNING, RUNNING.now_ns + 2 * S, 600 * S)
    assert kinds(events) == [EventKind.SLEPT, EventKind.PAUSED]
    assert (session.state, session.at_ms) == (State.PAUSED, 72_000)


def test_what_was_due_before_the_sleep_still_happens() -> None:
    """If it failed, the cues of the last moments awake would be lost from the journal."""
    session, events = slept(RUNNING, RUNNING.now_ns + 21 * S, 600 * S)
    assert session.index == 2
    assert [event.due_ns for event in events if event.kind is EventKind.INTERVAL] == [RUNNING.now_ns + 20 * S]


def test_going_on_goes_on_from_there_without_stale_cues() -> None:
    """If it failed, all cues of the sleep would be fired at once."""
    session = after(asleep(RUNNING, 600), 40)
    session, events = do(session, Command.RESUME, session.now_ns)
    assert kinds(events) == [EventKind.RESUMED]
    assert heard(events) == []
    assert (session.state, session.at_ms, session.missed_ns) == (State.RUNNING, 70_000, 0)
    assert [due - session.now_ns for due, _cue in heard(update(session, session.now_ns + 15 * S)[1])] == [15 * S]


def test_jumping_goes_to_where_the_session_would_be() -> None:
    """If it failed, a session that others go on with could not be caught up with."""
    session, events = do(asleep(RUNNING, 25), Command.JUMP, RUNNING.now_ns)
    assert [(event.kind, event.at_ms) for event in events] == [
        (EventKind.RESUMED, 70_000),
        (EventKind.INTERVAL, 95_000),
    ]
    assert (session.state, session.index, session.offset_ns) == (State.RUNNING, 2, 5 * S)


def test_the_time_taken_to_answer_counts_too() -> None:
    """If it failed, a jump would land behind by as long as the athlete thought about it."""
    session = after(asleep(RUNNING, 21), 4, Command.JUMP)
    assert (session.index, session.offset_ns) == (2, 5 * S)


def test_a_clock_that_counted_the_sleep_brings_it_by_itself() -> None:
    """If it failed, a jump on such a machine would be impossible, or land twice as far."""
    session = after(asleep(RUNNING, 0), 25, Command.JUMP)
    assert (session.index, session.offset_ns // MS) == (2, 5_000)


def test_jumping_within_the_interval_keeps_its_later_cues_only() -> None:
    """If it failed, a jump would fire the cues it jumped over, or lose those to come."""
    session, events = do(asleep(RUNNING, 5), Command.JUMP, RUNNING.now_ns)
    assert (kinds(events), heard(events)) == ([EventKind.RESUMED], [])
    assert (session.index, session.at_ms, session.visit) == (1, 75_000, RUNNING.visit)
    assert [cue.at_ms for cue in session.pending] == [85_000, 87_000, 88_000, 89_000]


def test_jumping_into_an_interval_gives_only_its_later_cues() -> None:
    """If it failed, the start tone of a moment long past would sound."""
    session = do(asleep(RUNNING, 25), Command.JUMP, RUNNING.now_ns)[0]
    assert {cue.kind for cue in session.pending}.isdisjoint({CueKind.START, CueKind.DIRECTION})
    assert session.pending[0].at_ms > 95_000


def test_jumping_onto_a_boundary_starts_the_interval_there() -> None:
    """If it failed, an interval reached in its first moment would begin in silence."""
    _session, events = do(asleep(RUNNING, 20), Command.JUMP, RUNNING.now_ns)
    assert [cue.text for _due, cue in heard(events)] == ["Run backward"]


def test_jumping_in_the_get_ready_stays_there_or_leaves_it() -> None:
    """If it failed, a sleep in the get-ready could not be answered."""
    counting = after(started(Session(PLAN)), 2)
    session = do(asleep(counting, 5.5), Command.JUMP, counting.now_ns)[0]
    assert (session.state, session.at_ms) == (State.GET_READY, -2_500)
    assert [cue.text for cue in session.pending] == ["2", "1"]
    session = do(asleep(counting, 68), Command.JUMP, counting.now_ns)[0]
    assert (session.state, session.index, session.at_ms) == (State.RUNNING, 1, 60_000)


def test_a_jump_stops_at_an_open_interval() -> None:
    """If it failed, a tap that nobody gave would be skipped."""
    session = after(started(Session(plan(rf(30), tap(), rf(30)))), 20)
    session = do(asleep(session, 500), Command.JUMP, session.now_ns)[0]
    assert (session.index, session.offset_ns) == (1, 480 * S)


def test_a_jump_past_the_end_finishes_in_silence_at_the_end() -> None:
    """If it failed, a finish long past would sound, or the session end in the wrong place."""
    session, events = do(asleep(RUNNING, 5_000), Command.JUMP, RUNNING.now_ns)
    assert [(event.kind, event.at_ms) for event in events] == [
        (EventKind.RESUMED, 70_000),
        (EventKind.FINISHED, 170_000),
    ]
    assert (session.state, session.index, session.at_ms, session.missed_ns) == (State.FINISHED, 3, 170_000, 0)


def test_sleeping_again_before_the_answer_adds_up() -> None:
    """If it failed, a lid closed twice would make the jump fall short."""
    session = asleep(asleep(RUNNING, 15), 10)
    assert session.state is State.PAUSED
    session = do(session, Command.JUMP, session.now_ns)[0]
    assert (session.index, session.offset_ns) == (2, 5 * S)


@pytest.mark.parametrize(
    "command", [Command.RESUME, Command.NEXT, Command.PREVIOUS, Command.RESTART, Command.COOL_DOWN]
)
def test_any_move_settles_the_question(command: Command) -> None:
    """If it failed, a jump would still be offered from a place that the athlete chose."""
    session = after(asleep(RUNNING, 600), 5, command)
    assert session.missed_ns == 0
    assert not session.can(Command.JUMP)


@pytest.mark.parametrize("command", [Command.STOP, Command.NEXT])
def test_an_end_settles_it_too(command: Command) -> None:
    """If it failed, a finished session would go on counting the time it missed."""
    last = after(started(Session(PLAN)), 10 + 115)
    assert after(after(asleep(last, 600), 5, command), 60).missed_ns == 0


def test_adding_time_leaves_it_open() -> None:
    """If it failed, 30 s added while the question is asked would answer it."""
    session = after(asleep(RUNNING, 25), 0, Command.ADD_30_S)
    assert do(session, Command.JUMP, session.now_ns)[0].at_ms == 95_000


@pytest.mark.parametrize(
    "session",
    [Session(PLAN), after(RUNNING, 0, Command.PAUSE), after(RUNNING, 0, Command.STOP)],
    ids=["ready", "paused", "finished"],
)
def test_a_session_that_was_not_moving_has_no_question(session: Session) -> None:
    """If it failed, an athlete who had paused would be asked about a sleep that changed nothing."""
    assert slept(session, session.now_ns, 600 * S) == (session, ())


def test_a_jump_needs_a_sleep() -> None:
    """If it failed, a paused session could be thrown forward."""
    with pytest.raises(IllegalCommand):
        do(after(RUNNING, 0, Command.PAUSE), Command.JUMP, RUNNING.now_ns)
