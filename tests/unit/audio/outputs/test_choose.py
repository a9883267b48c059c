"""Test the choice of an output by name."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from retrotimer.audio.outputs import Output, SilentOutput, choose, simpleaudio_probe
from retrotimer.output_names import OUTPUTS
from retrotimer.training.errors import MissingPart, WrongRequest


def no_time() -> int:
    """Return no time."""
    return 0


@pytest.fixture
def without_miniaudio(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python in which miniaudio is not installed."""
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.delitem(sys.modules, "retrotimer.audio.outputs.miniaudio", raising=False)


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name != "simpleaudio"])  # it is in test_simpleaudio
def test_each_name_is_an_output(name: str) -> None:
    """An output that is offered could not be had."""
    output: Output = choose(name, no_time)
    assert output.name == ("miniaudio" if name == "auto" else name)
    assert output.reason is None


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    """A slip in a name would be silence without a word."""
    with pytest.raises(WrongRequest, match="auto, miniaudio, simpleaudio, silent"):
        choose("simpelaudio", no_time)


@pytest.mark.usefixtures("without_miniaudio")
def test_without_a_library_auto_is_silence_with_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session would not start, or be silent and nobody know why."""
    monkeypatch.setattr(simpleaudio_probe, "probe", lambda: simpleaudio_probe.Probe(is_usable=False))
    output = choose("auto", no_time)
    assert output.name == "silent"
    assert output.reason
    assert "pip install miniaudio" in output.reason


@pytest.mark.usefixtures("without_miniaudio")
def test_without_miniaudio_auto_is_simpleaudio_where_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    """A session would be silent on a machine that has another library."""
    monkeypatch.setattr(simpleaudio_probe, "probe", lambda: simpleaudio_probe.Probe(is_usable=True))
    library = SimpleNamespace(SimpleaudioOutput=lambda *_: SilentOutput("simple"))
    monkeypatch.setitem(sys.modules, "retrotimer.audio.outputs.simpleaudio", library)
    assert choose("auto", no_time).reason == "simple"


@pytest.mark.usefixtures("without_miniaudio")
def test_without_the_library_its_name_is_refused() -> None:
    """A person who asks for sound would get silence."""
    with pytest.raises(MissingPart, match="pip install miniaudio"):
        choose("miniaudio", no_time)
