"""What a session's record says, in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from retrotimer.app import summary
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_FORWARD, Movement

AT = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)


def record(*done: tuple[Movement, int], is_finished: bool = True) -> SessionRecord:
    """Return a session in which each movement was done so many seconds, as planned."""
    plan = tuple(Planned(movement, seconds * 1_000) for movement, seconds in done)
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan))
    return SessionRecord("Test", "test", AT, Paces(), plan, visits, is_finished)


def test_how_it_ended_is_told() -> None:
    """If it failed, a session broken off would read like a whole one."""
    whole = record((RUN_FORWARD, 60), (RUN_BACKWARD, 20))
    broken = record((RUN_FORWARD, 3), is_finished=False)
    assert summary.outcome(whole) == "Finished, 1:20 under way."
    assert summary.outcome(broken) == "Stopped after 0:03 under way."
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


@pytest.mark.parametrize(("metres", "text"), [(0, "≈ 0 m"), (4.2, "≈ 4 m"), (994, "≈ 990 m"), (996, "≈ 1.00 km")])
def test_distances_are_rounded_to_ten_metres(metres: float, text: str) -> None:
    """If it failed, an estimate would pretend to be exact to the metre."""
    assert summary.metres_text(metres) == text
