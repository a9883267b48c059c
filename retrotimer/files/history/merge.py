"""Merge the parsed files of a history into sessions, each with its latest rating and deletion.

Pure and independent of the order of files; the latest is by time, then by file name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum, auto
from operator import itemgetter
from typing import NamedTuple, TypeVar

from retrotimer.files.history.annotations import Deletion, Names, Rating, deletion_of, names_of, rating_of
from retrotimer.files.history.checks import Check, check_of
from retrotimer.files.history.session_file import SessionSummary, summary_of

NAME = r"[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}"
SESSION = re.compile(rf"({NAME})\.json")
CHECK = re.compile(rf"{NAME}\.check\.json")
EDIT = re.compile(rf"\.(rating|deletion|names)-{NAME}\.json")
"""The end of the name of the file of a rating, a deletion or names, after the id of its session."""
ID = re.compile(NAME)
ID_LENGTH = 25


class Kind(Enum):
    """The kind of a file, by its name. A `COPY` was made by a sync program, or by hand."""

    SESSION = auto()
    RATING = auto()
    DELETION = auto()
    NAMES = auto()
    CHECK = auto()
    COPY = auto()
    FOREIGN = auto()


ParsedFile = SessionSummary | Rating | Deletion | Names | Check


class Entry(NamedTuple):
    """A session of the history: its id, its summary, and its latest rating and deletion."""

    id: str
    summary: SessionSummary
    rating: Rating | None
    is_deleted: bool


def kind_of(name: str) -> Kind:
    """Return the kind of the file called `name`."""
    if SESSION.fullmatch(name):
        return Kind.SESSION
    if CHECK.fullmatch(name):
        return Kind.CHECK
    known = session_id(name)
    return (edit_kind(name, known) or Kind.COPY) if known else Kind.FOREIGN


def edit_kind(name: str, known: str) -> Kind | None:
    """Return the kind of the file called `name` if it belongs to the session `known`; else None."""
    edit = EDIT.fullmatch(name, len(known)) if name.startswith(known) else None
    return Kind[edit[1].upper()] if edit else None


def session_id(name: str) -> str:
    """Return the id of the session that the file called `name` belongs to, or ""."""
    found = ID.match(name)
    return found[0] if found else ""


def piece_of(kind: Kind, text: str) -> ParsedFile:
    """Parse the `text` of a file of `kind`. Raises WrongFile."""
    if kind is Kind.RATING:
        return rating_of(text)
    if kind is Kind.DELETION:
        return deletion_of(text)
    if kind is Kind.NAMES:
        return names_of(text)
    if kind is Kind.CHECK:
        return check_of(text)
    return summary_of(text)


def entries(pieces: Mapping[str, ParsedFile]) -> tuple[Entry, ...]:
    """Return the sessions among `pieces`, which are keyed by file name; the latest first."""
    ratings: dict[str, list[tuple[str, Rating]]] = {}
    deletions: dict[str, list[tuple[str, Deletion]]] = {}
    sessions: list[tuple[datetime, str, SessionSummary]] = []
    for name, piece in pieces.items():
        known = name[:ID_LENGTH]
        if isinstance(piece, SessionSummary):
            sessions.append((piece.started, known, piece))
        elif isinstance(piece, Rating):
            ratings.setdefault(known, []).append((name, piece))
        elif isinstance(piece, Deletion):
            deletions.setdefault(known, []).append((name, piece))
    sessions.sort(key=itemgetter(0, 1), reverse=True)
    rated = {known: latest(said) for known, said in ratings.items()}
    deleted = {known: latest(said) for known, said in deletions.items()}
    return tuple(
        Entry(known, summary, rated.get(known), (last := deleted.get(known)) is not None and last.is_deleted)
        for _started, known, summary in sessions
    )


def checks(pieces: Mapping[str, ParsedFile]) -> tuple[Check, ...]:
    """Return the answers among `pieces`, the latest first."""
    found = [(piece.at, name, piece) for name, piece in pieces.items() if isinstance(piece, Check)]
    return tuple(piece for _at, _name, piece in sorted(found, key=itemgetter(0, 1), reverse=True))


Said = TypeVar("Said", Rating, Deletion, Names)


def latest(said: Iterable[tuple[str, Said]]) -> Said | None:
    """Return the latest of those said, each given with its file name; None where there is none."""
    newest = max(said, key=lambda one: (one[1].at, one[0]), default=None)
    return newest[1] if newest else None
