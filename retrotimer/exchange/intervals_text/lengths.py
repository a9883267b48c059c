"""Parse lengths as people type them: `90s`, `1m30`, `1'30"`, `10 min`, `400mtr`, `1.5 km`, `2mi`, `1:30`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import cast

from retrotimer.training.workout.workout import STEP_MS, Distance, Duration

MINUTE_MS = 60_000
MANY_M, DOUBTFUL_M, DOUBTFUL_ROUND_M = 100, 40, 10
"""So many `m` are metres in a text that is not in the notation of intervals.icu; so many may be, and
so many in a repeat: `6 x 20m` (heuristics)."""
OVER_LONG_M = STEP_MS[1] // MINUTE_MS + 1  # no step is so many minutes long
UNITS_MS = {
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"), 60 * MINUTE_MS),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes", "minuten", "'", "′", "’"), MINUTE_MS),
    **dict.fromkeys(
        ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden", '"', "″", "”", "''"), 1_000
    ),
}
METRES = ("meter", "meters", "metre", "metres")
UNITS_MM: dict[str, Fraction] = {
    **dict.fromkeys(("mtr", "mtrs", *METRES), Fraction(1_000)),
    **dict.fromkeys(("km", "kms", "k", "kilometer", "kilometers", "kilometre", "kilometres"), Fraction(1_000_000)),
    **dict.fromkeys(("mi", "mile", "miles"), Fraction(1_609_344)),
    **dict.fromkeys(("y", "yd", "yds", "yrd", "yrds", "yard", "yards"), Fraction("914.4")),
}
NUMBER = r"\d{1,7}(?:[.,]\d{1,4})?"
DASH = "[-–—]"
UNIT = "|".join(sorted((re.escape(unit) for unit in (*UNITS_MS, *UNITS_MM)), key=len, reverse=True))
PART = re.compile(rf"(?P<number>{NUMBER})[ -]?(?P<unit>{UNIT})(?![^\W\d_])", re.IGNORECASE)
BARE = re.compile(r"\d{1,2}(?![\w:%]|[.,]\d)")
CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\w:]*\d)", re.IGNORECASE)
CLOCK_UNIT = re.compile(r"\s?(?:min(?:utes|uten|s)?|(?P<hours>h(?:ours|rs?)?|std))\b", re.IGNORECASE)
TO = re.compile(rf"\s?(?:{DASH}|to)\s?", re.IGNORECASE)
FIRST_OF_TWO = re.compile(
    rf"(?P<number>{NUMBER})\s?(?:{DASH}|to)\s?(?={NUMBER}[ -]?(?:{UNIT})(?![^\W\d_]))", re.IGNORECASE
)
AND = re.compile(r"\s+and\s+(?=\d)", re.IGNORECASE)
THOUSANDS = re.compile(r"[1-9]\d?[.,]\d{3}")
FEWEST_M, MOST_M = 100, 10_000  # Between these, a multiple of 50 without a unit may be metres


class Reading(StrEnum):
    """How a length was read: as its notation has it, or guessed."""

    SURE = "sure"
    METRES = "metres"
    MINUTES = "minutes"
    SECONDS = "seconds"
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Measured:
    """A length in a text: `ms` or `mm`, the other 0; where it ends, how it was read, and whether it is a range."""

    ms: int
    mm: int
    end: int
    reading: Reading = Reading.SURE
    is_range: bool = False


def measured(text: str, at: int, metres_from: int = MANY_M) -> Measured | None:
    """Return the length at `at` in `text` (of `2-3 min` the first); an `m` is metres from `metres_from` on."""
    found = _single(text, at, metres_from)
    if found is None:
        bounds = FIRST_OF_TWO.match(text, at)
        unit = PART.match(text, bounds.end()) if bounds else None
        if not bounds or not unit:
            return None
        least, most = (measured_as(part["number"], unit["unit"], metres_from) for part in (bounds, unit))
        is_less = least.ms < most.ms or least.mm < most.mm
        return replace(least, end=unit.end(), is_range=True) if is_less else None
    gap = TO.match(text, found.end)
    more = _single(text, gap.end(), metres_from) if gap else None
    if more and (found.ms < more.ms if found.ms else 0 < found.mm < more.mm):
        return replace(found, end=more.end, is_range=True)
    return found


def _single(text: str, at: int, metres_from: int) -> Measured | None:
    first = PART.match(text, at)
    return _whole(text, first, metres_from) if first else _clock(text, at)


def measured_as(number: str, unit: str, metres_from: int) -> Measured:
    """Return `number` of `unit`."""
    return _whole(f"{number} {unit}", cast("re.Match[str]", PART.match(f"{number} {unit}")), metres_from)


def bare_metres(number: str) -> Measured | None:
    """Return `number` as metres, which no unit says; None where that is not likely."""
    if not number.isdecimal() or not FEWEST_M <= int(number) <= MOST_M or int(number) % 50:
        return None
    return Measured(0, int(number) * 1_000, 0, Reading.BARE)


def _clock(text: str, at: int) -> Measured | None:
    clock = CLOCK.match(text, at)
    if not clock:
        return None
    hours, minutes, seconds = (int(part or 0) for part in clock.groups())
    ms, end = (hours * 3_600 + minutes * 60 + seconds) * 1_000, clock.end()
    unit = CLOCK_UNIT.match(text, end)
    if unit:
        end = unit.end()
        ms *= 60 if unit["hours"] and clock[1] is None else 1
    return Measured(ms, 0, end)


def _whole(text: str, first: re.Match[str], metres_from: int) -> Measured:
    """Return the length that begins with `first`, with the smaller units of time that follow."""
    unit, value = first["unit"].casefold(), _value(first["number"])
    if THOUSANDS.fullmatch(first["number"]) and unit in ("m", *METRES):
        return Measured(0, int(first["number"].replace(",", "").replace(".", "")) * 1_000, first.end())
    if unit in UNITS_MM:
        return Measured(0, round(value * UNITS_MM[unit]), first.end())
    if unit == "m" and value >= metres_from:
        return Measured(0, round(value * 1_000), first.end(), Reading.METRES)
    total, size, end = value * UNITS_MS[unit], UNITS_MS[unit], first.end()
    while size > 1_000:
        gap = AND.match(text, end)
        begin = gap.end() if gap else end + (text[end : end + 1] == " ")
        part = PART.match(text, begin)
        smaller = UNITS_MS.get(part["unit"].casefold(), size) if part else size
        if part and smaller < size and _value(part["number"]) < 60:
            total, size, end = total + _value(part["number"]) * smaller, smaller, part.end()
            continue
        bare = BARE.match(text, end)
        if bare:
            total, end = total + Fraction(bare[0]) * size / 60, bare.end()
        break
    guessed = unit == "m" and value >= DOUBTFUL_ROUND_M and end == first.end()
    return Measured(round(total), 0, end, Reading.MINUTES if guessed else Reading.SURE)


def _value(number: str) -> Fraction:
    return Fraction(number.replace(",", "."))


def length_text(length: Duration | Distance) -> str:
    """Return `length` in the notation of intervals.icu, exactly."""
    if isinstance(length, Distance):
        whole, rest = divmod(length.mm, 1_000)
        if length.mm % 1_000_000 == 0:
            return f"{length.mm // 1_000_000}km"
        return f"{_decimal(whole, rest)}mtr"
    hours, ms = divmod(length.ms, 3_600_000)
    minutes, ms = divmod(ms, MINUTE_MS)
    seconds = f"{_decimal(*divmod(ms, 1_000))}s" if ms else ""
    return (f"{hours}h" if hours else "") + (f"{minutes}m" if minutes else "") + seconds


def _decimal(whole: int, thousandths: int) -> str:
    return f"{whole}.{thousandths:03}".rstrip("0") if thousandths else str(whole)
