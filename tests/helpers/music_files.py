"""Make pieces of music: chords over noise, as WAV files."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrotimer.audio.clips import RATE

CHORDS = ((220, 277, 330), (196, 247, 294), (262, 330, 392), (175, 220, 262))
"""Whole Hz, so that a second of each can be repeated without a jump."""


def chords(seconds: float, level: float = 0.2) -> NDArray[np.int16]:
    """Return a chord a second with overtones up to 3 kHz, a beat and a hiss, at most at `level` of full scale."""
    n = np.arange(RATE)
    beat = 0.4 + 0.6 * np.exp(-(n % (RATE // 2)) / 4_000)
    hiss = 0.5 * np.random.default_rng(1).standard_normal(RATE)
    wave_ = {hz: np.sin(2 * np.pi * hz * n / RATE) for chord in CHORDS for hz in chord}
    bars = [
        beat * (sum(wave_[hz][k * n % RATE] / k for hz in chord for k in range(1, 9)) + hiss) for chord in CHORDS
    ]
    bar = np.concatenate(bars)
    scaled: NDArray[np.int16] = (32_767 * level * bar / np.max(np.abs(bar))).astype(np.int16)
    return np.resize(scaled, round(seconds * RATE))


def write_wav(path: Path, samples: NDArray[np.int16], rate: int = RATE, channels: int = 1) -> Path:
    """Write `samples` to `path`; return it."""
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return path
