"""A clip: a finished piece of sound, and the one sample rate everything in RetroTimer has."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

RATE = 48_000
"""Frames a second. All sound is mono, a frame is one int16 sample."""
FRAMES_PER_MS = RATE // 1_000
LOUDNESS_LUFS = -14.0
"""How loud each clip is, tone or word: the most that EBU R128's momentary loudness reads with silence around."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono int16 samples at `RATE`; whoever holds it must not change them. `is_voice` tells a word from a tone."""

    samples: array[int]
    is_voice: bool = False

    @property
    def frames(self) -> int:
        """Its length in frames."""
        return len(self.samples)

    @property
    def length_ms(self) -> float:
        """Its length in ms."""
        return self.frames / FRAMES_PER_MS
