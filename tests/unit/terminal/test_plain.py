"""Test a session as plain lines."""

from __future__ import annotations

import io

import pytest

from retrotimer.app.session.controls import Control, apply
from retrotimer.terminal.plain import PlainView
from retrotimer.training.session import Command
from retrotimer.training.workout.workout import RUN_FORWARD
from tests.helpers.examples import metres, plan, rb, rf, tap, times, wf
from tests.helpers.fakes import SessionHarness


def viewed(stage: SessionHarness) -> tuple[PlainView, io.StringIO]:
    """Return the view of a session, and what it writes to."""
    out = io.StringIO()
    view = PlainView(stage.player, out)
    view.__enter__()
    return view, out


def test_each_thing_that_counts_is_a_line() -> None:
    """If it failed, a log of a session would lack an interval or a pause."""
    stage = SessionHarness(plan(wf(60), times(2, times(2, rf(90), rb(30))), metres(RUN_FORWARD, 100)))
    _view, out = viewed(stage)
    apply(stage.started().after(70).player, Control.TOGGLE)
    apply(stage.player, Control.TOGGLE)
    stage.player.do(Command.ADD_30_S)
    stage.after(9_999)
    assert out.getvalue().splitlines() == [
        "Test, ≈ 9:40",
        "  -0:03  Get ready",
        "   0:00  ▲ Walk forward      1:00",
        "   1:00  ▲ Run forward       1:30  Set 1 of 2  Round 1 of 2",
        "   1:07  Paused",
        "   1:07  Going on",
        "   1:07  30 seconds more",
        "   3:00  ▼ Run backward      0:30  Set 1 of 2  Round 1 of 2",
        "   3:30  ▲ Run forward       1:30  Set 1 of 2  Round 2 of 2",
        "   5:00  ▼ Run backward      0:30  Set 1 of 2  Round 2 of 2",
        "   5:30  ▲ Run forward       1:30  Set 2 of 2  Round 1 of 2",
        "   7:00  ▼ Run backward      0:30  Set 2 of 2  Round 1 of 2",
        "   7:30  ▲ Run forward       1:30  Set 2 of 2  Round 2 of 2",
        "   9:00  ▼ Run backward      0:30  Set 2 of 2  Round 2 of 2",
        "   9:30  ▲ Run forward     ≈ 0:40  100\N{NO-BREAK SPACE}m",
        "  10:10  Finished",
    ]


def test_an_open_session_says_so() -> None:
    """If it failed, a length that nobody knows would be told."""
    stage = SessionHarness(plan(tap(), rf(10)), get_ready_ms=0)
    _view, out = viewed(stage)
    stage.started().after(5).player.do(Command.STOP)
    lines = out.getvalue().splitlines()
    assert lines == ["Test, open", "   0:00  ▲ Run forward    until you tap", "   0:05  Stopped"]


def test_there_are_no_escape_codes() -> None:
    """If it failed, a file of a session would be unreadable."""
    stage = SessionHarness(plan(rf(60), rb(60)))
    view, out = viewed(stage)
    stage.started().after(70)
    view.show()
    view.toggle_keys()
    assert "\x1b" not in out.getvalue()


def test_trouble_with_the_sound_is_told_once_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """If it failed, silence would go unexplained, or fill the log."""
    stage = SessionHarness(plan(rf(60)))
    view, _out = viewed(stage)
    stage.sound.notice = "No sound."
    for _look in range(3):
        view.show()
    stage.sound.notice = None
    view.show()
    assert capsys.readouterr() == ("", "No sound.\n")
