"""ALSA led to PulseAudio, for who plays by nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

TO_PULSE = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"
"""ALSA's settings that lead whatever plays to PulseAudio; simpleaudio knows ALSA's default device and no other."""


@contextmanager
def alsa_to_pulse() -> Iterator[Path]:
    """Give a file of settings for `ALSA_CONFIG_PATH`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "asound.conf"
        path.write_text(TO_PULSE)
        yield path
