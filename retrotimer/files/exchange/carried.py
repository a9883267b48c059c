"""A session on its way out of the history or into it: with its id and rating, so that it is known again."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from retrotimer.files.history_fields import known_format
from retrotimer.files.history_pieces import ID
from retrotimer.files.said_file import Rating, rating_fields, rating_from
from retrotimer.files.session_file import session_fields, session_from
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.record import SessionRecord


class Carried(NamedTuple):
    """A session, its id in the history, and what was said of it last."""

    id: str
    record: SessionRecord
    rating: Rating | None


def carried_fields(carried: Carried) -> dict[str, object]:
    """Return what JSON says of `carried`."""
    said = rating_fields(carried.rating) if carried.rating else None
    return {"id": carried.id, "session": session_fields(carried.record), "rating": said}


def carried_from(fields: object) -> Carried:
    """Return the session that JSON says.

    Raises:
        WrongFile: where that is none, or of a newer format.
    """
    if not isinstance(fields, dict) or not isinstance(fields.get("id"), str) or not ID.fullmatch(fields["id"]):
        raise WrongFile(_("a session in it has no id of RetroTimer"))
    session, said = fields.get("session"), fields.get("rating")
    record = session_from(known_format(session, "session"))
    return Carried(fields["id"], record, None if said is None else rating_from(known_format(said, "rating")))


def parsed(text: str | bytes) -> Any:  # noqa: ANN401 - JSON may be anything
    """Return the JSON that `text` is.

    Raises:
        WrongFile: where it is none.
    """
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise WrongFile(_("it is torn, or no JSON")) from error
