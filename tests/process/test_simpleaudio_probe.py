"""Whether simpleaudio can be used here, tried in a process of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.audio.outputs import choose
from retrotimer.audio.outputs.simpleaudio_probe import Probe, probe
from retrotimer.training.errors import MissingPart
from tests.helpers.written_simpleaudio import PLAYS, use_simpleaudio_of


def no_time() -> int:
    """Return no time."""
    return 0


@pytest.fixture
def tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The library's file, to be written: what the other process finds."""
    yield use_simpleaudio_of(tmp_path, monkeypatch)
    probe.cache_clear()


def test_one_that_plays_silence_can_be_used(tried: Path) -> None:
    """An output that works would be refused."""
    tried.write_text(PLAYS)
    assert probe() == Probe(is_usable=True)


def test_one_that_crashes_is_refused_and_the_program_lives(tried: Path) -> None:
    """The whole program would end with the first sound, in the middle of a session."""
    tried.write_text(PLAYS.replace("pass", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"))
    with pytest.raises(MissingPart, match=r"simpleaudio crashes here .*retrotimer\[simpleaudio\]"):
        choose("simpleaudio", no_time)


def test_one_that_does_not_load_is_refused_with_why(tried: Path) -> None:
    """A person who built it against another system would not know what to correct."""
    tried.write_text("raise ImportError('libasound.so.2 is not there')")
    with pytest.raises(MissingPart, match=r"cannot be loaded \(libasound.so.2 is not there\)"):
        choose("simpleaudio", no_time)


def test_one_without_a_device_can_be_used_later(tried: Path) -> None:
    """A headset that is switched on after the session's start would never be heard."""
    tried.write_text("def play_buffer(*_): raise OSError('Error -- CODE: -2 -- MSG: No such file or directory')")
    found = probe()
    assert found.is_usable
    assert found.sentence
    assert "(No such file or directory)" in found.sentence
