"""From what a voice said to a clip: trimmed, lifted out of the wind, and at the one loudness.

Everything works on samples as fractions of full scale. Filters are second-order sections (the formulas of Robert
Bristow-Johnson's cookbook), applied in the frequency domain; loudness and true peak are those of ITU-R BS.1770-4.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy as np
import soxr
from numpy.typing import NDArray

RATE = 48_000
MS = RATE // 1_000
LOUDNESS_LUFS = -14.0
CEILING_DBTP = -2.0
"""What the limiter leaves for the codec, whose waves go a little beyond those it was given."""

LEAD_MS = 2
"""How much stays in front of the first sound; all of it is faded in."""
SOUND_DB, TAIL_DB = -38.0, -46.0
"""How far below its loudest ms a clip begins, and ends."""
END_FADE_MS = 30
END_SILENCE_MS = 10
"""Behind the words: Vorbis swings a little at the very end of what it was given."""
MUD_HZ, PRESENCE_HZ, PRESENCE_Q = 300.0, 2_800.0, 0.7
ATTACK_MS, RELEASE_MS = 4.0, 60.0
LOOK_MS = 2
"""How far the limiter looks ahead and behind."""

Sound = NDArray[np.float64]
Section = tuple[tuple[float, float, float], tuple[float, float, float]]


@dataclass(frozen=True)
class Emphasis:
    """What is cut, lowered at 300 Hz, lifted at 2.8 kHz; the compressor's threshold below the top, and ratio."""

    low_cut_hz: float
    mud_db: float
    presence_db: float
    threshold_db: float
    ratio: float


PLAIN = Emphasis(140.0, -2.0, 5.0, -14.0, 3.0)
BRIGHT = Emphasis(225.0, -8.0, 10.5, -18.0, 4.0)
"""For a voice whose words are lost in noise with less."""

K_WEIGHTING: tuple[Section, ...] = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)


def clip_of(sound: Sound, rate: int, emphasis: Emphasis) -> Sound:
    """Return a finished clip of what a voice said at `rate` samples a second."""
    even = np.asarray(soxr.resample(sound, rate, RATE, quality="VHQ"), dtype=np.float64)
    return at_loudness(compressed(trimmed(lifted(even, emphasis)), emphasis))


def lifted(sound: Sound, emphasis: Emphasis) -> Sound:
    """Return `sound` without the rumble that small speakers lose, and with more of what wind does not cover."""
    sections = (
        low_cut(emphasis.low_cut_hz),
        peak(MUD_HZ, emphasis.mud_db, 0.8),
        peak(PRESENCE_HZ, emphasis.presence_db, PRESENCE_Q),
    )
    return filtered(sound, sections)[: len(sound)]


def trimmed(sound: Sound) -> Sound:
    """Return `sound` from its first audible ms to its last, faded at both ends."""
    level = levels_db(sound)
    loudest = float(np.max(level))
    first = max(0, int(np.argmax(level > loudest + SOUND_DB)) - LEAD_MS)
    last = len(level) - int(np.argmax(level[::-1] > loudest + TAIL_DB))
    part = sound[first * MS : last * MS].copy()
    rise, fall = LEAD_MS * MS, END_FADE_MS * MS
    part[:rise] *= np.sin(np.linspace(0, pi / 2, rise)) ** 2
    part[-fall:] *= np.cos(np.linspace(0, pi / 2, fall)) ** 2
    return np.append(part, np.zeros(END_SILENCE_MS * MS))


def levels_db(sound: Sound) -> Sound:
    """Return the level of each whole ms in dB."""
    parts = sound[: len(sound) // MS * MS].reshape(-1, MS)
    return np.asarray(10 * np.log10(np.mean(parts**2, axis=1) + 1e-12))


def compressed(sound: Sound, emphasis: Emphasis) -> Sound:
    """Return `sound` with its loud vowels held back, so that the quiet consonants come up to them."""
    level = levels_db(np.append(sound, np.zeros(-len(sound) % MS)))
    over = np.maximum(0.0, level - (np.max(level) + emphasis.threshold_db))
    wanted = over * (1 / emphasis.ratio - 1)
    gain, gains = 0.0, []
    for aim in wanted:
        gain += (aim - gain) * (1 - np.exp(-1 / (ATTACK_MS if aim < gain else RELEASE_MS)))
        gains.append(gain)
    middles = (np.arange(len(gains)) + 0.5) * MS
    return np.asarray(sound * 10 ** (np.interp(np.arange(len(sound)), middles, gains) / 20))


def at_loudness(sound: Sound, target: float = LOUDNESS_LUFS, ceiling: float = CEILING_DBTP) -> Sound:
    """Return `sound` at `target` LUFS, with no swing beyond `ceiling` dBTP.

    Raises:
        ValueError: when the limiter would have to flatten it to get there.
    """
    gain = target - momentary_lufs(sound)
    for _ in range(20):
        ready = limited(sound * 10 ** (gain / 20), ceiling)
        short = target - momentary_lufs(ready)
        if abs(short) < 0.02:
            return ready
        gain += short
    raise ValueError(f"cannot reach {target} LUFS")


def limited(sound: Sound, ceiling: float) -> Sound:
    """Return `sound` with its gain dipped smoothly around each swing beyond `ceiling` dBTP."""
    top = 10 ** (ceiling / 20)
    needed = np.minimum(1.0, top / np.maximum(swings(sound), 1e-9))
    half = LOOK_MS * MS
    wide = np.pad(needed, 2 * half, constant_values=1.0)
    lowest = np.lib.stride_tricks.sliding_window_view(wide, 2 * half + 1).min(axis=1)
    bell = np.hanning(2 * half + 3)[1:-1]
    return np.asarray(sound * np.convolve(lowest, bell / bell.sum(), mode="valid"))


def swings(sound: Sound) -> Sound:
    """Return how far `sound` swings around each sample, at four times the rate."""
    length = 1 << (len(sound) + RATE // 10).bit_length()
    fine = np.fft.irfft(np.fft.rfft(sound, length), 4 * length) * 4
    steps = np.abs(fine).reshape(-1, 4).max(axis=1)
    return np.asarray(np.maximum(steps, np.roll(steps, 1))[: len(sound)])


def momentary_lufs(sound: Sound) -> float:
    """Return the most that momentary loudness reads while `sound` passes between silence, in LUFS."""
    window = 400 * MS
    power = filtered(np.concatenate((sound, np.zeros(window))), K_WEIGHTING) ** 2
    sums = np.concatenate(([0.0], np.cumsum(power)))
    return float(-0.691 + 10 * np.log10(np.max(sums[window:] - sums[:-window]) / window + 1e-12))


def true_peak_dbtp(sound: Sound) -> float:
    """Return the largest swing of `sound`, in dB of full scale."""
    return float(20 * np.log10(np.max(swings(sound)) + 1e-9))


def filtered(sound: Sound, sections: tuple[Section, ...]) -> Sound:
    """Return `sound` through `sections`, with what rings on for half a second or more behind it."""
    length = 1 << (len(sound) + RATE // 2).bit_length()
    z = np.exp(-2j * pi * np.arange(length // 2 + 1) / length)
    spectrum = np.fft.rfft(sound, length)
    for (b0, b1, b2), (a0, a1, a2) in sections:
        spectrum = spectrum * (b0 + b1 * z + b2 * z**2) / (a0 + a1 * z + a2 * z**2)
    return np.asarray(np.fft.irfft(spectrum, length))


def low_cut(hz: float) -> Section:
    """Return the section that lets nothing pass far below `hz`."""
    turn = 2 * pi * hz / RATE
    width = sin(turn) / sqrt(2)
    side = (1 + cos(turn)) / 2
    return (side, -2 * side, side), (1 + width, -2 * cos(turn), 1 - width)


def peak(hz: float, db: float, q: float) -> Section:
    """Return the section that lifts by `db` around `hz`, or lowers."""
    turn, height = 2 * pi * hz / RATE, 10 ** (db / 40)
    width = sin(turn) / (2 * q)
    middle = -2 * cos(turn)
    return (1 + width * height, middle, 1 - width * height), (1 + width / height, middle, 1 - width / height)
