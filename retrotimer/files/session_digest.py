"""What lists and totals need of a session's file, without making the whole session of it: years are read at once.

`files.session_file` says what a session's file may hold. A plain file is summed up here as it is read; whatever is
less usual, or wrong, is left to the whole reading, so that both tell the same.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from retrotimer.files.history_fields import MOST, fields_of, string, time_of
from retrotimer.files.session_file import MAX_OFFSET_S, session_from
from retrotimer.training.paces import Paces
from retrotimer.training.weeks import Figures, figures, summed
from retrotimer.training.workout import MOVEMENTS, Direction, Role

_ROLES = frozenset((None, *map(str, Role)))
USUAL = ("interval", "ms")
"""What is said of a stay in an interval; seldom more."""
_BACKWARD = frozenset(do for do, movement in MOVEMENTS.items() if movement.direction is Direction.BACKWARD)


class Digest(NamedTuple):
    """What lists and totals need of a session. `started` is in UTC, `offset_s` as in the session's record."""

    name: str
    preset: str
    started: datetime
    offset_s: int | None
    is_finished: bool
    figures: Figures


class _UnusualError(Exception):
    """The file holds something that only the whole reading knows."""


def digest_of(text: str) -> Digest:
    """Return what the session's file with this `text` says.

    Raises:
        WrongFile: where it is not a session, or of a newer format.
    """
    fields = fields_of(text, "session")
    try:
        return _plain(fields)
    except (_UnusualError, LookupError, TypeError, ValueError, AttributeError, OverflowError):
        record = session_from(fields)
    return Digest(
        record.name,
        record.preset,
        record.started,
        record.offset_s,
        record.is_finished,
        figures(record.visits),
    )


def _plain(fields: dict[str, Any]) -> Digest:
    offset_s = fields.get("offset_s")
    if offset_s is not None and (type(offset_s) is not int or abs(offset_s) >= MAX_OFFSET_S):
        raise _UnusualError
    for at, ms in fields.get("pauses", ()):
        _whole(at)
        _whole(ms)
    Paces(**fields["paces"])
    return Digest(
        string(fields["name"]),
        string(fields["preset"]),
        time_of(fields["started"]),
        offset_s,
        bool(fields["finished"]),
        _figures([_planned(what) for what in fields["plan"]], fields["done"]),
    )


def _planned(what: dict[str, Any]) -> str:
    """Return what the athlete was to do in an interval."""
    do, ms, round_of, get = what["do"], what["ms"], what.get("round"), what.get
    if do not in MOVEMENTS or type(get("name", "")) is not str or get("role") not in _ROLES:
        raise _UnusualError
    if ms is not None and (type(ms) is not int or not 0 <= ms <= MOST):
        raise _UnusualError
    if round_of is not None:
        _whole(round_of[0])
        _whole(round_of[1])
    return str(do)


def _figures(plan: list[str], done: list[dict[str, Any]]) -> Figures:
    longest_ms = bout_ms = 0
    times = dict.fromkeys(MOVEMENTS, 0)
    for visit in done:
        index, ms = visit["interval"], visit["ms"]
        if not type(index) is type(ms) is int or not (index >= 0 and 0 <= ms <= MOST) or len(visit) > len(USUAL):
            raise _UnusualError
        do = plan[index]
        times[do] += ms
        bout_ms = bout_ms + ms if do in _BACKWARD else 0
        longest_ms = max(bout_ms, longest_ms)
    return summed({MOVEMENTS[do]: ms for do, ms in times.items() if ms}, longest_ms)


def _whole(value: object) -> None:
    if type(value) is not int or not 0 <= value <= MOST:
        raise _UnusualError
