"""Thousands of random command sequences: nobody presses keys in the order that a programmer thinks of."""

from __future__ import annotations

import random

import pytest
from hypothesis import settings

from retrotimer.training.history.record import Doing
from retrotimer.training.session import Command, Event, Session, State
from retrotimer.training.transitions import do, slept, update
from tests.helpers.examples import plan, rb, rf, stand, tap

SEQUENCES = 100_000 if settings().max_examples >= 50 else 4_000
"""With the thorough profile a hundred thousand."""
LONGEST = 6
S = 1_000_000_000
STARTED = [
    do(Session(timeline, get_ready_ms=get_ready_ms), Command.START, 0)
    for timeline in (plan(rf(5), rb(3), rf(4)), plan(rb(2), tap(), rf(2)), plan(stand(1)))
    for get_ready_ms in (0, 3_000)
]


@pytest.mark.no_cover  # tracing would double its time
def test_no_sequence_of_commands_breaks_a_session() -> None:
    """If it failed, keys pressed in a hurry would end a session, or spoil its record."""
    chance = random.Random(6)  # noqa: S311 - the same sequences each time
    commands = list(Command)
    for _n in range(SEQUENCES):
        session, events = chance.choice(STARTED)
        doing, alive_ns = Doing(session.timeline), 0
        doing(session, events)
        for _step in range(chance.randrange(1, LONGEST)):
            before_ns, was_moving = session.now_ns, session.is_moving
            session, events = _step_on(session, chance, commands)
            doing(session, events)
            alive_ns += session.now_ns - before_ns if was_moving else 0
            assert -1 <= session.index < len(session.timeline.intervals)
            assert session.offset_ns >= 0
        done_ms = sum(visit.done_ms for visit in doing.visits())
        assert 0 <= done_ms <= alive_ns // 1_000_000 + 1
        assert session.state in State


def _step_on(session: Session, chance: random.Random, commands: list[Command]) -> tuple[Session, tuple[Event, ...]]:
    now_ns = session.now_ns + chance.choice((0, 1, S // 3, S, 4 * S, 100 * S))
    command = chance.choice(commands)
    if chance.random() < 0.05 and session.is_moving:
        return slept(session, now_ns, chance.choice((S, 3_600 * S)))
    caught_up, events = update(session, now_ns)
    if not caught_up.can(command):
        return caught_up, events
    after, more = do(caught_up, command, now_ns)
    return after, events + more
