"""Test parsing and showing speeds."""

from __future__ import annotations

import pytest

from retrotimer.files.presets.speeds import speed_text, typed_speed


@pytest.mark.parametrize("unit", ["min/km", "min/mile"])
@pytest.mark.parametrize("seconds", range(84, 10_001, 67))
def test_a_pace_reads_as_it_was_typed(seconds: int, unit: str) -> None:
    """If it failed, a person would type 5:30 and be shown 5:29."""
    typed = f"{seconds // 60}:{seconds % 60:02}"
    speed = typed_speed(typed, unit)
    assert speed is not None
    assert speed_text(speed, unit) == typed


@pytest.mark.parametrize(
    ("text", "unit", "shown"),
    [
        ("6", "min/km", "6:00"),
        ("6,5", "min/km", "6:30"),
        ("3.2", "m/s", "3.2"),
        ("5:30", "m/s", "3.03"),
        ("5:30 /mile", "min/km", "3:25"),
        ("9 km/h", "min/mile", "10:44"),
        ("2.5 m/s", "min/km", "6:40"),
    ],
)
def test_a_unit_counts_before_that_of_the_settings(text: str, unit: str, shown: str) -> None:
    """If it failed, what a watch or a coach says would be read in another unit."""
    speed = typed_speed(text, unit)
    assert speed is not None
    assert speed_text(speed, unit) == shown


@pytest.mark.parametrize("unit", ["min/km", "min/mile", "m/s"])
@pytest.mark.parametrize("text", ["", "fast", "5:3", "5:60", "0:00", "1:00:00", "-5:30", "5:30 /yd", "km/h"])
def test_what_says_no_speed_is_none(text: str, unit: str) -> None:
    """If it failed, a slip would be taken for a speed."""
    assert typed_speed(text, unit) is None
