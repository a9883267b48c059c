"""Own paces from two minutes each way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrotimer.training.errors import WrongRequest
from retrotimer.training.pace_test import PRESET, is_pace_test, metres_of, speed
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.started_sessions import record

DONE = replace(record((RUN_BACKWARD, 120), (RUN_FORWARD, 120)), preset=PRESET)


@pytest.mark.parametrize(
    ("text", "metres"),
    [("430", 430), ("430 m", 430), ("2.5 x 200", 500), ("2,5 × 200 m", 500), ("3*400", 1_200), ("212.5", 212.5)],
)
def test_metres_and_laps_are_read(text: str, metres: float) -> None:
    """If it failed, an athlete would have to reckon on the track."""
    assert metres_of(text) == metres


@pytest.mark.parametrize("text", ["", "far", "0", "2 x", "2 laps", "-5", "1 x 2 x 3"])
def test_what_is_no_distance_is_told(text: str) -> None:
    """If it failed, a slip would become a pace."""
    with pytest.raises(WrongRequest, match="Write metres"):
        metres_of(text)


def test_metres_become_a_speed_in_the_time_that_was_run() -> None:
    """If it failed, every estimate would follow from a wrong pace."""
    assert speed(DONE, RUN_BACKWARD, 215) == 1.79
    assert speed(DONE, RUN_FORWARD, 360) == 3.0


@pytest.mark.parametrize(("movement", "metres"), [(RUN_BACKWARD, 913), (RUN_FORWARD, 1_442), (RUN_BACKWARD, 0.1)])
def test_what_is_no_pace_is_told(movement: object, metres: float) -> None:
    """If it failed, laps mistaken for metres would become the pace of a record."""
    with pytest.raises(WrongRequest, match="and a pace is from"):
        speed(DONE, movement, metres)  # type: ignore[arg-type]


def test_only_the_test_with_both_ways_asks() -> None:
    """If it failed, every session would ask for metres, or a test cut short for what was not run."""
    assert is_pace_test(DONE)
    assert not is_pace_test(replace(DONE, preset="beginner"))
    assert not is_pace_test(replace(record((RUN_BACKWARD, 120)), preset=PRESET))
