"""What holds for any session, whatever a person and a machine do to it."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import MS, Command, Event, EventKind, Session, State
from retrotimer.training.transitions import do, slept, update
from tests.helpers import strategies
from tests.helpers.example_counts import at_most
from tests.helpers.running_sessions import Action, Script, Sleep, act, heard, live

S = 1_000 * MS
START = (0, Command.START)
some = at_most(60)
"""A session takes longer to live through than a timeline to check."""


sessions = st.builds(
    Session,
    strategies.timelines,
    strategies.options,
    get_ready_ms=st.sampled_from((0, 3_000, 7_500, 10_000)),
    now_ns=st.integers(0, 10**15),
)
"""Ready for any workout, with any cues."""


@st.composite
def moving(draw: st.DrawFn) -> Session:
    """Give a session that is going on, after anything."""
    session, _events = live(draw(sessions), [START, *draw(strategies.scripts), (0, Command.RESUME)])
    assume(session.is_moving)
    return session


def lived(session: Session, script: Script) -> tuple[Event, ...]:
    """Return all that happened to `session`, to ten minutes after the last command."""
    session, events = live(session, [START, *script])
    return events + update(session, session.now_ns + 600 * S)[1]


@some
@given(sessions, strategies.scripts, st.lists(st.integers(0, 600 * S), max_size=30))
def test_it_does_not_matter_when_one_looks(session: Session, script: Script, looks: list[int]) -> None:
    """If it failed, a slow or busy machine would have another session than a quick one."""
    often = [session.now_ns + look_ns for look_ns in looks]
    assert live(session, [START, *script], often) == live(session, [START, *script])


@some
@given(sessions, strategies.scripts)
def test_everything_happens_in_the_order_it_was_due(session: Session, script: Script) -> None:
    """If it failed, a listener would hear of a boundary before the cue that came before it."""
    due = [event.due_ns for event in lived(session, script)]
    assert due == sorted(due)


@some
@given(sessions, strategies.scripts)
def test_each_boundary_and_each_cue_comes_once_a_visit(session: Session, script: Script) -> None:
    """If it failed, an athlete would hear a cue twice, or a journal count an interval twice."""
    events = lived(session, script)
    visits = [event.visit for event in events if event.kind is EventKind.INTERVAL]
    assert visits == list(range(1, len(visits) + 1))
    cues = [(event.visit, event.at_ms) for event in events if event.cue and event.cue.kind is not CueKind.FINISH]
    assert all(before < after for before, after in pairwise(cues))


@some
@given(sessions, strategies.scripts)
def test_what_is_said_at_the_head_is_said_once_a_visit(session: Session, script: Script) -> None:
    """If it failed, adding 30 s would repeat a direction word, a line or a posture."""
    once = (CueKind.START, CueKind.DIRECTION, CueKind.SAY, CueKind.LAST_ROUND, CueKind.POSTURE)
    said = [
        (event.visit, event.cue.kind) for event in lived(session, script) if event.cue and event.cue.kind in once
    ]
    assert len(said) == len(set(said))


@some
@given(sessions, strategies.scripts)
def test_no_two_cues_of_a_visit_sound_at_once(session: Session, script: Script) -> None:
    """If it failed, an interval lengthened on the way would say two things at once."""
    cues = [(event.visit, event.cue) for event in lived(session, script) if event.cue]
    assert [
        (before, after)
        for (visit, before), (next_visit, after) in pairwise(cues)
        if visit == next_visit and before.end_ms > after.at_ms and after.kind is not CueKind.FINISH
    ] == []


@some
@given(sessions, strategies.scripts)
def test_every_interval_that_is_lived_begins_with_its_tone(session: Session, script: Script) -> None:
    """If it failed, an interval reached in some way, or one paused at its start, would begin in silence."""
    is_moving, owed = False, None
    before: Event | None = None
    for event in lived(session, script):
        if is_moving and owed:
            assert event.cue
            assert (event.cue.kind, event.cue.at_ms, event.due_ns) == (CueKind.START, owed.at_ms, event.due_ns)
        is_moving = event.kind is not EventKind.PAUSED if event.kind in MOTION else is_moving
        if event.kind is EventKind.INTERVAL:
            jumped_into = before and before.kind is EventKind.RESUMED and event.at_ms not in starts(session)
            owed = None if jumped_into else event
        elif event.cue and event.cue.kind is CueKind.START:
            owed = None
        before = event


MOTION = (EventKind.GET_READY, EventKind.RESUMED, EventKind.PAUSED)


@some
@given(sessions, strategies.scripts)
def test_shoulders_alternate_through_a_session_as_it_is_lived(session: Session, script: Script) -> None:
    """If it failed, skipping, going back or adding time would turn the neck twice to one side."""
    glances = [cue.text for _due, cue in heard(lived(session, script)) if cue.kind is CueKind.LOOK_BEHIND]
    assert glances == [
        text for text, _glance in zip(cycle(("Glance left.", "Glance right.")), glances, strict=False)
    ]


@some
@given(sessions, strategies.scripts, st.sampled_from(Command))
def test_an_illegal_command_raises_and_a_legal_one_does_not(
    session: Session, script: Script, command: Command
) -> None:
    """If it failed, a shell that asks `can` first would still meet an error, or a key be dead for nothing."""
    session, _events = live(session, [START, *script])
    if session.can(command):
        do(session, command, session.now_ns)
    else:
        with pytest.raises(IllegalCommand):
            do(session, command, session.now_ns)


@some
@given(sessions, strategies.scripts)
def test_a_session_never_stands_where_there_is_nothing(session: Session, script: Script) -> None:
    """If it failed, a screen would show an interval that does not exist, or one that has already ended."""
    session, _events = live(session, [START, *script])
    assert -1 <= session.index < len(session.timeline.intervals)
    assert session.offset_ns >= 0
    length_ms = session.duration_ms
    assert length_ms is None or session.offset_ns < length_ms * MS or session.state is State.FINISHED
    assert all(cue.at_ms >= session.at_ms for cue in session.pending)
    assert (session.state is State.FINISHED) <= (session.pending == ())


@some
@given(moving(), strategies.waits, strategies.waits)
def test_a_pause_of_any_length_shifts_nothing_but_time(session: Session, pause_ns: int, then_ns: int) -> None:
    """If it failed, a pause would lose or repeat a cue, or cost a moment of training."""
    without, events = update(session, session.now_ns + then_ns)
    paused, _events = do(session, Command.PAUSE, session.now_ns)
    resumed, first = do(paused, Command.RESUME, session.now_ns + pause_ns)
    found, others = update(resumed, resumed.now_ns + then_ns)
    assert found == replace(without, now_ns=without.now_ns + pause_ns)
    message = [event for event in first + others if event.kind is not EventKind.RESUMED]
    assert message == [replace(event, due_ns=event.due_ns + pause_ns) for event in events]


@some
@given(moving(), strategies.waits, strategies.waits, strategies.waits)
def test_going_on_after_sleep_is_going_on_after_a_pause(
    session: Session, awake_ns: int, missed_ns: int, answer_ns: int
) -> None:
    """If it failed, sleep would fire stale cues, lose some, or move the session."""
    at_ns = session.now_ns + awake_ns
    slept_through = slept(session, at_ns, missed_ns)[0]
    still, events = update(slept_through, at_ns + answer_ns)
    assert events == ()
    awake = update(session, at_ns)[0]
    if awake.is_moving:
        found, first = do(still, Command.RESUME, still.now_ns)
        assert heard(first) == []
        assert found == replace(awake, now_ns=still.now_ns)


@some
@given(moving(), st.integers(1, 300 * S), strategies.waits)
def test_a_jump_lands_where_the_session_would_be(session: Session, missed_ns: int, answer_ns: int) -> None:
    """If it failed, a jump would be early or late, or fire the cues of the sleep."""
    asleep = slept(session, session.now_ns, missed_ns)[0]
    found, events = do(asleep, Command.JUMP, session.now_ns + answer_ns)
    there, _events = update(session, session.now_ns + missed_ns + answer_ns)
    assert (found.state, found.index, found.offset_ns) == (there.state, there.index, there.offset_ns)
    assert all(due_ns == found.now_ns and found.offset_ns == 0 for due_ns, _cue in heard(events))
    assert [cue for cue in found.pending if cue.at_ms <= found.start_ms + found.offset_ns // MS] == []


@some
@given(moving(), st.one_of(st.sampled_from(Command), st.builds(Sleep, missed_ns=st.just(5 * S))))
def test_nothing_is_changed_in_place(session: Session, action: Action) -> None:
    """If it failed, a command that fails halfway would leave a broken session behind."""
    before = replace(session)
    act(session, action, session.now_ns + 7 * S)
    assert session == before


def starts(session: Session) -> set[int]:
    """Return where intervals of the plan start."""
    return {interval.start_ms for interval in session.timeline.intervals}
