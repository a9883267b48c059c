"""The text of a session's file, of a rating's and of a deletion's: JSON, described in `docs/history-format.md`."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.workout import MOVEMENTS, Role

FORMAT = 1
EFFORTS = range(1, 11)
MAX_OFFSET_S = 24 * 3_600
MOST = 10**12
"""More than any count or time in ms of a session."""
_DO = {movement: words for words, movement in MOVEMENTS.items()}


class NewerFile(WrongFile):
    """A newer RetroTimer wrote the file: it is left as it is."""


@dataclass(frozen=True, slots=True)
class Rating:
    """How hard a session felt, 1 to 10 or None, and a note; `at` is when that was said, in UTC."""

    effort: int | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deletion:
    """That a session was deleted, or with `is_deleted` False that it is wanted again; `at` is when, in UTC."""

    is_deleted: bool
    at: datetime


def session_text(record: SessionRecord) -> str:
    """Return the text of the file of `record`."""
    return _text(session_fields(record))


def session_fields(record: SessionRecord) -> dict[str, object]:
    """Return what the file of `record` says, before it is text."""
    offset = {} if record.offset_s is None else {"offset_s": record.offset_s}
    return {
        "format": FORMAT,
        "kind": "session",
        "name": record.name,
        "preset": record.preset,
        "started": _time_text(record.started),
        **offset,
        "finished": record.is_finished,
        "paces": asdict(record.paces),
        "plan": [_planned_fields(what) for what in record.plan],
        "done": [_visit_fields(visit, record.plan) for visit in record.visits],
    }


def rating_text(rating: Rating) -> str:
    """Return the text of the file of `rating`."""
    return _text(rating_fields(rating))


def rating_fields(rating: Rating) -> dict[str, object]:
    """Return what the file of `rating` says, before it is text."""
    said = {"effort": rating.effort, "note": rating.note, "at": _time_text(rating.at)}
    return {"format": FORMAT, "kind": "rating", **said}


def deletion_text(deletion: Deletion) -> str:
    """Return the text of the file of `deletion`."""
    said = {"deleted": deletion.is_deleted, "at": _time_text(deletion.at)}
    return _text({"format": FORMAT, "kind": "deletion", **said})


def session_of(text: str) -> SessionRecord:
    """Return the session that `text` holds.

    Raises:
        WrongFile: where it is not a session, or of a newer format.
    """
    return session_from(_fields(text, "session"))


def session_from(fields: dict[str, Any]) -> SessionRecord:
    """Return the session that a file with these `fields` holds.

    Raises:
        WrongFile: where it is not a whole session.
    """
    try:
        plan = tuple(_planned(what) for what in fields["plan"])
        return SessionRecord(
            name=_string(fields["name"]),
            preset=_string(fields["preset"]),
            started=_time(fields["started"]),
            paces=Paces(**fields["paces"]),
            plan=plan,
            visits=tuple(_visit(visit, plan) for visit in fields["done"]),
            is_finished=bool(fields["finished"]),
            offset_s=_offset(fields.get("offset_s")),
        )
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise WrongFile(_("It is not a whole session of RetroTimer.")) from error


def rating_of(text: str) -> Rating:
    """Return the rating that `text` holds.

    Raises:
        WrongFile: where it is not a rating, or of a newer format.
    """
    return rating_from(_fields(text, "rating"))


def rating_from(fields: dict[str, Any]) -> Rating:
    """Return the rating that a file with these `fields` holds.

    Raises:
        WrongFile: where it is not a whole rating.
    """
    try:
        effort = fields["effort"]
        return Rating(None if effort is None else _effort(effort), _string(fields["note"]), _time(fields["at"]))
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise WrongFile(_("It is not a whole rating of RetroTimer.")) from error


def deletion_of(text: str) -> Deletion:
    """Return the deletion that `text` holds.

    Raises:
        WrongFile: where it is not a deletion, or of a newer format.
    """
    fields = _fields(text, "deletion")
    try:
        return Deletion(_flag(fields["deleted"]), _time(fields["at"]))
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise WrongFile(_("It is not a whole deletion of RetroTimer.")) from error


def _text(fields: dict[str, object]) -> str:
    return json.dumps(fields, ensure_ascii=True, indent=1) + "\n"


def _fields(text: str, kind: str) -> dict[str, Any]:
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("It is torn, or not of RetroTimer.")) from error
    if not isinstance(fields, dict) or fields.get("kind") != kind or not isinstance(fields.get("format"), int):
        raise WrongFile(_("It is torn, or not of RetroTimer."))
    if fields["format"] > FORMAT:
        raise NewerFile(_("A newer RetroTimer wrote it: a newer one is needed to read it."))
    return fields


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
        None if ms is None else _whole(ms),
        _string(fields.get("name", "")),
        None if role is None else Role(role),
        None if rounds is None else (_whole(rounds[0]), _whole(rounds[1])),
    )


def _visit_fields(visit: Visit, plan: tuple[Planned, ...]) -> dict[str, object]:
    fields: dict[str, object] = {"interval": visit.index, "ms": visit.done_ms}
    if visit.pace_ms is not None:
        fields["pace_ms"] = visit.pace_ms
    if visit.index >= len(plan) or plan[visit.index] != visit.what:
        fields["extra"] = _planned_fields(visit.what)
    return fields


def _visit(fields: dict[str, Any], plan: tuple[Planned, ...]) -> Visit:
    index, pace_ms, extra = _whole(fields["interval"]), fields.get("pace_ms"), fields.get("extra")
    return Visit(
        index,
        plan[index] if extra is None else _planned(extra),
        _whole(fields["ms"]),
        None if pace_ms is None else _whole(pace_ms),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise ValueError(value)
    return value


def _offset(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= MAX_OFFSET_S:
        raise ValueError(value)
    return value


def _effort(value: object) -> int:
    effort = _whole(value)
    if effort not in EFFORTS:
        raise ValueError(value)
    return effort


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # half a pair of surrogates could not be shown or written anywhere
    return value


def _time_text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _time(value: object) -> datetime:
    at = datetime.fromisoformat(_string(value))
    if at.tzinfo is None:
        raise ValueError(value)
    return at.astimezone(UTC)
