"""Read and write the JSON of a session's file, described in `docs/history-format.md`."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from retrotimer.files.history.json_fields import (
    FORMAT,
    NEWEST,
    fields_of,
    flag,
    string,
    text_of,
    time_of,
    time_text,
    whole,
)
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.groups.session import Mark
from retrotimer.training.history.record import GroupRecord, Pause, Planned, SessionRecord, Visit
from retrotimer.training.history.weeks import Figures, figures
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, Role

MAX_OFFSET_S = 24 * 3_600
_DO = {movement: words for words, movement in MOVEMENTS.items()}


class SessionSummary(NamedTuple):
    """What lists and totals need of a session. `started` is in UTC, `offset_s` as in the session's record."""

    name: str
    preset: str
    started: datetime
    offset_s: int | None
    is_finished: bool
    figures: Figures
    groups: int = 0


def summary_of(text: str) -> SessionSummary:
    """Return the summary of the session that `text` holds. Raises WrongFile."""
    one = session_of(text)
    done = figures(one.visits if one.counts else ())
    return SessionSummary(one.name, one.preset, one.started, one.offset_s, one.is_finished, done, len(one.groups))


def session_text(record: SessionRecord) -> str:
    """Return the text of the file of `record`."""
    return text_of(session_fields(record))


def session_fields(record: SessionRecord) -> dict[str, object]:
    """Return the fields of the file of `record`."""
    offset = {} if record.offset_s is None else {"offset_s": record.offset_s}
    return {
        "format": NEWEST["session"] if record.groups or record.marks else FORMAT,
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
        **({"groups": [_group_fields(group) for group in record.groups]} if record.groups else {}),
        **({"marks": [_mark_fields(mark) for mark in record.marks]} if record.marks else {}),
    }


def _group_fields(group: GroupRecord) -> dict[str, object]:
    return {
        "name": group.name,
        "offset_ms": group.offset_ms,
        "partner": group.partner or None,
        "preset": group.preset,
        "mine": group.is_mine,
        "finished": group.is_finished,
        "plan": [_planned_fields(what) for what in group.plan],
        "done": [_visit_fields(visit, group.plan) for visit in group.visits],
    }


def _group(fields: dict[str, Any]) -> GroupRecord:
    plan = tuple(_planned(what) for what in fields["plan"])
    return GroupRecord(
        string(fields["name"]),
        string(fields["preset"]),
        plan,
        tuple(_visit(visit, plan) for visit in fields["done"]),
        flag(fields["finished"]),
        whole(fields["offset_ms"]),
        "" if fields["partner"] is None else str(Partner(fields["partner"])),
        flag(fields["mine"]),
    )


def _mark_fields(mark: Mark) -> dict[str, object]:
    fields: dict[str, object] = {"at_ms": mark.at_ms, "index": mark.index, "split_ms": mark.split_ms}
    known = {"person": mark.person, "name": mark.name, "distance_mm": mark.distance_mm, "in_pause": mark.in_pause}
    group = {} if mark.group is None else {"group": mark.group}
    return fields | group | {name: value for name, value in known.items() if value}


def _mark(fields: dict[str, Any], groups: int) -> Mark:
    group = None if fields.get("group") is None else whole(fields["group"])
    if group is not None and group >= max(1, groups):
        raise ValueError(group)
    return Mark(
        whole(fields["at_ms"]),
        whole(fields["index"]),
        whole(fields["split_ms"]),
        group,
        whole(fields.get("person", 0)),
        flag(fields.get("in_pause", False)),
        string(fields.get("name", "")),
        whole(fields.get("distance_mm", 0)),
    )


def session_of(text: str) -> SessionRecord:
    """Return the session that `text` holds. Raises WrongFile where it is not a session, or of a newer format."""
    return session_from(fields_of(text, "session"))


def session_from(fields: dict[str, Any]) -> SessionRecord:
    """Return the session that a file with these `fields` holds. Raises WrongFile."""
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
            groups=tuple(map(_group, fields.get("groups", ()))),
            marks=tuple(_mark(mark, len(fields.get("groups", ()))) for mark in fields.get("marks", ())),
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
    rounds = fields.get("round")
    nth_of = () if rounds is None else (rounds[0], rounds[1])
    return _interval(fields["do"], fields["ms"], fields.get("name", ""), fields.get("role"), *nth_of)


@lru_cache(maxsize=16_384, typed=True)
def _interval(do: str, ms: object, name: object, role: str | None, *rounds: object) -> Planned:
    """Return an interval with these values; the sessions of a history share most of theirs."""
    return Planned(
        MOVEMENTS[do],
        None if ms is None else whole(ms),
        string(name),
        None if role is None else Role(role),
        (whole(rounds[0]), whole(rounds[1])) if rounds else None,
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
