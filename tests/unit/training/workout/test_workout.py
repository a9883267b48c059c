"""What a workout may hold."""

from __future__ import annotations

import pytest

from retrotimer.training.workout.workout import MOVEMENTS, Direction, Distance, Duration, Gait, Movement


@pytest.mark.parametrize(
    ("gait", "direction"), [(Gait.RUN, None), (Gait.WALK, None), (Gait.STAND, Direction.FORWARD)]
)
def test_who_moves_has_a_direction_and_who_stands_has_none(gait: Gait, direction: Direction | None) -> None:
    """If it failed, a run to nowhere could be drawn, sounded and counted."""
    with pytest.raises(ValueError, match=gait):
        Movement(gait, direction)


def test_the_words_of_a_preset_name_every_movement() -> None:
    """If it failed, a movement could not be written in a preset, or would mean another one."""
    assert {words: " ".join(filter(None, (m.gait, m.direction))) for words, m in MOVEMENTS.items()} == {
        "run forward": "run forward",
        "run backward": "run backward",
        "walk forward": "walk forward",
        "walk backward": "walk backward",
        "stand": "stand",
    }


@pytest.mark.parametrize("ms", [1_000, 6 * 3_600_000])
def test_a_step_lasts_from_a_second_to_six_hours(ms: int) -> None:
    """If it failed, a length that the preset format promises would be refused."""
    assert Duration(ms).ms == ms


@pytest.mark.parametrize("ms", [-1, 0, 999, 6 * 3_600_000 + 1])
def test_a_step_is_neither_shorter_nor_longer(ms: int) -> None:
    """If it failed, an interval could be too short to hear or too long to plan."""
    with pytest.raises(ValueError, match=str(ms)):
        Duration(ms)


@pytest.mark.parametrize("mm", [1_000, 50_000_000])
def test_a_step_covers_from_a_metre_to_50_km(mm: int) -> None:
    """If it failed, a distance that the preset format promises would be refused."""
    assert Distance(mm).mm == mm


@pytest.mark.parametrize("mm", [0, 999, 50_000_001])
def test_a_step_covers_neither_less_nor_more(mm: int) -> None:
    """If it failed, an interval could last no time or days."""
    with pytest.raises(ValueError, match=str(mm)):
        Distance(mm)
