"""Test the frame clock with late callbacks and drifting crystals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.audio.clips import RATE
from retrotimer.audio.frame_clock import FrameClock, duration_ns

BLOCK = 1_920
BLOCK_NS = duration_ns(BLOCK)
START_NS = 5_000_000_000
"""Some time after the machine was switched on."""


@pytest.mark.thorough
@given(
    ppm=st.sampled_from([-107, 0, 107]),
    late_ms=st.lists(st.one_of(st.just(0.0), st.floats(0, 100)), min_size=100, max_size=200),
)
def test_late_callbacks_on_a_drifting_device_move_nothing(ppm: int, late_ms: list[float]) -> None:
    """A busy program or a device's crystal would shift cues by more than 0.2 ms."""
    clock, last_prompt = FrameClock(), 0
    for n, late in enumerate(late_ms):
        asked_ns = START_NS + round(n * BLOCK_NS * (1 + ppm / 1e6))
        jitter_ns = 0 if n - last_prompt >= 20 or n == 0 else round(late * 1e6)  # one in 0.8 s comes on time
        last_prompt = n if jitter_ns == 0 else last_prompt
        clock.saw(n * BLOCK, asked_ns + jitter_ns)
        assert abs(clock.frame_at(asked_ns) - n * BLOCK) < RATE * 0.0002 + 1


def test_frames_and_time_are_each_others_inverse_for_a_day() -> None:
    """Cues late in a long session would be rounded off their places."""
    clock = FrameClock()
    clock.saw(0, START_NS)
    for frame in (0, 1, 2, BLOCK, 24 * 3_600 * RATE + 1):
        assert clock.frame_at(START_NS + duration_ns(frame)) == frame


def test_the_first_fill_is_not_taken_for_the_pace() -> None:
    """Cues of the first second would come early by as long as a device takes to get going."""
    clock = FrameClock(fill=3 * BLOCK)
    for n in range(3):
        clock.saw(n * BLOCK, START_NS)
    assert clock.frame_at(START_NS - 2 * BLOCK_NS) == 0
    clock.saw(3 * BLOCK, START_NS + 2_000_000_000)
    assert clock.frame_at(START_NS + 2_000_000_000) == 3 * BLOCK


def test_a_stream_may_go_on_at_any_frame() -> None:
    """After a device came back its first fill would be taken for its pace."""
    clock = FrameClock(fill=2 * BLOCK)
    for n, ms in ((100, 0), (101, 0), (102, 70), (103, 110)):
        clock.saw(n * BLOCK, START_NS + ms * 1_000_000)
    assert clock.frame_at(START_NS + 70_000_000) == 102 * BLOCK


def test_a_device_that_ran_dry_is_believed_anew() -> None:
    """After a stall cues would be early by its length for a second."""
    clock = FrameClock(dry_ns=3 * BLOCK_NS)
    clock.saw(0, START_NS)
    clock.saw(BLOCK, START_NS + 5 * BLOCK_NS)
    clock.saw(2 * BLOCK, START_NS + 6 * BLOCK_NS - 100)
    assert clock.frame_at(START_NS + 5 * BLOCK_NS - 100) == BLOCK


def test_before_the_first_callback_nothing_is_known() -> None:
    """A cue would be placed by a guess."""
    clock = FrameClock()
    with pytest.raises(LookupError):
        clock.frame_at(START_NS)
