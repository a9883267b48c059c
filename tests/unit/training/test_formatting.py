"""How times and numbers read."""

from __future__ import annotations

import pytest

from retrotimer.training.formatting import (
    clock_text,
    countdown_text,
    distance_text,
    kcal_text,
    length_text,
    seconds_to_go,
)

S = 1_000_000_000


@pytest.mark.parametrize(("left_ns", "shown"), [(0, 0), (1, 1), (S, 1), (S + 1, 2), (30 * S, 30)])
def test_seconds_to_go_are_rounded_up(left_ns: int, shown: int) -> None:
    """If it failed, the digits would reach 0 before the boundary, or not at it."""
    assert seconds_to_go(left_ns) == shown


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (59, "0:59"), (90, "1:30"), (3_599, "59:59"), (3_600, "1:00:00"), (36_061, "10:01:01")],
)
def test_a_time_reads_as_a_clock_does(seconds: int, text: str) -> None:
    """If it failed, 90 seconds would not read 1:30, or an hour would read 60 minutes."""
    assert clock_text(seconds) == text


def test_an_estimate_is_marked() -> None:
    """If it failed, a length that hangs on a pace would look as if it were known."""
    assert length_text(48_229, is_estimate=True) == "≈ 0:48"


@pytest.mark.parametrize(("ms", "text"), [(90_000, "1:30"), (1_475_730, "24:36"), (499, "0:00"), (500, "0:01")])
def test_a_length_is_rounded_to_the_nearest_second(ms: int, text: str) -> None:
    """If it failed, a plan's lengths would be off by up to a second."""
    assert length_text(ms) == text


@pytest.mark.parametrize(
    ("left_ns", "text"),
    [(90 * S, "1:30"), (11 * S, "0:11"), (10 * S + 1, "0:11"), (10 * S, "10"), (1, "1"), (0, "0")],
)
def test_the_last_ten_seconds_stand_alone(left_ns: int, text: str) -> None:
    """If it failed, the countdown that is read from far away would be small, or big too early."""
    assert countdown_text(left_ns) == text


@pytest.mark.parametrize(("mm", "text"), [(0, ""), (500_000, "500 m"), (84_390, "84 m"), (2_500, "2.5 m")])
def test_a_distance_is_short_enough_to_be_read_from_afar(mm: int, text: str) -> None:
    """If it failed, a distance would fill the window with digits that nobody runs by, or stand where none is."""
    assert distance_text(mm).replace("\N{NO-BREAK SPACE}", " ") == text


@pytest.mark.parametrize(("kcal", "text"), [(0.0, "≈ 0"), (197.4, "≈ 195"), (198.0, "≈ 200")])
def test_an_energy_is_rounded_to_5_and_marked(kcal: float, text: str) -> None:
    """If it failed, an estimate of 15 to 25 % would be shown as if it were measured."""
    assert kcal_text(kcal) == text
