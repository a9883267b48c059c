"""Estimate how much energy a session takes, gross, on a level track.

Oxygen uptake in ml/kg/min from speed S in m/min: ACSM's equations forward; running backward takes their speed part
x 1.35 (measured: +35 +- 6 %, Wright & Weyand 2001, n=4; +35 %, 2020, n=8); walking backward is fitted to the 2024
Compendium. The ranges of 15 % and 25 % are heuristics. Steady pace is assumed; short intervals are less certain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Movement,
)

REST = 3.5
UPTAKE_PER_SPEED = {
    WALK_FORWARD: 0.1,
    RUN_FORWARD: 0.2,
    RUN_BACKWARD: 1.35 * 0.2,
    WALK_BACKWARD: 0.175,
}
WALK_BACKWARD_LIMIT = 96.0
"""m/min; the fit knows nothing faster."""
FORWARD_RANGE, BACKWARD_RANGE = 0.15, 0.25
MS_PER_MIN = 60_000


@dataclass(frozen=True, slots=True)
class Energy:
    """An estimate in kcal and the range it lies in."""

    kcal: float
    low: float
    high: float


def uptake(movement: Movement, paces: Paces) -> float:
    """Return the gross oxygen uptake of `movement` in ml/kg/min."""
    speed = paces.speed(movement) * 60
    if movement == WALK_BACKWARD:
        speed = min(speed, WALK_BACKWARD_LIMIT)
    return REST + UPTAKE_PER_SPEED.get(movement, 0.0) * speed


def kcal_per_min(movement: Movement, paces: Paces) -> float:
    """Return the energy of a minute of `movement` in kcal."""
    return uptake(movement, paces) * paces.body_kg / 1_000 * 5


def energy(timeline: Timeline, paces: Paces) -> Energy:
    """Return the energy of `timeline`, open intervals taken as long as their pace says."""
    return energy_of(((interval.movement, interval.length_ms) for interval in timeline.intervals), paces)


def energy_of(parts: Iterable[tuple[Movement, int]], paces: Paces) -> Energy:
    """Return the energy of `parts`, each a movement and how many ms it is done."""
    kcal = spread = 0.0
    for movement, ms in parts:
        part = kcal_per_min(movement, paces) * ms / MS_PER_MIN
        kcal += part
        spread += part * (BACKWARD_RANGE if movement.direction is Direction.BACKWARD else FORWARD_RANGE)
    return Energy(kcal, kcal - spread, kcal + spread)
