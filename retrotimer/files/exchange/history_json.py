"""The whole history as one JSON file, to be kept elsewhere or brought to another machine by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from retrotimer.files.exchange.carried import Carried, carried_fields, carried_from, parsed
from retrotimer.files.history_fields import FORMAT, known_format
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile

KIND = "history"


def write_json(sessions: Iterable[Carried], file: BinaryIO) -> None:
    """Write `sessions` into `file`, one a line."""
    file.write(f'{{"format": {FORMAT}, "kind": "{KIND}", "sessions": [\n'.encode())
    comma = b""
    for carried in sessions:
        file.write(comma + json.dumps(carried_fields(carried)).encode())
        comma = b",\n"
    file.write(b"\n]}\n")


def is_session(data: bytes) -> bool:
    """Return whether `data` is the file of one session, as the history's folder holds them."""
    try:
        fields = parsed(data)
    except WrongFile:
        return False
    return isinstance(fields, dict) and fields.get("kind") == "session"


def read_json(data: bytes) -> list[Carried]:
    """Return the sessions in `data`.

    Raises:
        WrongFile: where it is torn, something else, or of a newer format.
    """
    sessions = known_format(parsed(data), KIND).get("sessions")
    if not isinstance(sessions, list):
        raise WrongFile(_("it has no list of sessions"))
    return [carried_from(fields) for fields in sessions]
