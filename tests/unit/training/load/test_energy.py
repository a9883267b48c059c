"""How much energy a session takes, held against the evidence."""

from __future__ import annotations

import pytest

from retrotimer.training.load.energy import energy, kcal_per_min, uptake
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Repeat,
    Step,
)
from tests.helpers.examples import (
    BEGINNER,
    EQUAL,
    GENTLER,
    LONG_AND_TALL,
    PACES,
    TRACK_LAPS,
    metres,
    plan,
    rb,
    rf,
    tap,
)


@pytest.mark.parametrize(
    ("movement", "paces", "kcal"),
    [
        (RUN_FORWARD, PACES, 11.725),
        (RUN_BACKWARD, Paces(run_backward=2.5), 15.40),
        (RUN_BACKWARD, PACES, 11.1475),
        (WALK_FORWARD, PACES, (3.5 + 0.1 * 84) * 0.35),
        (STAND, PACES, 1.225),
    ],
)
def test_the_checks_of_the_evidence_hold(movement: Movement, paces: Paces, kcal: float) -> None:
    """If it failed, the kcal shown would not be those of the published equations."""
    assert kcal_per_min(movement, paces) == pytest.approx(kcal)


def test_the_level_walk_backward_of_the_compendium_holds() -> None:
    """If it failed, walking backward would not fit the row of 2024 it was fitted to: 3.5 mph, 5.69 MET."""
    at_3_5_mph = Paces(walk_backward=3.5 * 0.44704)
    assert uptake(WALK_BACKWARD, at_3_5_mph) / 3.5 == pytest.approx(5.69, abs=0.005)


def test_walking_backward_faster_than_the_fit_knows_counts_as_its_limit() -> None:
    """If it failed, the fit would be stretched to speeds that nobody measured."""
    assert uptake(WALK_BACKWARD, Paces(walk_backward=1.6)) == pytest.approx(3.5 + 0.175 * 96)
    assert uptake(WALK_BACKWARD, Paces(walk_backward=2.0)) == uptake(WALK_BACKWARD, Paces(walk_backward=1.6))


def test_backward_takes_about_a_third_more_at_the_same_speed() -> None:
    """If it failed, the one claim about energy that the evidence allows would not follow from our numbers."""
    same = Paces(run_forward=2.5, run_backward=2.5)
    assert kcal_per_min(RUN_BACKWARD, same) / kcal_per_min(RUN_FORWARD, same) == pytest.approx(1.31, abs=0.01)


@pytest.mark.parametrize(
    ("steps", "kcal"), [(BEGINNER, 155), (GENTLER, 197), (EQUAL, 195), (LONG_AND_TALL, 361), (TRACK_LAPS, 194)]
)
def test_the_built_in_workouts_take_what_the_evidence_says(steps: tuple[Step | Repeat, ...], kcal: int) -> None:
    """If it failed, a session's energy would not be the sum of its minutes."""
    assert energy(plan(*steps), PACES).kcal == pytest.approx(kcal, abs=0.6)


def test_energy_grows_with_the_body() -> None:
    """If it failed, everybody would be taken for 70 kg."""
    found = plan(*GENTLER)
    assert energy(found, Paces(body_kg=35)).kcal == pytest.approx(energy(found, PACES).kcal / 2)


def test_the_range_is_15_percent_forward_and_25_backward() -> None:
    """If it failed, the estimate would look surer than it is."""
    forward, backward = energy(plan(rf(600)), PACES), energy(plan(rb(600)), PACES)
    assert (forward.low, forward.high) == pytest.approx((117.25 * 0.85, 117.25 * 1.15))
    assert (backward.low, backward.high) == pytest.approx((111.475 * 0.75, 111.475 * 1.25))


def test_the_ranges_of_a_mixed_session_add_up() -> None:
    """If it failed, a session half backward would be given the range of one direction."""
    both = energy(plan(rf(600), rb(600)), PACES)
    assert both.high - both.kcal == pytest.approx(117.25 * 0.15 + 111.475 * 0.25)
    assert both.kcal - both.low == pytest.approx(both.high - both.kcal)


def test_an_open_distance_counts_as_long_as_its_pace_says_and_a_tap_not_at_all() -> None:
    """If it failed, an open workout would show no energy, or one that nobody could know."""
    until_tap = plan(metres(RUN_FORWARD, 500, until_tap=True), tap())
    assert energy(until_tap, PACES).kcal == pytest.approx(11.725 * 200 / 60)
