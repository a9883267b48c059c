"""Test the lines under the digits."""

from __future__ import annotations

from retrotimer.app.session.display import Captions
from retrotimer.training.session import Command
from tests.helpers.examples import plan, rb, rf, wf
from tests.helpers.fakes import SessionHarness

PLAN = plan(rf(20), rb(30, say="Look up."), wf(30))


def captioned(stage: SessionHarness) -> Captions:
    """Return captions that listen to the player of `stage`."""
    captions = Captions()
    stage.player.listen(captions)
    return captions


def test_at_most_two_lines_the_lasting_one_first() -> None:
    """If it failed, a line that holds for the whole interval would give way to a glance."""
    stage = SessionHarness(PLAN, get_ready_ms=0)
    captions = captioned(stage)
    stage.started()
    seen = [captions.lines]
    for seconds in (16, 6, 8):
        stage.after(seconds)
        seen.append(captions.lines)
    assert seen == [(), ("Backward in five",), ("Look up.",), ("Look up.", "Glance left.")]


def test_a_new_interval_begins_with_an_empty_line() -> None:
    """If it failed, what was true of the last interval would stand under the next."""
    stage = SessionHarness(PLAN, get_ready_ms=0)
    captions = captioned(stage)
    stage.started().after(40)
    assert captions.lines
    stage.player.do(Command.NEXT)
    assert captions.lines == ()


def test_the_end_clears_the_lines() -> None:
    """If it failed, a posture cue would stay on the screen of a finished session."""
    for command in (None, Command.STOP):
        stage = SessionHarness(PLAN, get_ready_ms=0)
        captions = captioned(stage)
        stage.started().after(40)
        if command:
            stage.player.do(command)
        else:
            stage.after(99)
        assert captions.lines == ()
