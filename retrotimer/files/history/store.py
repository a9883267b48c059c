"""Save, rate, delete and read sessions; files are never rewritten, each edit is a new small file.

So a folder that Syncthing, Dropbox or git carries merges by itself.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zlib import crc32

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write
from retrotimer.files.history.annotations import (
    Deletion,
    Names,
    Rating,
    deletion_text,
    names_of,
    names_text,
    rating_of,
    rating_text,
)
from retrotimer.files.history.checks import Check, check_text
from retrotimer.files.history.folder import read_text, unreadable
from retrotimer.files.history.merge import ID, Kind, edit_kind, kind_of, latest, piece_of
from retrotimer.files.history.session_file import SessionSummary, session_of, session_text
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord


def save(record: SessionRecord, folder: Path | None = None) -> Path:
    """Write `record` to a new file in `folder`, by default the history's, and return the file. Raises NotSaved."""
    return save_as(record, (folder or paths.history()) / file_name(record))


def file_name(record: SessionRecord) -> str:
    """Return a new file name for `record`; its stem is the id of the session."""
    return f"{_stamp(record.started)}-{_random()}.json"


def save_as(record: SessionRecord, path: Path) -> Path:
    """Write `record` to `path`, which a person chose, and return it. Raises NotSaved where it cannot be written."""
    _write(path, session_text(_placed(record)))
    return path


def known_id(path: Path, data: bytes, record: SessionRecord) -> str:
    """Return the id for the session of `path` with the contents `data`: the same one each time."""
    return path.stem if ID.fullmatch(path.stem) else f"{_stamp(record.started)}-{crc32(data):08x}"


def rate(path: Path, effort: int | None, note: str, at: datetime | None = None, mark: str = "") -> Path:
    """Write a rating of the session in `path` to a new file, made unique by `mark`. Raises NotSaved."""
    at = at or _after_all(path)
    beside = _beside(path, "rating", at, mark)
    _write(beside, rating_text(Rating(effort, note, at)))
    return beside


def name_marks(path: Path, names: tuple[str, ...]) -> Path:
    """Write the names of the arrivals of the session in `path` to a new file beside it. Raises NotSaved."""
    at = _after_all(path)
    beside = _beside(path, "names", at)
    _write(beside, names_text(Names(names, at)))
    return beside


def save_check(check: Check, folder: Path | None = None) -> Path:
    """Write an answer given before a session to a file in `folder`, by default the history's; return the file.

    The same answer has the same file. Raises NotSaved.
    """
    text = check_text(check)
    path = (folder or paths.history()) / f"{_stamp(check.at)}-{crc32(text.encode()):08x}.check.json"
    _write(path, text)
    return path


def delete(path: Path, *, is_deleted: bool = True, at: datetime | None = None) -> Path:
    """Write a deletion or restoration of the session in `path` to a new file; return it. Raises NotSaved."""
    at = at or _after_all(path)
    beside = _beside(path, "deletion", at)
    _write(beside, deletion_text(Deletion(is_deleted, at)))
    return beside


def read(path: Path) -> SessionRecord:
    """Return the session in `path`, its arrivals with the names given since. Raises WrongFile."""
    try:
        record = session_of(read_text(path))
    except WrongFile as error:
        raise WrongFile(unreadable(path, str(error))) from error
    if not record.marks:
        return record
    said = latest((beside.name, names_of(_readable(beside))) for beside in _said(path, Kind.NAMES))
    return record.with_names(said.names) if said else record


def _readable(path: Path) -> str:
    try:
        return read_text(path)
    except WrongFile as error:
        raise WrongFile(unreadable(path, str(error))) from error


def rating(path: Path) -> Rating | None:
    """Return the latest rating of the session in `path`, or None. Raises WrongFile."""
    found = []
    for beside in _said(path, Kind.RATING):
        try:
            found.append((beside.name, rating_of(read_text(beside))))
        except WrongFile as error:
            raise WrongFile(unreadable(beside, str(error))) from error
    return latest(found)


def _said(path: Path, *kinds: Kind) -> list[Path]:
    """Return the files of `kinds` that belong to the session in `path`."""
    try:
        listed = os.listdir(path.parent)  # noqa: PTH208 - ten thousand names, of which few become paths
    except OSError:  # writing beside it will tell why
        return []
    stem = path.stem
    beside = sorted(name for name in listed if name.startswith(stem))
    return [path.with_name(name) for name in beside if edit_kind(name, stem) in kinds]


def _after_all(path: Path) -> datetime:
    """Return the time now, or later than all files of the session, in case the clock was set back."""
    said = []
    for beside in _said(path, Kind.RATING, Kind.DELETION, Kind.NAMES):
        with suppress(WrongFile):
            piece = piece_of(kind_of(beside.name), read_text(beside))
            said += [] if isinstance(piece, SessionSummary) else [piece.at]
    now = datetime.now(UTC)
    with suppress(OverflowError):
        return max([now, *(at + timedelta(microseconds=1) for at in said)])
    return now


def _beside(path: Path, kind: str, at: datetime, mark: str = "") -> Path:
    return path.with_name(f"{path.stem}.{kind}-{_stamp(at)}-{mark or _random()}.json")


def _write(path: Path, text: str) -> None:
    with atomic_write(path, make_folder=True) as file:
        file.write(text.encode())


def _placed(record: SessionRecord) -> SessionRecord:
    """Return `record` with the local offset from UTC, where it has none."""
    if record.offset_s is not None:
        return record
    offset = record.started.astimezone().utcoffset()
    return replace(record, offset_s=round(offset.total_seconds())) if offset is not None else record


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _random() -> str:
    return os.urandom(4).hex()
