"""What media keys and lock screens are told of a session."""

from __future__ import annotations

import pytest

from retrotimer.app.session.display import display
from retrotimer.gui.session.mpris import metadata as face
from retrotimer.training.session import Command
from tests.helpers.examples import plan, rb, rf, tap, times
from tests.helpers.fakes import SessionHarness


def message(stage: SessionHarness) -> dict[str, face.Value]:
    """Return the properties of the session as it is now."""
    return face.player(stage.player, display(stage.session))


def metadata(stage: SessionHarness) -> dict[str, face.Value]:
    """Return what is told of the present interval."""
    values = message(stage)["Metadata"][1]
    assert isinstance(values, dict)
    return values


def test_an_interval_is_a_track_of_its_workout() -> None:
    """A lock screen would not say what to run, in which round, or for how long."""
    stage = SessionHarness(plan(times(2, rf(20), rb(10)))).started().after(24)
    assert metadata(stage) == {
        "mpris:trackid": ("o", "/org/retrotimer/interval/2"),
        "xesam:title": ("s", "Run backward"),
        "xesam:album": ("s", "Test"),
        "xesam:artist": ("as", ["Round 1 of 2"]),
        "mpris:length": ("x", 10_000_000),
    }
    assert face.position(stage.session) == ("x", 1_000_000)


def test_an_open_interval_has_no_length() -> None:
    """A player would show a bar that is full while the athlete still runs."""
    stage = SessionHarness(plan(tap())).started().after(5)
    assert "mpris:length" not in metadata(stage)
    assert "xesam:artist" not in metadata(stage)


@pytest.mark.parametrize(
    ("commands", "status", "next_"),
    [
        ([], "Stopped", False),
        ([Command.START], "Playing", True),
        ([Command.START, Command.NEXT, Command.PAUSE], "Paused", True),
        ([Command.START, Command.STOP], "Stopped", False),
    ],
)
def test_each_state_has_its_status(commands: list[Command], status: str, next_: bool) -> None:
    """A headphone button would pause what is paused, or a desktop would offer keys that do nothing."""
    stage = SessionHarness(plan(rf(20), rb(10)))
    for command in commands:
        stage.player.do(command)
    values = message(stage)
    assert values["PlaybackStatus"] == ("s", status)
    assert values["CanGoNext"] == ("b", next_)


def test_nothing_is_told_as_seconds_pass() -> None:
    """A laptop's desktop would be woken all the time for a number that it counts itself."""
    stage = SessionHarness(plan(rf(20))).started().after(4)
    before = message(stage)
    assert message(stage.after(5)) == before
