"""Test the ribbon in text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.terminal.ribbon import Ribbon
from tests.helpers.examples import GENTLER, plan, rb, rf, stand, tap, times, wb, wf

PLAN = plan(wf(20), rf(10), rb(10), wb(10), stand(10), rf(20))


def test_forward_stands_above_and_backward_hangs_below() -> None:
    """If it failed, the ribbon would show another session."""
    assert Ribbon(PLAN, 8).lines() == ("▄▄█   ██", "────────", "   █▀")


def test_nothing_is_too_short_to_be_seen() -> None:
    """If it failed, eight seconds backward would vanish from half an hour."""
    timeline = plan(*(step for _n in range(5) for step in (wf(300), rb(2))))
    assert Ribbon(timeline, 20).lines()[2].count("█") == 5


def test_running_shows_over_walking_in_the_same_column() -> None:
    """If it failed, the column would show what matters less."""
    assert Ribbon(plan(rf(1), wf(1), wf(100)), 4).lines()[0][0] == "█"


def test_an_interval_of_unknown_length_has_its_place() -> None:
    """If it failed, a session of taps could not be drawn at all."""
    assert Ribbon(plan(tap()), 10).lines()[0] == "██████████"
    assert "█" in Ribbon(plan(tap(), wf(100)), 50).lines()[0]


@given(st.integers(1, 200), st.integers(0, 19), st.floats(0, 1))
def test_the_playhead_stays_within_and_never_goes_back(width: int, index: int, part: float) -> None:
    """If it failed, the playhead would leave the screen, or jump."""
    ribbon = Ribbon(plan(*GENTLER), width)
    column = ribbon.column(index, part)
    assert 0 <= column < width
    assert ribbon.column(index, 0) <= column <= ribbon.column(index, 1)
    assert ribbon.column(-1, part) == 0


@given(st.integers(1, 300))
def test_a_ribbon_is_as_wide_as_it_was_asked_for(width: int) -> None:
    """If it failed, the screen would be torn where the terminal is narrow."""
    ribbon = Ribbon(plan(*GENTLER, times(3, rb(1), stand(1))), width)
    assert len(ribbon.above) == len(ribbon.below) == width
    assert all(len(line) <= width for line in ribbon.lines())
