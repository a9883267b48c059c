"""How the sessions of all groups move on one clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training import transitions
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.groups.groups import GroupEntry, compile_groups
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.groups.session import GroupSession, of_one, ready, with_options
from retrotimer.training.groups.transitions import can, do, mark, slept, take_back, update
from retrotimer.training.session import MS, Command, Event, EventKind, Session, State
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Workout
from tests.helpers import strategies
from tests.helpers.examples import PACES, rb, rf, tap, times, wf, workout
from tests.helpers.running_sessions import Action, Sleep

S = 1_000 * MS
TWO = workout(rf(60), rb(30), wf(60))
WAVE = (GroupEntry("A"), GroupEntry("B", 20_000))
PAIR = (GroupEntry("A"), GroupEntry("B", partner=Partner.SWAP), GroupEntry("C", 20_000))


def started(entries: tuple[GroupEntry, ...], of: Workout = TWO, *, arrival_ends: bool = False) -> GroupSession:
    """Return a session of `entries` that began at 0, without a get-ready but for the later groups' wait."""
    groups = compile_groups(entries, of, PACES)
    return do(ready(groups, get_ready_ms=0, arrival_ends=arrival_ends), Command.START, 0)[0]


def at(session: GroupSession, seconds: float) -> GroupSession:
    """Return `session` at this time."""
    return update(session, round(seconds * S))[0]


def places(session: GroupSession) -> list[int]:
    """Return the interval of each group."""
    return [one.index for one in session.sessions]


@given(strategies.timelines, strategies.scripts)
def test_one_group_is_a_session_as_ever(timeline: Timeline, script: list[tuple[int, Action]]) -> None:
    """If it failed, a session without groups would change because there are groups."""
    alone, whole, now_ns = Session(timeline), of_one(Session(timeline)), 0
    for wait_ns, action in script:
        now_ns += wait_ns
        try:
            alone, events = _acted(alone, action, now_ns)
        except IllegalCommand:
            with pytest.raises(IllegalCommand):
                _acted_all(whole, action, now_ns)
            continue
        whole, others = _acted_all(whole, action, now_ns)
        assert (whole.lead, others) == (alone, events)
        assert (whole.state, whole.is_moving) == (alone.state, alone.is_moving)


def _acted(session: Session, action: Action, ns: int) -> tuple[Session, tuple[Event, ...]]:
    if isinstance(action, Sleep):
        return transitions.slept(session, ns, action.missed_ns)
    return transitions.do(session, action, ns)


def _acted_all(session: GroupSession, action: Action, ns: int) -> tuple[GroupSession, tuple[Event, ...]]:
    return slept(session, ns, action.missed_ns) if isinstance(action, Sleep) else do(session, action, ns)


groups_of = st.builds(
    lambda offsets, partner: (
        GroupEntry("A"),
        *(GroupEntry(f"W{n}", 1_000 * s) for n, s in enumerate(offsets)),
        *([GroupEntry("P", partner=partner)] if partner else []),
    ),
    st.lists(st.integers(0, 60), max_size=4),
    st.sampled_from((None, *Partner)),
)


@given(
    groups_of,
    strategies.scripts,
    st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=12, max_size=12),
    st.lists(strategies.waits, max_size=5),
)
def test_all_groups_keep_to_one_clock(
    entries: tuple[GroupEntry, ...],
    script: list[tuple[int, Action]],
    chosen: list[int | None],
    looks: list[int],
) -> None:
    """If it failed, groups would drift apart, pause one by one, or tell of things out of order."""
    of = workout(rf(600), times(3, rb(60), wf(90)), tap(), rf(60))
    session, now_ns, seen = started(entries, of), 0, 0
    for (wait_ns, action), group in zip(script, chosen, strict=False):
        now_ns += wait_ns
        whose = None if group is None or group >= len(entries) else group
        for look in (*sorted(now_ns - wait_ns + ns for ns in looks if ns < wait_ns), now_ns):
            session, events = update(session, look)
            seen = _in_order(events, seen)
        try:
            if isinstance(action, Sleep):
                session, events = slept(session, now_ns, action.missed_ns)
            else:
                session, events = do(session, action, now_ns, whose)
        except IllegalCommand:
            continue
        seen = _in_order(events, seen)
        going = {one.state for one in session.sessions} - {State.FINISHED}
        assert State.PAUSED not in going or going == {State.PAUSED}
        assert {one.now_ns for one in session.sessions} == {now_ns}
        if entries[-1].partner:
            lead, partner = session.sessions[-2:]
            assert (lead.index, lead.offset_ns, lead.state) == (partner.index, partner.offset_ns, partner.state)


def _in_order(events: tuple[Event, ...], since: int) -> int:
    """Check the order of `events` that came after `since`, and return the time of the last."""
    times = [event.due_ns for event in events]
    assert times == sorted(times)
    assert all(ns >= since for ns in times)
    return events[-1].due_ns if events else since


def test_a_wave_starts_later_and_ends_before_the_next_thing_begins() -> None:
    """If it failed, waves would start together, or an end be told after the start that comes with it."""
    _session, events = update(started(WAVE), 170 * S)
    told = [(event.due_ns // S, event.group) for event in events if event.kind is EventKind.INTERVAL]
    assert told == [(20, 1), (60, 0), (80, 1), (90, 0), (110, 1)]
    ends = [(event.due_ns // S, event.group) for event in events if event.kind is EventKind.FINISHED]
    assert ends == [(150, 0), (170, 1)]
    own = [event.at_ms for event in events if event.group == 1 and event.kind is EventKind.INTERVAL]
    assert own == [0, 60_000, 90_000]


def test_a_command_is_for_the_chosen_and_its_partner() -> None:
    """If it failed, a coach would move a group that nobody meant, or part a pair."""
    session = at(started(PAIR), 30)
    assert places(do(session, Command.NEXT, 30 * S, 1)[0]) == [1, 1, 0]
    assert places(do(session, Command.NEXT, 30 * S, 2)[0]) == [0, 0, 1]
    assert places(do(session, Command.NEXT, 30 * S)[0]) == [1, 1, 1]
    paused, _events = do(session, Command.PAUSE, 30 * S, 2)
    assert {one.state for one in paused.sessions} == {State.PAUSED}


def test_it_acts_where_it_is_legal() -> None:
    """If it failed, one group in an open step would keep all others from more time."""
    session = started((GroupEntry("A"), GroupEntry("B", workout=workout(tap(), rf(60)), preset="tap")))
    longer, events = do(session, Command.ADD_30_S, 10 * S)
    assert [event.group for event in events if event.kind is EventKind.ADDED] == [0]
    assert longer.sessions[1].timeline == session.sessions[1].timeline
    with pytest.raises(IllegalCommand):
        do(session, Command.ADD_30_S, 10 * S, 1)


def test_waves_keep_their_distance() -> None:
    """If it failed, time for all would bring a group that waits too near, or → start all waves at once."""
    longer, _events = do(started(WAVE), Command.ADD_30_S, 5 * S)
    assert places(at(longer, 49.9)) == [0, -1]
    assert places(at(longer, 50)) == [0, 0]
    groups = compile_groups(WAVE, TWO, PACES)
    waiting = do(ready(groups, get_ready_ms=10_000), Command.START, 0)[0]
    begun, _events = do(waiting, Command.NEXT, 4 * S)
    assert places(at(begun, 23.9)) == [0, -1]
    assert places(at(begun, 24)) == [0, 0]
    assert places(do(begun, Command.NEXT, 5 * S)[0]) == [1, -1]  # a group that waits is not sent off by the way
    assert places(do(begun, Command.NEXT, 5 * S, 1)[0]) == [0, 0]


def test_the_cool_down_ends_a_group_that_has_not_started() -> None:
    """If it failed, a group would set off while all others go home."""
    cooled, events = do(at(started(WAVE), 5), Command.COOL_DOWN, 5 * S)
    assert cooled.sessions[1].state is State.FINISHED
    assert (EventKind.STOPPED, 1) in [(event.kind, event.group) for event in events]
    assert cooled.state is State.RUNNING


def test_all_sleep_and_jump_together() -> None:
    """If it failed, after the lid was shut one group would go on and another stand still."""
    session, _events = slept(at(started(WAVE), 30), 30 * S, 40 * S)
    assert session.missed_ns == 40 * S
    moved, _events = do(session, Command.NEXT, 30 * S, 1)
    jumped, _events = do(moved, Command.JUMP, 30 * S)
    assert {one.state for one in jumped.sessions} == {State.RUNNING}
    assert jumped.sessions[0].index == 1


def test_a_mark_is_timed_by_its_key_and_within_its_interval() -> None:
    """If it failed, times would be off by how late the key was noticed, or belong to the next interval."""
    session = at(started(WAVE), 60.2)
    session, events = mark(session, round(59.95 * S), round(60.2 * S), person=1)
    session, _more = mark(session, 60 * S, round(60.2 * S), person=2)
    session, _more = mark(session, 60 * S, round(60.2 * S))
    assert [(m.at_ms, m.index, m.split_ms, m.group, m.person) for m in session.marks] == [
        (59_950, 0, 59_950, 0, 1),
        (60_000, 0, 40_000, 1, 2),
        (60_000, 1, 0, None, 0),
    ]
    assert [(event.kind, event.at_ms, event.index) for event in events] == [(EventKind.MARK, 59_950, 0)]


def test_pauses_do_not_count_but_an_arrival_in_one_does() -> None:
    """If it failed, a pause would make everybody slow, or an arrival in it be lost."""
    session, _events = do(started(WAVE), Command.PAUSE, 10 * S)
    session, _events = mark(session, 15 * S, 15 * S, 1)
    session, _events = do(session, Command.RESUME, 40 * S)
    session, _events = mark(session, 50 * S, 50 * S, 1)
    assert [(m.split_ms, m.in_pause) for m in session.marks] == [(15_000, True), (20_000, False)]


def test_a_mark_can_be_taken_back_for_ten_seconds() -> None:
    """If it failed, a slip of the finger would stay, or an old time vanish."""
    session, _events = mark(at(started(WAVE), 30), 30 * S, 30 * S)
    assert take_back(session, 40 * S)[0].marks == ()
    with pytest.raises(IllegalCommand):
        take_back(session, 40 * S + 1)


@pytest.mark.parametrize(
    ("ends", "person", "expected"), [(True, 3, [0, 0, 1]), (True, 0, [0, 0, 0]), (False, 3, [0, 0, 0])]
)
def test_an_arrival_ends_a_tap_step_where_that_is_wanted(ends: bool, person: int, expected: list[int]) -> None:
    """If it failed, a coach would have to press two keys, or a mark would end what it should not."""
    entries = (GroupEntry("A"), GroupEntry("C"), GroupEntry("B", workout=workout(tap(), rf(60)), preset="tap"))
    session = started(entries, arrival_ends=ends)
    assert places(mark(session, 9 * S, 9 * S, person)[0]) == expected


def test_with_one_group_enter_ends_its_tap_step() -> None:
    """If it failed, an athlete alone could not end a lap by marking it."""
    groups = compile_groups((), workout(tap(), rf(60)), PACES)
    session = do(ready(groups, get_ready_ms=0, arrival_ends=True), Command.START, 0)[0]
    marked, events = mark(session, 8 * S, 9 * S)
    assert (places(marked), marked.marks[0].split_ms) == ([1], 8_000)
    kinds = [event.kind for event in events if event.kind is not EventKind.CUE]
    assert kinds == [EventKind.MARK, EventKind.INTERVAL]


def test_nobody_arrives_before_the_start() -> None:
    """If it failed, a key in the get-ready would make a time of nothing."""
    groups = compile_groups(WAVE, TWO, PACES)
    session = do(ready(groups), Command.START, 0)[0]
    with pytest.raises(IllegalCommand):
        mark(session, S, S)


def test_a_session_goes_on_by_another_clock() -> None:
    """If it failed, a session that a crash cut off would go on with marks and times of the old clock."""
    paused = do(mark(at(started(WAVE), 10), 10 * S, 10 * S)[0], Command.PAUSE, 12 * S)[0]
    later = paused.shifted(1_012 * S)
    assert later.now_ns == 1_012 * S
    assert later.began_ns == (paused.began_ns or 0) + 1_000 * S
    assert later.pause_ns == (paused.pause_ns or 0) + 1_000 * S
    assert [one.ns for one in later.marks] == [one.ns + 1_000 * S for one in paused.marks]
    assert ready(paused.groups).shifted(5 * S).began_ns is None


def test_all_can_be_asked_whether_a_command_is_legal() -> None:
    """If it failed, a button would offer what the session refuses."""
    session = started(WAVE)
    assert can(session, Command.PAUSE)
    assert not can(session, Command.RESUME)
    assert session.missed_ns == 0


def test_other_options_reach_every_group() -> None:
    """If it failed, one group would hear cues that were left out."""
    options = CueOptions(warning_ms=8_000)
    assert {one.options for one in with_options(started(WAVE), options).sessions} == {options}
