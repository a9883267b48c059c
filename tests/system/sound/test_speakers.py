"""A voice of this system, through the module of Speech Dispatcher that it has."""

from __future__ import annotations

import shutil
import wave
from array import array
from pathlib import Path

from retrotimer.audio.tts.dispatcher import find


def test_a_real_module_speaks(tmp_path: Path) -> None:
    """If it failed, what modules really send would differ from what is read here."""
    speaker = find()
    assert speaker
    assert shutil.which(speaker._command[0])
    speaker.say({tmp_path / "a.wav": "Mind the bend.", tmp_path / "b.wav": "Mind the bend, and the curb."}, "en")
    lengths = []
    for name in ("a.wav", "b.wav"):
        with wave.open(str(tmp_path / name)) as file:
            samples = array("h", file.readframes(file.getnframes()))
            lengths.append(len(samples) / file.getframerate())
            assert max(samples) > 3_000
    assert 0.4 < lengths[0] < lengths[1] < 4
