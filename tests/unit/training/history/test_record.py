"""What was done, as events tell it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import Doing, GroupRecord, SessionRecord
from retrotimer.training.load.energy import energy
from retrotimer.training.session import MS, Command, Session, State
from retrotimer.training.transitions import update
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Direction, Gait, Role
from tests.helpers import strategies
from tests.helpers.examples import PACES, metres, plan, rb, rf, stand, tap, wf
from tests.helpers.running_sessions import Action, Script, Sleep, act, live

S = 1_000 * MS
PLAN = plan(rf(60), rb(20), wf(60, role=Role.COOL_DOWN))


def lived(timeline: Timeline, *script: tuple[float, Action], get_ready_ms: int = 0) -> SessionRecord:
    """Return the record of a session of `timeline` with `script` in seconds between the deeds."""
    session = Session(timeline, get_ready_ms=get_ready_ms)
    doing = Doing(timeline)
    doing(*live(session, [(0, Command.START), *((round(s * S), action) for s, action in script)]))
    return recorded(doing)


def recorded(doing: Doing) -> SessionRecord:
    """Return what `doing` gives."""
    at = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)
    return SessionRecord(
        "Test", "test", at, PACES, doing.plan, doing.visits(), doing.is_finished, pauses=doing.pauses
    )


def stays(record: SessionRecord) -> list[tuple[int, int]]:
    """Return each visit's index and seconds."""
    return [(visit.index, visit.done_ms // 1_000) for visit in record.visits]


def test_a_whole_session_is_done_as_planned() -> None:
    """If it failed, get-ready or a late look would count, or totals differ from the plan."""
    record = lived(PLAN, (999, Command.STOP), get_ready_ms=3_000)
    assert stays(record) == [(0, 60), (1, 20), (2, 60)]
    assert record.is_finished
    assert record.done_ms == 140_000
    assert [record.time_ms(way) for way in Direction] == [120_000, 20_000]
    assert record.time_ms(Direction.FORWARD, Gait.RUN) == 60_000
    assert record.metres(RUN_BACKWARD) == pytest.approx(35)
    assert record.energy == energy(PLAN, PACES)
    assert [(bar.what.planned_ms, bar.done_ms) for bar in record.bars()] == [
        (60_000, 60_000),
        (20_000, 20_000),
        (60_000, 60_000),
    ]


def test_pauses_and_sleep_do_not_count() -> None:
    """If it failed, a rest on the bench or a night would count as running."""
    record = lived(
        PLAN,
        (10, Command.PAUSE),
        (500, Command.RESUME),
        (5, Sleep(3_600 * S)),
        (7, Command.RESUME),
        (5, Command.STOP),
        get_ready_ms=0,
    )
    assert stays(record) == [(0, 20)]
    assert record.pauses[0] == (10_000, 500_000)
    assert record.pauses[1].at_ms == 15_000
    assert not record.is_finished


def test_skipped_repeated_and_lengthened_intervals_keep_their_plan() -> None:
    """If it failed, +30 s would change what was planned, or an interval done twice count once."""
    added = (10, Command.ADD_30_S), (5, Command.RESTART), (80, Command.NEXT), (5, Command.NEXT), (99, Command.STOP)
    record = lived(PLAN, *added)
    assert stays(record) == [(0, 15), (0, 80), (1, 5), (2, 60)]
    assert [(bar.what.planned_ms, bar.done_ms) for bar in record.bars()] == [
        (60_000, 95_000),
        (20_000, 5_000),
        (60_000, 60_000),
    ]


def test_a_walk_put_in_to_cool_down_is_an_extra() -> None:
    """If it failed, a cool-down nobody planned would be laid over the interval that it replaced."""
    record = lived(plan(rf(60), rb(20), rb(10)), (5, Command.COOL_DOWN), (9, Command.ADD_30_S), (500, Command.STOP))
    assert stays(record) == [(0, 5), (1, 210)]
    assert [(bar.what.movement, bar.done_ms, bar.is_extra) for bar in record.bars()] == [
        (RUN_FORWARD, 5_000, False),
        (RUN_BACKWARD, 0, False),
        (RUN_BACKWARD, 0, False),
        (WALK_FORWARD, 210_000, True),
    ]
    assert record.bars()[-1].what.planned_ms == 180_000


def test_a_walk_put_in_after_the_last_interval_is_an_extra() -> None:
    """If it failed, cooling down from the last interval would be lost or crash."""
    record = lived(plan(rf(60)), (5, Command.COOL_DOWN), (500, Command.STOP))
    assert [bar.is_extra for bar in record.bars()] == [False, True]


def test_leafing_through_a_paused_session_does_nothing() -> None:
    """If it failed, an interval only looked at would be told as visited."""
    record = lived(PLAN, (5, Command.PAUSE), (9, Command.NEXT), (9, Command.NEXT), (9, Command.STOP))
    assert stays(record) == [(0, 5)]


def test_a_session_stopped_in_its_get_ready_never_began() -> None:
    """If it failed, nothing done would be kept as a session."""
    doing = Doing(PLAN)
    doing(*live(Session(PLAN, get_ready_ms=5_000), [(0, Command.START), (2 * S, Command.STOP)]))
    assert doing.visits() == ()


def test_a_distance_ended_by_a_tap_counts_as_its_metres() -> None:
    """If it failed, a slow kilometre would be told as two, or one skipped at once as a whole one."""
    step = metres(RUN_FORWARD, 500, until_tap=True)
    whole = lived(plan(step, rb(20)), (300, Command.NEXT), (5, Command.STOP))
    last = lived(plan(step), (300, Command.NEXT))
    skipped = lived(plan(step, rb(20)), (4, Command.NEXT), (5, Command.STOP))
    stopped = lived(plan(step, rb(20)), (300, Command.STOP))
    assert [round(r.metres(RUN_FORWARD)) for r in (whole, last, skipped, stopped)] == [500, 500, 10, 750]
    assert whole.plan[0].planned_ms is None


def test_open_and_standing_intervals_count_their_time() -> None:
    """If it failed, standing would have a direction, or a step without a length crash."""
    record = lived(plan(tap(), stand(10)), (7, Command.NEXT), (99, Command.STOP))
    assert (record.done_ms, record.time_ms(Direction.FORWARD)) == (17_000, 7_000)


def running_ns(session: Session, script: Script) -> int:
    """Return how long `session` is RUNNING while `script` is carried out, looked at from ms to ms of its events."""
    total = 0
    for at_ns, action in zip(
        accumulate((wait for wait, _ in script), initial=session.now_ns),
        (None, *(d for _, d in script)),
        strict=True,
    ):
        while session.now_ns < at_ns:
            left_ns = at_ns - session.now_ns
            if session.is_moving and session.duration_ms is not None:
                left_ns = min(left_ns, max(1, session.duration_ms * MS - session.offset_ns))
            total += left_ns * (session.state is State.RUNNING)
            session, _events = update(session, session.now_ns + left_ns)
        session, _events = act(session, action, at_ns)
    return total


sessions = st.builds(
    Session,
    strategies.timelines,
    strategies.options,
    get_ready_ms=st.sampled_from((0, 3_000, 7_500)),
    now_ns=st.integers(0, 10**15),
)


@given(sessions, strategies.scripts, st.lists(st.integers(0, 600 * S), max_size=8))
def test_time_done_is_time_running_however_it_is_looked_at(
    session: Session, script: Script, looks: list[int]
) -> None:
    """If it failed, a busy machine or an odd command would change what a person has done."""
    whole: Script = [(0, Command.START), *script, (0, Command.STOP)]
    doing = Doing(session.timeline)
    doing(*live(session, whole))
    assert sum(visit.done_ms for visit in doing.visits()) == running_ns(session, whole) // MS
    cut = Doing(session.timeline)
    now = session
    _first, *due = accumulate((wait for wait, _deed in whole), initial=session.now_ns)
    todo = [(at, action) for at, (_wait, action) in zip(due, whole, strict=True)]
    todo += [(session.now_ns + look, None) for look in looks if session.now_ns + look <= due[-1]]  # type: ignore[misc]
    for at_ns, action in sorted(todo, key=lambda what: what[0]):
        now, events = act(now, action, at_ns)
        cut(now, events)
    assert (cut.visits(), cut.is_finished) == (doing.visits(), doing.is_finished)


def test_a_pause_that_another_clock_began_is_measured_by_ours() -> None:
    """After a restart a pause would be as long as the two clocks are apart."""
    doing = Doing(PLAN)
    script = [(0, Command.START), (30 * S, Command.PAUSE)]
    paused, events = live(Session(PLAN, get_ready_ms=0), script)
    doing(paused, events)
    doing.paused_since(10 * S)
    doing(*act(paused, Command.RESUME, 90 * S))
    assert [(pause.at_ms, pause.ms) for pause in doing.pauses] == [(30_000, 80_000)]


def test_a_pause_while_getting_ready_is_none_of_the_session() -> None:
    """The summary would tell of a pause before the first step."""
    record = lived(PLAN, (5, Command.PAUSE), (60, Command.RESUME), (5, Command.NEXT), get_ready_ms=10_000)
    assert record.pauses == ()


def test_a_session_of_groups_counts_only_with_a_group_of_ones_own() -> None:
    """If it failed, what a coach's groups ran would count as the coach's own training."""
    record = lived(PLAN, (999, Command.STOP))
    led = GroupRecord("Red", "x", record.plan, record.visits, is_finished=True)
    assert record.counts
    assert not replace(record, groups=(led,)).counts
    assert replace(record, groups=(led, replace(led, is_mine=True))).counts


def test_arrivals_get_their_names_in_order() -> None:
    """If it failed, a time would stand beside another athlete."""
    marks = tuple(Mark(n, 0, n) for n in range(3))
    named = replace(lived(PLAN, (999, Command.STOP)), marks=marks).with_names(("Ada", "Bo"))
    assert [mark.name for mark in named.marks] == ["Ada", "Bo", ""]
