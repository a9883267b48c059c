"""Read and write what was answered before sessions: the heat, 25 minutes of running, the 3-metre backward walk.

Each answer is a small file of the history: the latest of a kind holds, the earlier ones stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from retrotimer.files.history.json_fields import FORMAT, fields_of, flag, string, text_of, time_of, time_text
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.readiness import WALK_S, Heat

HEAT, RUN_25, WALK_3M = "heat", "run-25", "walk-3m"
Value = str | bool | float


@dataclass(frozen=True, slots=True)
class Check:
    """An answer: `what` was asked, and the `value`: a `Heat`, whether one can, or seconds; `at` in UTC."""

    what: str
    value: Value
    at: datetime


def check_text(check: Check) -> str:
    """Return the text of the file of `check`."""
    return text_of(check_fields(check))


def check_fields(check: Check) -> dict[str, object]:
    """Return the fields of the file of `check`."""
    value = str(check.value) if isinstance(check.value, Heat) else check.value
    return {"format": FORMAT, "kind": "check", "check": check.what, "value": value, "at": time_text(check.at)}


def check_of(text: str) -> Check:
    """Return the answer that `text` holds. Raises WrongFile where it is none, or of a newer format."""
    return check_from(fields_of(text, "check"))


def check_from(fields: dict[str, Any]) -> Check:
    """Return the answer that a file with these `fields` holds. Raises WrongFile where it is not a whole one."""
    try:
        what = string(fields["check"])
        return Check(what, _VALUES[what](fields["value"]), time_of(fields["at"]))
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise WrongFile(_("It is not a whole answer of RetroTimer.")) from error


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not WALK_S[0] <= value <= WALK_S[1]:
        raise ValueError(value)
    return float(value)


_VALUES: dict[str, Callable[[Any], Value]] = {HEAT: Heat, RUN_25: flag, WALK_3M: _seconds}
