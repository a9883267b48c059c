"""Test the load of a tissue as a line under the ribbon."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrotimer.terminal.ribbon import OVER, WITHIN, Ribbon, curve_line
from retrotimer.training.load.load import KNEE_LINE, KNEE_WEIGHTS, peak
from retrotimer.training.workout.timeline import Timeline
from tests.helpers import strategies
from tests.helpers.examples import GENTLER, LONG_AND_TALL, plan, rf, stand, tap


def line(timeline: Timeline, width: int = 40) -> str:
    """Return the knee's line."""
    return curve_line(timeline, KNEE_WEIGHTS, KNEE_LINE, Ribbon(timeline, width))


@given(strategies.timelines, st.integers(10, 120))
def test_it_fills_the_ribbon_and_shows_what_is_over_the_limit(timeline: Timeline, width: int) -> None:
    """If it failed, a peak over the limit would not be seen, or the line would not end with the ribbon."""
    found = line(timeline, width)
    assert len(found) == width
    assert (OVER in found) is (peak(timeline, KNEE_WEIGHTS) > KNEE_LINE)


def test_only_what_is_over_the_limit_fills_its_place() -> None:
    """If it failed, a session with the badge would look as if it had missed it."""
    assert set(line(plan(*GENTLER))) <= set(WITHIN)
    assert OVER in line(plan(*LONG_AND_TALL))


def test_it_rises_with_running_and_falls_with_standing() -> None:
    """If it failed, the line would say something else than the curve."""
    found = line(plan(rf(300), stand(300)), 20)
    assert list(found[:10]) == sorted(found[:10])
    assert found[9] > found[19]


def test_a_short_session_has_no_gaps() -> None:
    """If it failed, columns between two seconds would look like rest."""
    assert " " not in line(plan(rf(3)), 60)
    assert len(set(line(plan(tap()), 10))) == 1
