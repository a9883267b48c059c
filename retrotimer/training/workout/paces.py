"""Define a person's paces: the speed of each movement, which gives a distance its duration.

The default of running backward, 0.70 x forward, and the point at which to warn are heuristics; the limit is
measured: the record over 100 m backward, 13.17 s, is 7.59 m/s.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import inf

from retrotimer.training.workout.workout import Direction, Gait, Movement

WARN_SHARE = 0.85
WARN_BACKWARD_MS = 4.0
WARN_WALK_BACKWARD_MS = 1.6
"""From here on walking backward is probably underestimated: the change to running lies near."""
LIMIT_BACKWARD_MS = 7.6
SPEED_RANGE_MS = (0.1, 12.0)
"""What the settings take for a speed; running backward ends at its limit."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Speeds in m/s, and body mass in kg.

    Raises:
        ValueError: for a speed that is not a number above 0, or a backward run faster than the record.
    """

    run_forward: float = 2.5
    run_backward: float = 1.75
    walk_forward: float = 1.4
    walk_backward: float = 1.0
    body_kg: float = 70.0

    def __post_init__(self) -> None:
        speeds = (self.run_forward, self.run_backward, self.walk_forward, self.walk_backward, self.body_kg)
        if not all(0 < speed < inf for speed in speeds) or self.run_backward > LIMIT_BACKWARD_MS:
            raise ValueError(f"not the paces of a person: {self}")

    def speed(self, movement: Movement) -> float:
        """Return the speed of `movement` in m/s; 0 for standing."""
        if movement.gait is Gait.STAND:
            return 0.0
        forward = movement.direction is Direction.FORWARD
        if movement.gait is Gait.RUN:
            return self.run_forward if forward else self.run_backward
        return self.walk_forward if forward else self.walk_backward

    def time_for(self, movement: Movement, mm: int) -> Fraction:
        """Return the exact milliseconds that `mm` millimetres take at the pace of `movement`."""
        return mm / Fraction(str(self.speed(movement)))

    @property
    def backward_is_fast(self) -> bool:
        """Whether backward running is so fast that a person should be warned (heuristic)."""
        return self.run_backward > min(WARN_SHARE * self.run_forward, WARN_BACKWARD_MS)

    @property
    def backward_walk_is_fast(self) -> bool:
        """Whether backward walking is so fast that it would rather be a run, and its energy is underestimated."""
        return self.walk_backward > WARN_WALK_BACKWARD_MS
