"""Compute whether digits can be read from afar, by their height per metre of distance."""

from __future__ import annotations

from enum import Enum
from math import hypot

MM_PER_CM = 10
PLAUSIBLE_MM = (100.0, 3_500.0)  # diagonals that a screen may have, from a phone's to a video wall's
SKEW = 0.10  # how much wider than high a pixel may seem, or the size is not this screen's
ASPECTS_MM = {(160, 90), (160, 100), (1600, 900), (1600, 1000)}
"""What screens say that tell their aspect ratio in place of their size."""


class Sight(Enum):
    """How well digits are read, by the least height in mm that they need for a metre of distance."""

    COMFORTABLE = 5.0  # 1/200 of the distance
    READABLE = 3.33  # signage practice: an inch for 25 feet
    HARD = 2.91  # the limit of eyes of 20/40
    SHARP_EYES = 1.45  # the limit of eyes of 20/20
    TOO_SMALL = 0.0


def sight(height_mm: float, distance_m: float) -> Sight:
    """Return how well digits `height_mm` high are read from `distance_m`."""
    return next(grade for grade in Sight if height_mm >= grade.value * distance_m)


def farthest_m(height_mm: float, grade: Sight) -> float:
    """Return from how far digits `height_mm` high are still of that `grade`, which is not `TOO_SMALL`."""
    return height_mm / grade.value


def px_per_mm(px: tuple[float, float], mm: tuple[float, float], width_cm: float = 0.0) -> float | None:
    """Return pixels a mm of a screen of `px` pixels and `mm`, or a measured `width_cm`; None if unknown."""
    if width_cm > 0:
        return px[0] / (width_cm * MM_PER_CM)
    if min(*px, *mm) <= 0 or not PLAUSIBLE_MM[0] <= hypot(*mm) <= PLAUSIBLE_MM[1]:
        return None
    across, down = px[0] / mm[0], px[1] / mm[1]
    if abs(across / down - 1) > SKEW or (round(mm[0]), round(mm[1])) in ASPECTS_MM:
        return None
    return down
