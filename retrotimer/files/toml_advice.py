"""What to type in TOML for what a person typed: sentences for those who know no TOML."""

from __future__ import annotations

import re
import tomllib
from datetime import date

from retrotimer.files.preset_writer import quoted
from retrotimer.files.wording import LONGEST, printable
from retrotimer.texts import _

DAY, HOUR = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{1,2}):(\d\d)")
TIME_KEY = "time"
"""What stands in our files as a time of day, without quotes."""


def is_value(text: str) -> bool:
    """Return whether `text` is a value as TOML has it."""
    try:
        return list(tomllib.loads(f"x = {text}")) == ["x"]
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return False


def bare_advice(key: str, words: str) -> str:
    """Return what to type for `words` that stand behind `key` without quotes, and are no value."""
    day, hour = DAY.fullmatch(words), HOUR.fullmatch(words)
    if words.casefold() in {"true", "false"}:
        right, sentence = words.casefold(), _("this word is written small: type {right}")
    elif day and (made := _day(day)):
        right, sentence = made, _("a day has four, two and two digits: type {right}")
    elif hour and key == f"{TIME_KEY} = ":
        right, sentence = f"{int(hour[1]):02}:{hour[2]}:00", _("a time of day has its seconds: type {right}")
    elif words.isdecimal() and words.isascii():
        right, sentence = str(int(words[:LONGEST])), _("a number does not begin with 0: type {right}")
    else:
        right, sentence = quoted(words), _("a text stands in quotes: type {right}")
    return sentence.format(right=cut(f"{key}{right}"))


def _day(found: re.Match[str]) -> str:
    try:
        return date(int(found[1]), int(found[2]), int(found[3])).isoformat()
    except ValueError:
        return ""


def curly_advice(found: str, right: str) -> str:
    """Return that `right` is to be typed for `found`, which has curly quotes."""
    sentence = _("{found} has curly quotes: type {right} with straight ones")
    return sentence.format(found=cut(found), right=cut(right))


def cut(text: str) -> str:
    """Return `text` safe for a terminal, and not so long that nobody reads on."""
    return printable(text if len(text) <= 2 * LONGEST else text[: 2 * LONGEST - 1] + "…")
