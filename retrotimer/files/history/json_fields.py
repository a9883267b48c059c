"""Parse and check the JSON fields that all files of the history have in common."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from retrotimer.texts import _
from retrotimer.training.errors import WrongFile

FORMAT = 1
NEWEST = {"session": 2}
"""The newest format of a kind of file, where that is not `FORMAT`: sessions with groups or arrivals."""
MOST = 10**12  # more than any count or time in ms of a session


class NewerFile(WrongFile):
    """A newer RetroTimer wrote the file: it is left as it is."""


def text_of(fields: Mapping[str, object]) -> str:
    """Return `fields` as the text of a file."""
    return json.dumps(fields, ensure_ascii=True, indent=1) + "\n"


def fields_of(text: str, kind: str) -> dict[str, Any]:
    """Return the fields of a file of `kind` with this `text`. Raises WrongFile."""
    try:
        fields = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("It is torn, or not of RetroTimer.")) from error
    return known_format(fields, kind)


def known_format(fields: object, kind: str) -> dict[str, Any]:
    """Return `fields` if they are of `kind` and of a known format. Raises WrongFile."""
    if not isinstance(fields, dict) or fields.get("kind") != kind or not isinstance(fields.get("format"), int):
        raise WrongFile(_("It is torn, or not of RetroTimer."))
    if fields["format"] > NEWEST.get(kind, FORMAT):
        raise NewerFile(_("A newer RetroTimer wrote it: a newer one is needed to read it."))
    return fields


def whole(value: object) -> int:
    """Return `value`, a whole number from 0 on. Raises ValueError where it is something else."""
    if type(value) is int and 0 <= value <= MOST:  # not isinstance: True is an int, too
        return value
    raise ValueError(value)


def flag(value: object) -> bool:
    """Return `value`, true or false. Raises TypeError where it is something else."""
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def string(value: object) -> str:
    """Return `value`, a text. Raises TypeError where it is something else."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value if value.isascii() else value.encode(errors="replace").decode()  # half a sign is none


def time_text(at: datetime) -> str:
    """Return `at` as it is written, in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def time_of(value: object) -> datetime:
    """Return the time, in UTC, that `value` writes. Raises TypeError, ValueError, OverflowError."""
    at = datetime.fromisoformat(string(value))
    if at.tzinfo is None:
        raise ValueError(value)
    return at.astimezone(UTC)
