"""Test the latency measured from taps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.app.latency import (
    BEAT_MS,
    EARLY_MS,
    FINDING,
    LEAD_MS,
    MOST_SPREAD_MS,
    NEEDED,
    NS_PER_MS,
    STEP_MS,
    Verdict,
    analysed,
    beat_session,
    late_ms,
    trial_session,
)
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind

FOUND = (0.0,) * FINDING


@given(beat=st.integers(0, 50), late=st.integers(-EARLY_MS, BEAT_MS - EARLY_MS - 1), first=st.integers(0, 10**15))
def test_a_tap_belongs_to_its_beat(beat: int, late: int, first: int) -> None:
    """If it failed, a tap would be compared with a beat that nobody had heard yet."""
    tap_ns = first + (beat * BEAT_MS + late) * NS_PER_MS
    assert late_ms(tap_ns, first) == late


def test_the_median_is_the_latency() -> None:
    """If it failed, one tap gone astray would spoil the result."""
    taps = (*FOUND, 180, 182, 178, 190, 170, 181, 179, 600)
    assert analysed(taps) == Verdict(0, 5, 180)


def test_the_first_taps_do_not_count() -> None:
    """If it failed, finding the beat would be taken for hearing it."""
    assert analysed((700.0, -200.0, *(100.0,) * NEEDED)) == Verdict(0, 0, 100)


@pytest.mark.parametrize("taps", range(FINDING + NEEDED))
def test_it_says_how_many_taps_are_missing(taps: int) -> None:
    """If it failed, a person would tap on and on."""
    assert analysed((100.0,) * taps) == Verdict(min(NEEDED, FINDING + NEEDED - taps))


def test_scattered_taps_give_no_result() -> None:
    """If it failed, a guess would be written into the settings."""
    verdict = analysed((*FOUND, *(50.0, 60.0, 70.0, 100.0, 150.0, 160.0, 180.0, 200.0)))
    assert verdict.latency_ms is None
    assert not verdict.missing
    assert verdict.spread_ms > MOST_SPREAD_MS


@given(latency=st.integers(-200, 700), noise=st.lists(st.integers(-30, 30), min_size=NEEDED, max_size=40))
def test_steady_taps_give_what_they_were_tapped_with(latency: int, noise: list[int]) -> None:
    """If it failed, the cues would be moved by something that nobody tapped."""
    verdict = analysed((*FOUND, *(float(latency + jitter) for jitter in noise)))
    assert verdict.latency_ms is not None
    assert abs(verdict.latency_ms - latency) <= 30 + STEP_MS
    assert verdict.latency_ms % STEP_MS == 0


def test_the_beat_is_steady_and_nothing_else_sounds() -> None:
    """If it failed, a person would tap along with something that is no beat."""
    session = beat_session()
    cues = list(all_cues(session.timeline, session.options, session.get_ready_ms))
    assert session.get_ready_ms == LEAD_MS
    assert {cue.kind for cue in cues} == {CueKind.START}
    assert cues[0].at_ms == 0
    assert {later.at_ms - cue.at_ms for cue, later in pairwise(cues)} == {BEAT_MS}
    assert len(cues) > FINDING + NEEDED + 10


def test_the_trial_lets_both_directions_be_heard() -> None:
    """If it failed, a person would not know what backward sounds like."""
    session = trial_session()
    directions = [interval.movement.direction for interval in session.timeline.intervals]
    assert [str(direction) for direction in directions] == ["forward", "backward"]
