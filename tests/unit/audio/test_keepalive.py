"""Test the keepalive tone for headsets."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.audio.clips import RATE
from retrotimer.audio.mixer import PEAK, keepalive


def test_it_is_there_and_nobody_hears_it() -> None:
    """A headset would sleep and swallow a cue, or an athlete would hear a hum."""
    second = keepalive(0, RATE)
    assert 0 < max(second) == PEAK <= 32_767 * 10 ** (-66 / 20)


@given(start=st.integers(0, 24 * 3_600 * RATE), count=st.integers(1, 3 * RATE), cut=st.integers(0, 3 * RATE))
def test_it_does_not_know_where_blocks_begin(start: int, count: int, cut: int) -> None:
    """The hum would jump between blocks, and a file would differ from the live sound."""
    cut = min(cut, count)
    whole = keepalive(start, count)
    assert len(whole) == count
    assert whole == keepalive(start, cut) + keepalive(start + cut, count - cut)
    assert all(abs(one - other) <= 1 for one, other in itertools.pairwise(whole))
