"""The one line of what was done."""

from __future__ import annotations

from retrotimer.terminal.tally import Tally
from retrotimer.training.states import Command
from retrotimer.training.workout import Role
from tests.app.manual import S, Stage
from tests.training.examples import plan, rb, rf, wf

PLAN = plan(rf(60), rb(20), wf(60, role=Role.COOL_DOWN))


def counted(get_ready_ms: int = 3_000) -> tuple[Stage, Tally]:
    """Return a started session and what counts it."""
    stage, tally = Stage(PLAN, get_ready_ms=get_ready_ms), Tally()
    stage.player.listen(tally)
    return stage.started(), tally


def test_a_whole_session_counts_as_planned() -> None:
    """If it failed, get-ready or a late look would count as running."""
    stage, tally = counted()
    stage.after(999)
    assert (tally.done_ns, tally.backward_ns) == (140 * S, 20 * S)
    assert tally.words("Test") == "Test finished: 2:20, of it 0:20 backward."


def test_pauses_do_not_count() -> None:
    """If it failed, a rest on the bench would count as a session."""
    stage, tally = counted()
    stage.after(13).player.toggle()
    stage.after(500).player.toggle()
    stage.after(60).player.do(Command.STOP)
    assert (tally.done_ns, tally.backward_ns) == (70 * S, 10 * S)
    assert tally.words("Test") == "Test stopped after 1:10, of it 0:10 backward."


def test_what_was_skipped_does_not_count() -> None:
    """If it failed, a skipped interval would count as done."""
    stage, tally = counted(0)
    stage.after(5).player.do(Command.COOL_DOWN)
    stage.after(999)
    assert (tally.done_ns, tally.backward_ns) == (65 * S, 0)


def test_a_session_stopped_in_its_get_ready_was_nothing() -> None:
    """If it failed, nothing done would be told as something."""
    stage, tally = counted()
    stage.after(2).player.do(Command.STOP)
    assert tally.words("Test") == "Test stopped after 0:00, of it 0:00 backward."


def test_skipping_while_paused_counts_nothing() -> None:
    """If it failed, looking through the intervals of a paused session would count."""
    stage, tally = counted(0)
    stage.after(5).player.toggle()
    stage.after(10).player.do(Command.NEXT)
    stage.after(10).player.do(Command.STOP)
    assert tally.done_ns == 5 * S
