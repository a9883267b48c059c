"""Write what phones are sent, and read what they send: JSON texts, checked field by field."""

from __future__ import annotations

import json
from typing import NamedTuple

from retrotimer.app.remote.access import ARRIVED, KNOWN, Request, View
from retrotimer.app.session.display import interval_length, outer_round_text, round_text
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import distance_text
from retrotimer.training.session import MS, Session
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import MOVEMENTS, Role

MAX_BYTES = 1_024
"""The longest message that a phone may send."""
LARGEST = 1 << 53
"""Whole numbers from here on are none in JavaScript."""
KINDS = {movement: kind for kind, movement in enumerate(MOVEMENTS.values())}
TURN = len(KINDS)
"""The page's number for the turn; those before it are the movements', in the order of `MOVEMENTS`."""


class Refused(Exception):  # noqa: N818 - it is what happens to the message
    """A message is none that a phone of ours sends."""


class Incoming(NamedTuple):
    """What a phone sent: exactly one of a request, its clock's time, or whether it plays the sound."""

    request: Request | None = None
    time: float | None = None
    sound: bool | None = None


def text(message: dict[str, object]) -> str:
    """Return `message` as it is sent."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def plan(view: View) -> dict[str, object]:
    """Return the plan of each group: what does not change with time."""
    both = zip(view.whole.groups, view.whole.sessions, strict=True)
    return {
        "name": view.session.timeline.name,
        "speed": view.speed,
        "ends": view.whole.arrival_ends,
        "groups": [{"name": group.name, "ready": one.get_ready_ms, **_steps(one.timeline)} for group, one in both],
    }


def _steps(timeline: Timeline) -> dict[str, object]:
    """Return the intervals as rows of numbers; texts are numbers in a list of their own, each there once."""
    texts: dict[str, int] = {"": 0}

    def number(text: str) -> int:
        return texts.setdefault(text, len(texts))

    rows = [
        (
            i.length_ms,
            int(i.is_open) + 2 * int(i.is_estimate),
            TURN if i.role is Role.TURN else KINDS[i.movement],
            number(movement_words(i.movement, i.role)),
            number(i.name),
            number(" · ".join(part for part in (outer_round_text(i), round_text(i)) if part)),
            number(distance_text(i.distance_mm)),
            number(distance_text(i.distance_mm) or interval_length(i)),
        )
        for i in timeline.intervals
    ]
    return {"steps": rows, "texts": list(texts)}


def state(view: View) -> dict[str, object]:
    """Return where each group is: while it moves, when its interval began, by the machine's clock in ms."""
    return {
        "groups": [_place(session, view) for session in view.whole.sessions],
        "muted": view.muted,
        "volume": round(100 * view.volume),
        "lines": view.lines,
    }


def _place(session: Session, view: View) -> dict[str, object]:
    place: dict[str, object] = {"state": str(session.state), "index": session.index, "visit": session.visit}
    if session.is_moving:
        return place | {"began": view.to_mono(session.now_ns - session.offset_ns) / MS}
    return place | {"offset": session.offset_ns / MS, "slept": session.missed_ns > 0}


def read(source: str | bytes) -> dict[str, object]:
    """Return the object that `source` is.

    Raises:
        Refused: where it is none.
    """
    try:
        message = json.loads(source, parse_constant=_refuse) if isinstance(source, str) else None
    except (ValueError, RecursionError) as error:
        raise Refused from error
    if not isinstance(message, dict):
        raise Refused
    return message


def _refuse(_constant: str) -> None:
    raise Refused


def incoming(message: dict[str, object]) -> Incoming:
    """Return what `message`, from a phone that has shown its key, says.

    Raises:
        Refused: where it is anything else than a known command, a time, or a wish for sound.
    """
    if set(message) == {"t"}:
        return Incoming(time=_finite(message["t"]))
    if set(message) == {"sound"} and isinstance(message["sound"], bool):
        return Incoming(sound=message["sound"])
    do, at = message.get("do"), message.get("at")
    is_known = isinstance(do, str) and do in KNOWN
    if not is_known or not {"do", "id"} <= set(message) <= {"do", "id", "visit", "group", "at"}:
        raise Refused
    if do == ARRIVED and at is None:
        raise Refused
    return Incoming(
        Request(
            do=str(do),
            id=_whole(message["id"]) or 0,
            visit=_whole(message.get("visit")),
            group=_whole(message.get("group")),
            at_ns=None if at is None else round(_finite(at) * MS),
        )
    )


def _whole(found: object) -> int | None:
    if found is None or (type(found) is int and 0 <= found < LARGEST):
        return found
    raise Refused


def _finite(found: object) -> float:
    if isinstance(found, int | float) and not isinstance(found, bool) and abs(found) < LARGEST:
        return float(found)
    raise Refused
