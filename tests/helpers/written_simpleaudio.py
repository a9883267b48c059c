"""Replace the simpleaudio module by a file that a test writes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from retrotimer.audio.outputs.simpleaudio_probe import probe

PLAYS = """
class play_buffer:
    def __init__(self, sound, channels, width, rate): assert set(sound) == {0} and len(sound) > 0
    def wait_done(self): pass
"""


def use_simpleaudio_of(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """Make this process and its children import simpleaudio from `folder`; return the module's path."""
    probe.cache_clear()
    patch.syspath_prepend(str(folder))
    patch.setenv("PYTHONPATH", str(folder))
    patch.delitem(sys.modules, "simpleaudio", raising=False)
    return folder / "simpleaudio.py"
