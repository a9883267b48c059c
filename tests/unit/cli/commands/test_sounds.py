"""`retrotimer doctor --sounds`, on a device that plays when it is told to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.outputs import SilentOutput
from retrotimer.cli.commands import sounds
from retrotimer.training.errors import MissingPart
from tests.helpers.audio_fakes import FakeOutput

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeOutput:
    """The device that is opened, whatever its name."""
    device = FakeOutput()
    monkeypatch.setattr(sounds, "choose", lambda *_wanted: device)
    return device


@pytest.mark.usefixtures("home")
def test_each_sound_is_named_as_it_begins(device: FakeOutput, capsys: pytest.CaptureFixture[str]) -> None:
    """If it failed, a person would learn the sounds by wrong names."""
    said: list[int] = []

    def wait(seconds: float) -> None:
        assert device.pull
        device.pull(round(1_000 * seconds) * FRAMES_PER_MS, 0)
        said.append(len(capsys.readouterr().out.splitlines()))

    assert sounds.play(None, wait) == 0
    assert device.pull is None
    assert sum(said) + len(capsys.readouterr().out.splitlines()) == 12
    gaps = [n for n, count in enumerate(said) if count]
    assert gaps[0] > 2_500 // 20


@pytest.mark.usefixtures("home")
def test_a_device_that_stands_still_is_told(device: FakeOutput) -> None:
    """If it failed, the command would hang once a device is unplugged."""
    with pytest.raises(MissingPart, match="device is gone"):
        sounds.play(None, lambda _seconds: None)
    assert device.pull is None


@pytest.mark.usefixtures("home")
def test_silence_is_told(device: FakeOutput, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a person would wait for sounds that never come."""
    device.is_there = False
    with pytest.raises(MissingPart, match="no device"):
        sounds.play()
    monkeypatch.setattr(sounds, "choose", lambda *_wanted: SilentOutput())
    with pytest.raises(MissingPart, match="set to play no sound"):
        sounds.play()


def test_it_is_reached_from_the_command_line(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the command in the manual would not be there."""
    asked: list[str | None] = []

    def play(output: str | None) -> int:
        asked.append(output)
        return 0

    monkeypatch.setattr(sounds, "play", play)
    assert retrotimer("doctor", "--sounds", "--output", "simpleaudio")[0] == 0
    assert asked == ["simpleaudio"]
