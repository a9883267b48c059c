"""A session through miniaudio on each sound server: the right sounds, in the right order.

simpleaudio has a file of its own. How well they keep their time is measured by `benchmarks/live_sound.py` and
`benchmarks/heard.py`.
"""

from __future__ import annotations

import time

from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from tests.helpers.sound_server import SoundServer
from tests.system.sound.followed import followed


def test_the_right_sounds_come_in_the_right_order(server: SoundServer) -> None:
    """An athlete would hear a tone that nobody gave, miss one, hear one twice, or run the wrong way."""
    found, given = followed(server, MiniaudioOutput(time.monotonic_ns))
    assert found == given
