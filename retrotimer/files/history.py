"""The history: one file a session, never written again; what is said of it later is a new small file beside it.

So a folder that Syncthing, Dropbox or git carries merges by itself.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

from retrotimer.files import places
from retrotimer.files.atomic import atomic_write
from retrotimer.files.session_file import Rating, rating_of, rating_text, session_of, session_text
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.record import SessionRecord

MAX_BYTES = 16 * 1024 * 1024
"""More than the longest session's file can have: 10,000 intervals."""


def save(record: SessionRecord, folder: Path | None = None) -> Path:
    """Write `record` to a new file in `folder`, by default the history's, and return the file.

    Raises:
        NotSaved: where it cannot be written.
    """
    path = (folder or places.history()) / f"{_stamp(record.started)}-{_random()}.json"
    return save_as(record, path)


def save_as(record: SessionRecord, path: Path) -> Path:
    """Write `record` to `path`, a place that a person chose, and return it.

    Raises:
        NotSaved: where it cannot be written.
    """
    _write(path, session_text(record))
    return path


def rate(path: Path, effort: int | None, note: str, at: datetime | None = None) -> Path:
    """Write a rating of the session in `path` to a new file beside it, and return that.

    Raises:
        NotSaved: where it cannot be written.
    """
    at = at or datetime.now(UTC)
    beside = path.with_name(f"{path.stem}.rating-{_stamp(at)}-{_random()}.json")
    _write(beside, rating_text(Rating(effort, note, at)))
    return beside


def read(path: Path) -> SessionRecord:
    """Return the session in `path`, which is left as it is.

    Raises:
        WrongFile: where it cannot be read, is no session, or of a newer format.
    """
    try:
        return session_of(_read(path))
    except WrongFile as error:
        raise _named(path, error) from error


def rating(path: Path) -> Rating | None:
    """Return the latest rating of the session in `path`, or None.

    Raises:
        WrongFile: where a rating's file cannot be read, is none, or of a newer format.
    """
    found: list[tuple[datetime, str, Rating]] = []
    prefix = f"{path.stem}.rating-"
    for beside in sorted(path.parent.iterdir()):
        if beside.name.startswith(prefix) and beside.suffix == ".json":
            try:
                made = rating_of(_read(beside))
            except WrongFile as error:
                raise _named(beside, error) from error
            found.append((made.at, beside.name, made))
    return max(found, key=lambda one: one[:2])[2] if found else None


def _write(path: Path, text: str) -> None:
    with atomic_write(path, make_folder=True) as file:
        file.write(text.encode())


def _read(path: Path) -> str:
    try:
        if not path.is_file():
            raise WrongFile(_("It is not there, or not a file."))
        with path.open("rb") as file:
            return file.read(MAX_BYTES).decode()
    except OSError as error:
        raise WrongFile(error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise WrongFile(_("It is torn, or not of RetroTimer.")) from error


def _named(path: Path, error: WrongFile) -> WrongFile:
    return WrongFile(_("{file} cannot be read: {why}").format(file=printable(str(path)), why=str(error)))


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _random() -> str:
    return os.urandom(4).hex()
