"""The sessions of the history since some moment, read from their files."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

from retrotimer.files import history, places
from retrotimer.training.errors import WrongFile
from retrotimer.training.record import SessionRecord

SESSION = re.compile(r"(\d{8}T\d{6}Z)-[0-9a-f]{8}\.json")
"""The name of a session's file; what is said of it later, and copies made in conflict, have other names."""


def sessions_since(
    since: datetime, folder: Path | None = None
) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
    """Return the sessions that began at `since` or later, in order, and a sentence for each unreadable file.

    Files of earlier sessions are not read: their names tell when they began.
    """
    records: list[SessionRecord] = []
    mistakes: list[str] = []
    first = since.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for path in _files(folder or places.history()):
        named = SESSION.fullmatch(path.name)
        if named and named[1] >= first:
            try:
                records.append(history.read(path))
            except WrongFile as error:
                mistakes += error.mistakes
    return tuple(records), tuple(mistakes)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:  # nothing was done yet
        return []
