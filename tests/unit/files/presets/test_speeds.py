"""Test parsing typed speeds."""

from __future__ import annotations

import pytest

from retrotimer.files.presets.speeds import METRES_PER_KM, typed_speed


@pytest.mark.parametrize("seconds", range(84, 10_001, 67))
def test_a_pace_reads_as_it_was_typed(seconds: int) -> None:
    """If it failed, a person would type 5:30 and be shown 5:29."""
    speed = typed_speed(f"{seconds // 60}:{seconds % 60:02}")
    assert speed is not None
    assert round(METRES_PER_KM / speed) == seconds


@pytest.mark.parametrize("text", ["", "2.5", "fast", "5:3", "5:60", "0:00", "1:00:00", "-5:30", "5:30 /mi", "km/h"])
def test_what_says_no_speed_in_such_a_way_is_left_to_others(text: str) -> None:
    """If it failed, a slip would be taken for a speed."""
    assert typed_speed(text) is None
