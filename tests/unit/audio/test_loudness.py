"""Test the loudness measure."""

from __future__ import annotations

from array import array
from math import pi, sin

import pytest

from retrotimer.audio.clips import RATE
from tests.helpers.loudness import SILENT, momentary_lufs, true_peak_dbfs


def tone(hz: float, ms: int, phase: float = 0.0, height: float = 32_767) -> array[int]:
    """Return a steady tone."""
    return array("h", (round(height * sin(2 * pi * hz * i / RATE + phase)) for i in range(ms * RATE // 1_000)))


@pytest.mark.parametrize(
    ("hz", "ms", "lufs"),
    # the recommendation's own: 997 Hz at full scale in one channel; the shelf's 4 dB above; half the window is 3 dB
    [(997, 1_000, -3.01), (997, 400, -3.01), (997, 200, -6.02), (8_000, 1_000, -3.01 - 0.69 + 4.0)],
)
def test_loudness_is_that_of_the_recommendation(hz: float, ms: int, lufs: float) -> None:
    """Every clip would be brought to a loudness that no meter agrees with."""
    assert momentary_lufs(tone(hz, ms)) == pytest.approx(lufs, abs=0.1)


def test_silence_has_no_loudness() -> None:
    """An empty clip would stop the check with an error of arithmetic."""
    assert momentary_lufs(array("h", [0] * 480)) == SILENT
    assert true_peak_dbfs(array("h", [0] * 480)) == SILENT


def test_true_peak_sees_between_frames() -> None:
    """A clip whose frames stay low but whose wave does not would be let through, and clip in the converter."""
    between = tone(RATE / 4, 500, phase=pi / 4, height=16_384)  # every frame lies at 0.71 of the wave's height
    assert max(between) < 0.36 * 32_768
    assert true_peak_dbfs(between) == pytest.approx(-6.02, abs=0.5)
