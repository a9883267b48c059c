"""Read and write speeds as people say them: a pace (`5:30`, `8:51 /mile`), `9 km/h`, metres a second."""

from __future__ import annotations

import re
from fractions import Fraction

METRES_PER_KM, METRES_PER_MILE = 1_000.0, 1_609.344
METRES = {"min/km": METRES_PER_KM, "min/mile": METRES_PER_MILE}
"""How far one gets in a pace's time, by the unit of the settings; m/s is no pace."""
PACE = re.compile(
    r"(?P<minutes>\d{1,3})(?::(?P<seconds>[0-5]\d)|(?P<part>[.,]\d{1,3}))?\s*(?:min)?\s*(?:/\s*(?P<per>km|mi|mile))?"
)
KM_AN_HOUR = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?)\s*km/h")
M_A_SECOND = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,9})?)\s*m/s")
LEAST_DECIMALS, MOST_DECIMALS = 2, 6


def speed_text(speed: float, unit: str) -> str:
    """Return `speed` in m/s as it reads in `unit`: "6:40" min/km, "2.5" m/s."""
    return pace_text(round(METRES[unit] / speed)) if unit in METRES else f"{speed:.10g}"


def pace_text(seconds: int) -> str:
    """Return a pace in minutes, however many, and seconds."""
    return f"{seconds // 60}:{seconds % 60:02}"


def typed_speed(text: str, unit: str) -> float | None:
    """Return the speed in m/s that `text` says, in `unit` where it names none; None where it says no speed."""
    typed = text.strip().casefold()
    found = KM_AN_HOUR.fullmatch(typed)
    if found:
        return float(round(_number(found["number"]) / Fraction(18, 5), MOST_DECIMALS))
    found = M_A_SECOND.fullmatch(typed if unit in METRES or not typed[-1:].isdigit() else f"{typed} m/s")
    if found:
        return float(_number(found["number"]))
    pace = PACE.fullmatch(typed)
    if pace is None:
        return None
    metres = METRES_PER_MILE if (pace["per"] or "").startswith("mi") else METRES_PER_KM
    seconds = 60 * _number(pace["minutes"] + (pace["part"] or "")) + int(pace["seconds"] or 0)
    return _shortest(seconds, metres if pace["per"] else METRES.get(unit, METRES_PER_KM)) if seconds else None


def _shortest(seconds: Fraction, metres: float) -> float:
    """Return the speed with the fewest decimals that reads as so many `seconds` for `metres`."""
    exact = metres / float(seconds)
    speeds = (round(exact, n) for n in range(LEAST_DECIMALS, MOST_DECIMALS))
    wanted = round(seconds)
    return next((one for one in speeds if one and round(metres / one) == wanted), round(exact, MOST_DECIMALS))


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))
