"""Test the texts of a session's record."""

from __future__ import annotations

import pytest

from retrotimer.app.history import summary
from retrotimer.training.history.record import Bar, Planned
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_FORWARD
from tests.helpers.started_sessions import record


def test_how_it_ended_is_told() -> None:
    """If it failed, a session broken off would read like a whole one."""
    whole = record((RUN_FORWARD, 60), (RUN_BACKWARD, 20))
    broken = record((RUN_FORWARD, 3), is_finished=False)
    assert summary.outcome(whole) == "Done: 1:20, of it 0:20 backward"
    assert summary.outcome(broken) == "Stopped after 0:03"
    assert summary.sentence(whole) == "Test finished: 1:20, of it 0:20 backward."
    assert summary.sentence(broken) == "Test stopped after 0:03, of it 0:00 backward."
    assert "nothing to keep" in summary.nothing("Test")


def test_distances_are_told_by_pace_and_as_estimates() -> None:
    """If it failed, time times speed would be told as measured, or standing as a distance."""
    done = record((RUN_FORWARD, 480), (STAND, 60), (RUN_BACKWARD, 24), (WALK_FORWARD, 3))
    assert summary.distances(done) == [
        ("Run forward", "≈ 1.20 km"),
        ("Run backward", "≈ 40 m"),
        ("Walk forward", "≈ 4 m"),
    ]


def test_energy_is_rounded_with_its_range_and_sense() -> None:
    """If it failed, an estimate would be read as a measurement.

    By hand, 70 kg: 10 min forward at 11.725 kcal/min and 10 min backward at 11.1475 give 229, +-(17.6 + 27.9).
    """
    done = record((RUN_FORWARD, 600), (RUN_BACKWARD, 600))
    assert summary.energy_text(done) == "≈ 230 kcal, between 185 and 275"
    for part in ("estimate", "gross", "70 kg", "ACSM", "small samples", "steady pace", "less certain"):
        assert part in summary.energy_sense(done)


def test_the_energy_of_a_few_steps_is_not_told_as_nothing() -> None:
    """If it failed, somebody who stopped at once would read that running takes no energy."""
    assert summary.energy_text(record((RUN_FORWARD, 3))) == "less than 5 kcal"


@pytest.mark.parametrize(
    ("bar", "text"),
    [
        (Bar(Planned(RUN_BACKWARD, 30_000), 30_000), "3 of 20: Run backward, 0:30 of 0:30"),
        (Bar(Planned(RUN_BACKWARD, 30_000), 0), "3 of 20: Run backward, skipped, 0:30 planned"),
        (Bar(Planned(RUN_FORWARD, None), 92_000), "3 of 20: Run forward, 1:32, until a tap"),
        (Bar(Planned(WALK_FORWARD, 180_000), 60_000, is_extra=True), "3 of 20: Walk forward, 1:00, not planned"),
    ],
)
def test_a_bar_is_told_in_words(bar: Bar, text: str) -> None:
    """If it failed, a person who does not see the bars would not know what was done."""
    assert summary.bar_text(bar, 3, 20) == text


@pytest.mark.parametrize(("metres", "text"), [(0, "≈ 0 m"), (4.2, "≈ 4 m"), (994, "≈ 990 m"), (996, "≈ 1.00 km")])
def test_distances_are_rounded_to_ten_metres(metres: float, text: str) -> None:
    """If it failed, an estimate would pretend to be exact to the metre."""
    assert summary.metres_text(metres) == text
