"""How long a step is, as people type it into a field: what a preset may say, and shorter ways besides.

`90` is seconds, `1:30` a time, `5'` and `1'30"` minutes and seconds, `1h` hours; `400 m`, `1,5 km`; `tap`; and
`400 m tap` for a distance that waits for a tap.
"""

from __future__ import annotations

import re

from retrotimer.files.lengths import TAP, format_length, parse_length
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import Distance, Duration, Length

NUMBER = re.compile(r"\d{1,7}(?:[.,]\d{1,3})?")
MARKS = re.compile(
    r"""(?:(?P<h>\d{1,2})\s*h)?\s*(?:(?P<min>\d{1,4})\s*(?:'|′|’|min))?\s*(?:(?P<s>\d{1,5})\s*(?:"|″|”|''|s)?)?"""
)
UNTIL_TAP = re.compile(rf"(?P<distance>.+?m)\s*,?\s*(?:until\s+)?{TAP}")


def parse_typed(text: str) -> Length:
    """Return the length that `text` says.

    Raises:
        WrongRequest: where it says none, or one outside the limits of a step; the sentence quotes `text`.
    """
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
        raise _quoting(text, error) from error


def parse_typed_time(text: str) -> Duration:
    """Return the time that `text` says, where neither a distance nor a tap will do.

    Raises:
        WrongRequest: where it says none, or one outside the limits of a step; the sentence offers times alone.
    """
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


def _quoting(text: str, error: WrongRequest) -> WrongRequest:
    """Return `error` with what was typed, where a comma of it was read as a point."""
    return WrongRequest(str(error).replace(shown(_with_point(text)), shown(text)))
