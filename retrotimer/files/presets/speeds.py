"""Parse a typed speed: metres a second, a pace for a kilometre (`5:30`), or `9 km/h`."""

from __future__ import annotations

import re
from fractions import Fraction

METRES_PER_KM = 1_000
PACE = re.compile(r"(?P<minutes>\d{1,3}):(?P<seconds>[0-5]\d)\s*(?:min)?\s*(?:/\s*km)?")
KM_AN_HOUR = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?)\s*km/h")
M_A_SECOND = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,9})?)\s*m/s")
LEAST_DECIMALS, MOST_DECIMALS = 2, 6


def typed_speed(text: str) -> float | None:
    """Return the speed in m/s of a pace or a speed with a unit, or None; a pace gives few decimals."""
    typed = text.strip().casefold()
    pace = PACE.fullmatch(typed)
    if pace:
        seconds = 60 * int(pace["minutes"]) + int(pace["seconds"])
        return _shortest(seconds) if seconds else None
    found = KM_AN_HOUR.fullmatch(typed)
    if found:
        return float(round(_number(found["number"]) / Fraction(18, 5), MOST_DECIMALS))
    found = M_A_SECOND.fullmatch(typed)
    return float(_number(found["number"])) if found else None


def _shortest(seconds: int) -> float:
    speeds = (round(METRES_PER_KM / seconds, n) for n in range(LEAST_DECIMALS, MOST_DECIMALS))
    exact = round(METRES_PER_KM / seconds, MOST_DECIMALS)
    return next((speed for speed in speeds if speed and round(METRES_PER_KM / speed) == seconds), exact)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
