"""The columns of the history as a table, and texts in it that no spreadsheet takes for anything else.

Every number is a whole one: a spreadsheet in German or Danish reads 5.200 as five thousand two hundred. The tables
of earlier versions had seconds with decimals.
"""

from __future__ import annotations

import re
from datetime import datetime

from retrotimer.training.workout.workout import MOVEMENTS, Movement

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
APOSTROPHE = "'"
TAKEN = re.compile(r"\W*\d|[^\W\d_]+\.?\s*\d|(?:true|false|wahr|falsch|sand|falsk)\s*$", re.IGNORECASE)
"""What spreadsheets make numbers, dates and truths of: `3-1`, `May 5`."""

PACES = ("run_forward", "run_backward", "walk_forward", "walk_backward")
FORWARD_AND_BACK = {words: movement for words, movement in MOVEMENTS.items() if movement.direction}
METRES = {movement: f"{words} m" for words, movement in FORWARD_AND_BACK.items()}

STARTED, DAY, TIME, ZONE = "started", "day", "time", "zone"
TOTAL, LONGEST = "total ms", "longest backward ms"
TIMES = {movement: f"{words} ms" for words, movement in MOVEMENTS.items()}
SPEEDS = {name: f"{name.replace('_', ' ')} um/s" for name in PACES}
"""Speeds in millionths of a metre per second."""
BODY = "body g"
TAIL = ("kcal", "effort", "note", "rated")
HEAD = ("id", STARTED, DAY, TIME, ZONE, "name", "preset", "finished", TOTAL, LONGEST)
COLUMNS = (*HEAD, *TIMES.values(), *METRES.values(), *SPEEDS.values(), BODY, *TAIL)

OLD_TOTAL, OLD_LONGEST = "seconds", "longest backward s"
OLD_TIMES = {movement: f"{words} s" for words, movement in MOVEMENTS.items()}
OLD_SPEEDS = {name: f"{name.replace('_', ' ')} m/s" for name in PACES}
OLD_BODY = "body kg"
OLD_HEAD = ("id", DAY, TIME, ZONE, "name", "preset", "finished", OLD_TOTAL, OLD_LONGEST)
OLD_COLUMNS = (*OLD_HEAD, *OLD_TIMES.values(), *METRES.values(), *OLD_SPEEDS.values(), OLD_BODY, *TAIL)

Times = dict[Movement, int]
"""How long each movement was done, in ms."""


def safe(text: str) -> str:
    """Return `text` as a cell that stays the text it is: with an apostrophe before it, where it needs one."""
    needs_one = text.startswith((*FORMULA, APOSTROPHE)) or TAKEN.match(text)
    return APOSTROPHE + text if needs_one else text


def unsafe(text: str) -> str:
    """Return the text that `safe` made a cell of."""
    return text.removeprefix(APOSTROPHE)


def _numbers(cell: str) -> list[int]:
    return [int(found) for found in re.findall(r"[0-9]{1,6}", cell)]


def is_day(cell: str, at: datetime) -> bool:
    """Return whether `cell` is the day of `at`, in whichever order it is written; a month's name is not read."""
    left = [at.day, at.month]
    for number in _numbers(cell):
        if number in left:
            left.remove(number)
        elif number not in (at.year, at.year % 100):
            return False
    return len(_numbers(cell)) >= 2


def is_time(cell: str, at: datetime) -> bool:
    """Return whether `cell` is the time of `at`, by 24 or 12 hours, to the minute or the second."""
    hour, *rest = _numbers(cell) or [-1]
    return hour in (at.hour, at.hour % 12 or 12) and rest in ([at.minute], [at.minute, at.second])
