"""Measure loudness and true peak of a clip at 48 kHz, as defined by ITU-R BS.1770-4.

Filters and oversampling are applied in the frequency domain, with NumPy only.
"""

from __future__ import annotations

from array import array
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrotimer.audio.clips import RATE

WINDOW = 400 * RATE // 1_000
"""Frames of the momentary window: EBU Tech 3341."""
TAIL = RATE // 4
"""Frames of silence after a clip, for the decay of the filters."""
STEP = 9_600
"""Lengths are multiples of this number, whose factors are small, for a fast FFT."""
OVERSAMPLING = 4
SILENT = -120.0

Signal = NDArray[np.float64]

SHELF = ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585))
HIGH_PASS = ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621))
"""The two halves of K-weighting at 48 kHz, as the recommendation lists them: numerator, denominator."""


def momentary_lufs(samples: array[int]) -> float:
    """Return the greatest momentary loudness of `samples` between silence, in LUFS.

    The 400 ms window moves frame by frame.
    """
    power = k_weighted(samples) ** 2
    sums = np.concatenate(([0.0], np.cumsum(power)))
    loudest = float(np.max(sums[WINDOW:] - sums[:-WINDOW])) / WINDOW
    return SILENT if loudest <= 0 else max(SILENT, -0.691 + 10 * float(np.log10(loudest)))


def true_peak_dbfs(samples: array[int]) -> float:
    """Return the true peak of `samples`, at four times the sample rate, in dBFS."""
    signal = _signal(samples, RATE // 20)
    spectrum = np.fft.rfft(signal)
    fine = np.fft.irfft(spectrum, OVERSAMPLING * len(signal)) * OVERSAMPLING
    peak = float(np.max(np.abs(fine)))
    return SILENT if peak <= 0 else max(SILENT, 20 * float(np.log10(peak)))


def k_weighted(samples: array[int]) -> Signal:
    """Return `samples` as fractions of full scale, K-weighted, with the decay of the filters."""
    signal = _signal(samples, WINDOW + TAIL)
    weighted: Signal = np.fft.irfft(np.fft.rfft(signal) * _response(len(signal)), len(signal))
    return weighted


def _signal(samples: array[int], silence: int) -> Signal:
    """Return `samples` padded with at least `silence` frames to a length with a fast FFT."""
    length = -(-(len(samples) + silence) // STEP) * STEP
    signal = np.zeros(length)
    signal[: len(samples)] = np.frombuffer(samples, dtype=np.int16) / 32_768
    return signal


@cache
def _response(length: int) -> NDArray[np.complex128]:
    z = np.exp(-2j * np.pi * np.arange(length // 2 + 1) / length)
    response: Any = 1
    for over, under in (SHELF, HIGH_PASS):
        response = response * sum(b * z**i for i, b in enumerate(over)) / sum(a * z**i for i, a in enumerate(under))
    return np.asarray(response, dtype=np.complex128)
