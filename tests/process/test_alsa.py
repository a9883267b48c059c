"""ALSA's messages."""

from __future__ import annotations

import subprocess
import sys

from retrotimer.audio.outputs.alsa import quiet_alsa

SCRIPT = """
import ctypes
from retrotimer.audio.outputs.alsa import quiet_alsa
quiet_alsa()
try:
    alsa = ctypes.CDLL("libasound.so.2")
except OSError:
    raise SystemExit
alsa.snd_pcm_open(ctypes.byref(ctypes.c_void_p()), b"no-such-device", 0, 0)
"""


def test_a_missing_device_writes_nothing_to_the_screen() -> None:
    """A terminal session on a machine without sound would be written over by ALSA every few seconds."""
    found = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    assert found.stderr == ""


def test_it_may_be_asked_for_again() -> None:
    """Opening a device for the second time would fail."""
    quiet_alsa()
    quiet_alsa()
