"""Parse and format the length of a step: `M:SS`, `H:MM:SS`, `30 s`, `8.5 min`, `400 m`, `1.5 km`, `tap`.

Decimals are exact; what is finer than a millisecond or a millimetre is a mistake, never rounded.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout.workout import STEP_MM, STEP_MS, Distance, Duration, Length, Tap

TAP: Final = "tap"
MS_PER_UNIT = {"s": 1_000, "min": 60_000}
MM_PER_UNIT = {"m": 1_000, "km": 1_000_000}

LETTERS = "abcdefghijklmnopqrstuvwxyz"
MAX_DIGITS = 12


def parse_length(text: str) -> Length:
    """Return the length in `text`, a distance without `until_tap`. Raises WrongRequest."""
    written = text.strip().casefold()
    if written == TAP:
        return Tap()
    if ":" in written:
        return _duration(text, _clock_ms(text))
    number = written.rstrip(LETTERS)
    unit, number = written[len(number) :], number.rstrip(" ")
    if _is_number(number) and unit in MS_PER_UNIT:
        return _duration(text, Fraction(number) * MS_PER_UNIT[unit])
    if _is_number(number) and unit in MM_PER_UNIT:
        return _distance(text, Fraction(number) * MM_PER_UNIT[unit])
    raise WrongRequest(_why_no_length(number, unit).format(text=shown(text)))


def format_length(length: Length) -> str:
    """Return the text that `parse_length` reads as `length`; whether it waits for a tap is written elsewhere."""
    match length:
        case Duration(ms):
            return clock_text(ms // 1_000) if ms % 1_000 == 0 else seconds_text(ms)
        case Distance(mm) if mm >= MM_PER_UNIT["km"] and mm % 10_000 == 0:
            return f"{_thousandths(mm // 1_000)} km"
        case Distance(mm):
            return f"{_thousandths(mm)} m"
        case Tap():
            return TAP


def seconds_text(ms: int) -> str:
    """Return a time as `parse_length` reads it, in seconds: `3 s`."""
    return f"{_thousandths(ms)} s"


def _clock_ms(text: str) -> int:
    _first, *rest = parts = text.strip().split(":")
    if len(rest) > 2 or not all(_is_digits(part) for part in parts):
        raise WrongRequest(_("{text} is not a time: write 'M:SS' or 'H:MM:SS'").format(text=shown(text)))
    if any(len(part) != 2 for part in rest):
        raise WrongRequest(_("{text} is not a time: two digits follow a colon").format(text=shown(text)))
    if int(rest[-1]) > 59:
        raise WrongRequest(_("{text} is not a time: seconds go up to 59").format(text=shown(text)))
    if len(rest) == 2 and int(rest[0]) > 59:
        raise WrongRequest(_("{text} is not a time: minutes go up to 59 after hours").format(text=shown(text)))
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + int(part)
    return seconds * 1_000


def _is_number(text: str) -> bool:
    parts = text.split(".")
    return len(parts) <= 2 and all(_is_digits(part) for part in parts)


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS


def _why_no_length(number: str, unit: str) -> str:
    """Return the sentence, with a gap for the text, that says how to write it."""
    if _is_number(number) and not unit:
        return _("{text} has no unit: write s, min, m or km after it, or a time such as '1:30'")
    if _is_number(number.replace(",", ".", 1)) and unit in {*MS_PER_UNIT, *MM_PER_UNIT}:
        return _("{text} is not a length: decimals follow a point, as in '8.5 min'")
    return _("{text} is not a length: write one like '1:30', '30 s', '8.5 min', '400 m', '1.5 km' or 'tap'")


def _duration(text: str, ms: Fraction | int) -> Duration:
    if ms.denominator != 1:
        raise WrongRequest(_("{text} is finer than a millisecond").format(text=shown(text)))
    if ms < STEP_MS[0]:
        raise WrongRequest(_("{text} is too short: the shortest is 1 s").format(text=shown(text)))
    if ms > STEP_MS[1]:
        raise WrongRequest(_("{text} is too long: the longest is 6 h").format(text=shown(text)))
    return Duration(int(ms))


def _distance(text: str, mm: Fraction) -> Distance:
    if mm.denominator != 1:
        raise WrongRequest(_("{text} is finer than a millimetre").format(text=shown(text)))
    if mm < STEP_MM[0]:
        raise WrongRequest(_("{text} is too short: the shortest is 1 m").format(text=shown(text)))
    if mm > STEP_MM[1]:
        raise WrongRequest(_("{text} is too long: the longest is 50 km").format(text=shown(text)))
    return Distance(int(mm))


def _thousandths(number: int) -> str:
    whole, rest = divmod(number, 1_000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,3})?")
MARKS = re.compile(
    r"""(?:(?P<h>\d{1,2})\s*h)?\s*(?:(?P<min>\d{1,4})\s*(?:'|′|’|min))?\s*(?:(?P<s>\d{1,5})\s*(?:"|″|”|''|s)?)?"""
)
UNTIL_TAP = re.compile(rf"(?P<distance>.+?m)\s*,?\s*(?:until\s+)?{TAP}")


def parse_typed(text: str) -> Length:
    """Return the length in `text`, with what people type in a form. Raises WrongRequest."""
    typed = text.strip().casefold()
    waiting = UNTIL_TAP.fullmatch(typed)
    if waiting:
        length = parse_length(_with_point(waiting["distance"]))
        if isinstance(length, Distance):
            return Distance(length.mm, until_tap=True)
    if NUMBER.fullmatch(typed):
        return parse_length(f"{_with_point(typed)} s")
    marks = MARKS.fullmatch(typed)
    if typed and marks:
        parts = {unit: int(number or 0) for unit, number in marks.groupdict().items()}
        return parse_length(f"{parts['h'] * 3_600 + parts['min'] * 60 + parts['s']} s")
    try:
        return parse_length(_with_point(text))
    except WrongRequest as error:
        if typed.startswith(":") or not typed:
            raise WrongRequest(_("Give a time such as 90 or 1:30, a distance such as 400 m, or tap.")) from error
        # quote what was typed, where a comma of it was read as a point
        raise WrongRequest(str(error).replace(shown(_with_point(text)), shown(text))) from error


def parse_typed_time(text: str) -> Duration:
    """Return the time that `text` says, where neither a distance nor a tap will do. Raises WrongRequest."""
    try:
        length = parse_typed(text)
    except WrongRequest:
        if text.strip(" :") and ":" in text:  # then it says what is wrong with a time
            raise
        length = None
    if not isinstance(length, Duration):
        raise WrongRequest(_("{text} is no time: write 90 (seconds), 1:30 or 8 min.").format(text=shown(text)))
    return length


def typed_text(length: Length) -> str:
    """Return `length` as it stands in a field; `parse_typed` reads it."""
    waits = isinstance(length, Distance) and length.until_tap
    return f"{format_length(length)} {TAP}" if waits else format_length(length)


def _with_point(text: str) -> str:
    return re.sub(r"(?<=\d),(?=\d)", ".", text)
