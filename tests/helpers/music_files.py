"""Make pieces of music: chords over noise, as WAV files."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from retrotimer.audio.clips import RATE

CHORDS = ((220.0, 277.2, 329.6), (196.0, 246.9, 293.7), (261.6, 329.6, 392.0), (174.6, 220.0, 261.6))


def chords(seconds: float, level: float = 0.2, seed: int = 1) -> NDArray[np.int16]:
    """Return a chord a second with overtones up to 4 kHz, a beat and a hiss, below full scale."""
    n = np.arange(round(seconds * RATE))
    root = np.array([CHORDS[k % len(CHORDS)] for k in range(int(seconds) + 1)])[n // RATE]
    angle = 2 * np.pi * np.cumsum(root, axis=0) / RATE
    tones = sum(np.sin(k * angle).sum(axis=1) / k for k in range(1, 9))
    beat = np.exp(-(n % (RATE // 2)) / 4_000)
    hiss = np.random.default_rng(seed).standard_normal(len(n)) * beat
    mixed = np.asarray(tones * (0.4 + 0.6 * beat) + 0.5 * hiss)
    scaled: NDArray[np.int16] = (32_767 * level * mixed / np.max(np.abs(mixed))).astype(np.int16)
    return scaled


def write_wav(path: Path, samples: NDArray[np.int16], rate: int = RATE, channels: int = 1) -> Path:
    """Write `samples` to `path`; return it."""
    with wave.open(str(path), "wb") as file:
        file.setparams((channels, 2, rate, 0, "NONE", ""))
        file.writeframes(samples.astype("<i2").tobytes())
    return path
