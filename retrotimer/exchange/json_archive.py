"""Write the whole history as one JSON file, and read it back: a backup, or a move to another machine."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO, NamedTuple

from retrotimer.files.history.annotations import Rating, rating_fields, rating_from
from retrotimer.files.history.checks import Check, check_fields, check_from
from retrotimer.files.history.json_fields import FORMAT, known_format
from retrotimer.files.history.merge import ID
from retrotimer.files.history.session_file import session_fields, session_from
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord


class ArchivedSession(NamedTuple):
    """A session, its id in the history, and what was said of it last."""

    id: str
    record: SessionRecord
    rating: Rating | None


def carried_fields(carried: ArchivedSession) -> dict[str, object]:
    """Return what JSON says of `carried`."""
    said = rating_fields(carried.rating) if carried.rating else None
    return {"id": carried.id, "session": session_fields(carried.record), "rating": said}


def carried_from(fields: object) -> ArchivedSession:
    """Return the session that JSON says. Raises WrongFile where that is none, or of a newer format."""
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str) or not ID.fullmatch(fields["id"]):
        raise WrongFile(_("a session in it has no id of RetroTimer"))
    session, said = fields.get("session"), fields.get("rating")
    record = session_from(known_format(session, "session"))
    return ArchivedSession(
        fields["id"], record, None if said is None else rating_from(known_format(said, "rating"))
    )


def parsed(text: str | bytes) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the JSON that `text` is. Raises WrongFile where it is none."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("it is torn, or no JSON")) from error


KIND = "history"


def write_json(sessions: Iterable[ArchivedSession], file: BinaryIO, checks: Iterable[Check] = ()) -> None:
    """Write `sessions` into `file`, one a line, then the `checks` before them."""
    file.write(f'{{"format": {FORMAT}, "kind": "{KIND}", "sessions": [\n'.encode())
    comma = b""
    for carried in sessions:
        file.write(comma + json.dumps(carried_fields(carried)).encode())
        comma = b",\n"
    file.write(b'\n], "checks": ' + json.dumps([check_fields(check) for check in checks]).encode() + b"}\n")


def is_session(data: bytes) -> bool:
    """Return whether `data` is the file of one session, as the history's folder holds them."""
    try:
        fields = parsed(data)
    except WrongFile:
        return False
    return isinstance(fields, dict) and fields.get("kind") == "session"


def read_json(data: bytes, checks: list[Check] | None = None) -> list[ArchivedSession]:
    """Return the sessions in `data`, and add the answers in it to `checks`.

    Raises WrongFile where it is torn, something else, or of a newer format.
    """
    fields = known_format(parsed(data), KIND)
    sessions, answers = fields.get("sessions"), fields.get("checks", [])
    if not isinstance(sessions, list) or not isinstance(answers, list):
        raise WrongFile(_("it has no list of sessions"))
    if checks is not None:
        checks += [check_from(known_format(answer, "check")) for answer in answers]
    return [carried_from(fields) for fields in sessions]
