"""Read and write the small files on a session: its ratings and deletions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from retrotimer.files.history.json_fields import FORMAT, fields_of, flag, string, text_of, time_of, time_text, whole
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.effort import EFFORTS


@dataclass(frozen=True, slots=True)
class Rating:
    """An effort from 0 to 10 or None, and a note; `at` is when it was given, in UTC."""

    effort: int | None
    note: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Deletion:
    """The deletion of a session or, with `is_deleted` False, its restoration; `at` is when, in UTC."""

    is_deleted: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Names:
    """The name of each arrival of a session, "" where there is none; `at` is when they were given, in UTC."""

    names: tuple[str, ...]
    at: datetime


def names_text(names: Names) -> str:
    """Return the text of the file of `names`."""
    return text_of({"format": FORMAT, "kind": "names", "names": list(names.names), "at": time_text(names.at)})


def names_of(text: str) -> Names:
    """Return the names that `text` holds. Raises WrongFile."""
    fields = fields_of(text, "names")
    try:
        return Names(tuple(map(string, fields["names"])), time_of(fields["at"]))
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise WrongFile(_("It is not a whole list of names of RetroTimer.")) from error


def rating_text(rating: Rating) -> str:
    """Return the text of the file of `rating`."""
    return text_of(rating_fields(rating))


def rating_fields(rating: Rating) -> dict[str, object]:
    """Return the fields of the file of `rating`."""
    effort = {} if rating.effort is None else {"effort": rating.effort}
    return {"format": FORMAT, "kind": "rating", **effort, "note": rating.note, "at": time_text(rating.at)}


def deletion_text(deletion: Deletion) -> str:
    """Return the text of the file of `deletion`."""
    said = {"deleted": deletion.is_deleted, "at": time_text(deletion.at)}
    return text_of({"format": FORMAT, "kind": "deletion", **said})


def rating_of(text: str) -> Rating:
    """Return the rating that `text` holds. Raises WrongFile where it is not a rating, or of a newer format."""
    return rating_from(fields_of(text, "rating"))


def rating_from(fields: dict[str, Any]) -> Rating:
    """Return the rating that a file with these `fields` holds. Raises WrongFile where it is not a whole rating."""
    try:
        effort = fields.get("effort")
        return Rating(None if effort is None else _effort(effort), string(fields["note"]), time_of(fields["at"]))
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise WrongFile(_("It is not a whole rating of RetroTimer.")) from error


def deletion_of(text: str) -> Deletion:
    """Return the deletion that `text` holds. Raises WrongFile where it is not a deletion, or of a newer format."""
    fields = fields_of(text, "deletion")
    try:
        return Deletion(flag(fields["deleted"]), time_of(fields["at"]))
    except (LookupError, TypeError, ValueError, OverflowError) as error:
        raise WrongFile(_("It is not a whole deletion of RetroTimer.")) from error


def _effort(value: object) -> int:
    effort = whole(value)
    if effort not in EFFORTS:
        raise ValueError(value)
    return effort
