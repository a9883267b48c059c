"""Test digit heights, distances and screens that report a wrong size."""

from __future__ import annotations

import pytest

from retrotimer.app.viewing_distance import Sight, farthest_m, px_per_mm, sight


@pytest.mark.parametrize(
    ("height_mm", "distance_m", "grade"),
    [
        (100.0, 20.0, Sight.COMFORTABLE),
        (99.0, 20.0, Sight.READABLE),
        (66.6, 20.0, Sight.READABLE),
        (66.0, 20.0, Sight.HARD),
        (58.0, 20.0, Sight.SHARP_EYES),
        (28.9, 20.0, Sight.TOO_SMALL),
        (0.0, 1.0, Sight.TOO_SMALL),
    ],
)
def test_a_height_is_graded_by_what_a_metre_needs(height_mm: float, distance_m: float, grade: Sight) -> None:
    """If it failed, a person would trust digits that they cannot read from there."""
    assert sight(height_mm, distance_m) is grade


def test_a_laptop_is_read_from_as_far_as_was_found() -> None:
    """If it failed, the page would contradict what is known of a 15.6-inch screen."""
    assert farthest_m(119, Sight.COMFORTABLE) >= 20
    assert farthest_m(119, Sight.HARD) == pytest.approx(40, abs=1)


def test_a_screen_that_tells_its_size_is_believed() -> None:
    """If it failed, everybody would have to measure their screen."""
    assert px_per_mm((1_920, 1_080), (344, 194)) == pytest.approx(5.57, abs=0.01)


@pytest.mark.parametrize("mm", [(0, 0), (-1, -1), (160, 90), (1_600, 1_000), (40, 30), (9_000, 5_000), (344, 344)])
def test_a_screen_that_cannot_be_so_is_not_believed(mm: tuple[float, float]) -> None:
    """If it failed, a projector's nonsense would become metres that people rely on."""
    assert px_per_mm((1_920, 1_080), mm) is None


def test_a_measured_width_is_believed_first() -> None:
    """If it failed, a person with a projector could not mend it."""
    assert px_per_mm((1_920, 1_080), (0, 0), 192.0) == 1.0
    assert px_per_mm((1_920, 1_080), (344, 194), 192.0) == 1.0
