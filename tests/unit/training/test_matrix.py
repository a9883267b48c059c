"""Every command in every situation, with what comes of it: the session's rules as one table."""

from __future__ import annotations

import pytest

from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import MS, Command, Session, State
from retrotimer.training.transitions import do, slept, update
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, tap, wf
from tests.helpers.running_sessions import after, started

# A get-ready of 10 s, then: 0 warm-up of 60 s, 1 run of 30 s, 2 run of 20 s, 3 until a tap, 4 cool-down of 60 s.
TIMELINE = plan(wf(60, role=Role.WARM_UP), rf(30), rb(20), tap(), wf(60, role=Role.COOL_DOWN))
READY = Session(TIMELINE)
STARTED = started(READY)
IN_1 = after(STARTED, 80)
IN_OPEN = after(STARTED, 130)
IN_COOL_DOWN = after(after(IN_OPEN, 0, Command.NEXT), 10)
SITUATIONS = {
    "ready": READY,
    "get-ready": after(STARTED, 4),
    "first, just begun": after(STARTED, 11),
    "running": IN_1,
    "running, just begun": after(STARTED, 71),
    "open": IN_OPEN,
    "cool-down": IN_COOL_DOWN,
    "paused": after(IN_1, 0, Command.PAUSE),
    "paused in get-ready": after(STARTED, 4, Command.PAUSE),
    "paused in open": after(IN_OPEN, 0, Command.PAUSE),
    "paused in cool-down": after(IN_COOL_DOWN, 0, Command.PAUSE),
    "asleep": slept(IN_1, IN_1.now_ns, 60_000 * MS)[0],
    "asleep in get-ready": slept(after(STARTED, 4), 4_000 * MS, 60_000 * MS)[0],
    "asleep in cool-down": slept(IN_COOL_DOWN, IN_COOL_DOWN.now_ns, 60_000 * MS)[0],
    "stopped": after(IN_1, 0, Command.STOP),
    "finished": after(IN_COOL_DOWN, 50),
}

# Each cell: state, interval @ seconds into it (G: the get-ready); "-": illegal. Under "now": where the row begins.
TABLE = """
situation           | now              | start         | pause        | resume        | next          | previous     | restart      | cool-down    | add-30-s      | jump          | stop
ready               | ready G@0        | get-ready G@0 | -            | -             | -             | -            | -            | -            | -             | -             | -
get-ready           | get-ready G@4    | -             | paused G@4   | -             | running 0@0   | -            | -            | -            | -             | -             | finished G@4
first, just begun   | running 0@1      | -             | paused 0@1   | -             | running 1@0   | running 0@0  | running 0@0  | running 4@0  | running 0@1   | -             | finished 0@1
running             | running 1@10     | -             | paused 1@10  | -             | running 2@0   | running 1@0  | running 1@0  | running 4@0  | running 1@10  | -             | finished 1@10
running, just begun | running 1@1      | -             | paused 1@1   | -             | running 2@0   | running 0@0  | running 1@0  | running 4@0  | running 1@1   | -             | finished 1@1
open                | running 3@10     | -             | paused 3@10  | -             | running 4@0   | running 3@0  | running 3@0  | running 4@0  | -             | -             | finished 3@10
cool-down           | running 4@10     | -             | paused 4@10  | -             | finished 4@10 | running 4@0  | running 4@0  | -            | running 4@10  | -             | finished 4@10
paused              | paused 1@10      | -             | -            | running 1@10  | paused 2@0    | paused 1@0   | paused 1@0   | paused 4@0   | paused 1@10   | -             | finished 1@10
paused in get-ready | paused G@4       | -             | -            | get-ready G@4 | paused 0@0    | -            | -            | -            | -             | -             | finished G@4
paused in open      | paused 3@10      | -             | -            | running 3@10  | paused 4@0    | paused 3@0   | paused 3@0   | paused 4@0   | -             | -             | finished 3@10
paused in cool-down | paused 4@10      | -             | -            | running 4@10  | finished 4@10 | paused 4@0   | paused 4@0   | -            | paused 4@10   | -             | finished 4@10
asleep              | paused 1@10      | -             | -            | running 1@10  | paused 2@0    | paused 1@0   | paused 1@0   | paused 4@0   | paused 1@10   | running 3@20  | finished 1@10
asleep in get-ready | paused G@4       | -             | -            | get-ready G@4 | paused 0@0    | -            | -            | -            | -             | running 0@54  | finished G@4
asleep in cool-down | paused 4@10      | -             | -            | running 4@10  | finished 4@10 | paused 4@0   | paused 4@0   | -            | paused 4@10   | finished 4@60 | finished 4@10
stopped             | finished 1@10    | -             | -            | -             | -             | -            | -            | -            | -             | -             | -
finished            | finished 4@60    | -             | -            | -             | -             | -            | -            | -            | -             | -             | -
"""  # noqa: E501 - a table is read along its rows

HEADER, *ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]
CELLS = [
    pytest.param(row[0], Command(command), outcome, id=f"{row[0]}: {command}")
    for row in ROWS
    for command, outcome in zip(HEADER[2:], row[2:], strict=True)
]


def place(session: Session) -> str:
    """Return where `session` is, as the table writes it."""
    index = "G" if session.interval is None else session.index
    return f"{session.state} {index}@{session.offset_ns / 1e9:g}"


def test_the_table_is_whole() -> None:
    """If it failed, some command or situation would be tried by no test."""
    assert HEADER[2:] == list(Command)
    assert [row[0] for row in ROWS] == list(SITUATIONS)
    assert {session.state for session in SITUATIONS.values()} == set(State)


@pytest.mark.parametrize(("situation", "now"), [row[:2] for row in ROWS])
def test_the_situations_are_what_they_are_called(situation: str, now: str) -> None:
    """If it failed, a row of the table would speak of another situation."""
    assert place(SITUATIONS[situation]) == now


@pytest.mark.parametrize(("situation", "command", "outcome"), CELLS)
def test_each_command_does_in_each_situation_what_the_table_says(
    situation: str, command: Command, outcome: str
) -> None:
    """If it failed, a key would do something else there than the rules say, or what they forbid."""
    session = SITUATIONS[situation]
    if outcome == "-":
        with pytest.raises(
            IllegalCommand, match=f"'{command}' is not possible while the session is '{session.state}'"
        ):
            do(session, command, session.now_ns)
    else:
        assert place(do(session, command, session.now_ns)[0]) == outcome
    assert session.can(command) is (outcome != "-")


@pytest.mark.parametrize(("situation", "command", "outcome"), CELLS)
def test_a_command_at_its_time_is_a_command_after_catching_up(
    situation: str, command: Command, outcome: str
) -> None:
    """If it failed, a late command would act on where the session was, not on where it is."""
    session = SITUATIONS[situation]
    later_ns = session.now_ns + 500 * MS
    caught_up, events = update(session, later_ns)
    if outcome == "-":
        with pytest.raises(IllegalCommand):
            do(session, command, later_ns)
    else:
        found, more = do(caught_up, command, later_ns)
        assert do(session, command, later_ns) == (found, events + more)
