"""The text of a session's file: JSON, described in `docs/history-format.md`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, NamedTuple

from retrotimer.files.history.json_fields import FORMAT, MOST, fields_of, string, text_of, time_of, time_text, whole
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import Pause, Planned, SessionRecord, Visit
from retrotimer.training.history.weeks import Figures, figures, summed
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, Direction, Role

MAX_OFFSET_S = 24 * 3_600
_DO = {movement: words for words, movement in MOVEMENTS.items()}


def session_text(record: SessionRecord) -> str:
    """Return the text of the file of `record`."""
    return text_of(session_fields(record))


def session_fields(record: SessionRecord) -> dict[str, object]:
    """Return what the file of `record` says, before it is text."""
    offset = {} if record.offset_s is None else {"offset_s": record.offset_s}
    return {
        "format": FORMAT,
        "kind": "session",
        "name": record.name,
        "preset": record.preset,
        "started": time_text(record.started),
        **offset,
        "finished": record.is_finished,
        "paces": asdict(record.paces),
        "plan": [_planned_fields(what) for what in record.plan],
        "done": [_visit_fields(visit, record.plan) for visit in record.visits],
        **({"pauses": [list(pause) for pause in record.pauses]} if record.pauses else {}),
    }


def session_of(text: str) -> SessionRecord:
    """Return the session that `text` holds.

    Raises:
        WrongFile: where it is not a session, or of a newer format.
    """
    return session_from(fields_of(text, "session"))


def session_from(fields: dict[str, Any]) -> SessionRecord:
    """Return the session that a file with these `fields` holds.

    Raises:
        WrongFile: where it is not a whole session.
    """
    try:
        plan = tuple(_planned(what) for what in fields["plan"])
        return SessionRecord(
            name=string(fields["name"]),
            preset=string(fields["preset"]),
            started=time_of(fields["started"]),
            paces=Paces(**fields["paces"]),
            plan=plan,
            visits=tuple(_visit(visit, plan) for visit in fields["done"]),
            is_finished=bool(fields["finished"]),
            offset_s=_offset(fields.get("offset_s")),
            pauses=tuple(Pause(whole(at), whole(ms)) for at, ms in fields.get("pauses", ())),
        )
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise WrongFile(_("It is not a whole session of RetroTimer.")) from error


def _planned_fields(what: Planned) -> dict[str, object]:
    fields: dict[str, object] = {"do": _DO[what.movement], "ms": what.planned_ms}
    if what.name:
        fields["name"] = what.name
    if what.role:
        fields["role"] = str(what.role)
    if what.round:
        fields["round"] = list(what.round)
    return fields


def _planned(fields: dict[str, Any]) -> Planned:
    ms, rounds = fields["ms"], fields.get("round")
    role = fields.get("role")
    return Planned(
        MOVEMENTS[fields["do"]],
        None if ms is None else whole(ms),
        string(fields.get("name", "")),
        None if role is None else Role(role),
        None if rounds is None else (whole(rounds[0]), whole(rounds[1])),
    )


def _visit_fields(visit: Visit, plan: tuple[Planned, ...]) -> dict[str, object]:
    fields: dict[str, object] = {"interval": visit.index, "ms": visit.done_ms}
    if visit.pace_ms is not None:
        fields["pace_ms"] = visit.pace_ms
    if visit.index >= len(plan) or plan[visit.index] != visit.what:
        fields["extra"] = _planned_fields(visit.what)
    return fields


def _visit(fields: dict[str, Any], plan: tuple[Planned, ...]) -> Visit:
    index, pace_ms, extra = whole(fields["interval"]), fields.get("pace_ms"), fields.get("extra")
    return Visit(
        index,
        plan[index] if extra is None else _planned(extra),
        whole(fields["ms"]),
        None if pace_ms is None else whole(pace_ms),
    )


def _offset(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= MAX_OFFSET_S:
        raise ValueError(value)
    return value


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
        _figures([_session_digest_planned(what) for what in fields["plan"]], fields["done"]),
    )


def _session_digest_planned(what: dict[str, Any]) -> str:
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
