"""A note of what the files of a history say, so that years of training need not be read anew each time.

It stands outside the history's folder, on this machine only. Each file is noted with its size and time; one that
differs is read again. A note that is damaged, of another version or another folder counts as none, and deleting it
costs nothing but the time to read the files once.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from retrotimer import __version__
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write, read_regular
from retrotimer.files.history.annotations import Deletion, Rating, deletion_of
from retrotimer.files.history.json_fields import NewerFile
from retrotimer.files.history.merge import Entry, Kind, Piece, entries, kind_of, latest, piece_of, session_id
from retrotimer.files.history.session_file import Digest, session_of
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.history.weeks import Figures

FORMAT = 1
MAX_BYTES = 256 << 20
SESSION_ROW, RATING_ROW = 13, 5


class Noted(NamedTuple):
    """What a file said when it had this size, and this time of its last change, in ns."""

    size: int
    mtime_ns: int
    piece: Piece


Notes = Mapping[str, Noted]
"""By the names of the files."""


def cache_file() -> Path:
    """Return where the note is kept."""
    return paths.cache() / "history.index"


def read_notes(folder: Path) -> Notes:
    """Return what was noted of the files in `folder`; nothing where the note does not hold."""
    try:
        head, _line, body = read_regular(cache_file(), MAX_BYTES).partition(b"\n")
        if head.decode() != _head(folder, body):
            return {}
        return {name: _noted(row) for name, row in json.loads(body).items()}
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return {}


def write_notes(folder: Path, notes: Notes) -> None:
    """Note what the files in `folder` say; where that cannot be, the next reading only takes longer."""
    body = json.dumps({name: _row(noted) for name, noted in notes.items()}, separators=(",", ":")).encode()
    with suppress(NotSaved, UnicodeEncodeError), atomic_write(cache_file(), make_folder=True) as file:
        file.write(f"{_head(folder, body)}\n".encode() + body)


def _head(folder: Path, body: bytes) -> str:
    return json.dumps([FORMAT, __version__, str(folder), crc32(body)])


def _row(noted: Noted) -> list[object]:
    piece = noted.piece
    at: list[object] = [noted.size, noted.mtime_ns]
    if isinstance(piece, Digest):
        what = (piece.name, piece.preset, piece.started.isoformat(), piece.offset_s, piece.is_finished)
        return [*at, *what, *piece.figures]
    if isinstance(piece, Rating):
        return [*at, piece.effort, piece.note, piece.at.isoformat()]
    return [*at, piece.is_deleted, piece.at.isoformat()]


def _noted(row: list[Any]) -> Noted:
    """Return what `row` notes; how long it is tells what."""
    if len(row) == SESSION_ROW:
        size, mtime_ns, name, preset, started, offset_s, is_finished, *ms = row
        digest = Digest(name, preset, datetime.fromisoformat(started), offset_s, is_finished, Figures(*ms))
        return Noted(size, mtime_ns, digest)
    if len(row) == RATING_ROW:
        size, mtime_ns, effort, note, at = row
        return Noted(size, mtime_ns, Rating(effort, note, datetime.fromisoformat(at)))
    size, mtime_ns, is_deleted, at = row
    return Noted(size, mtime_ns, Deletion(is_deleted, datetime.fromisoformat(at)))


FOLDER_MAX_BYTES = 16 * 1024 * 1024
"""More than the longest session's file can have."""
TOLD_EACH, CHUNK = 100, 1 << 16
OF_THE_SYSTEM = {"desktop.ini", "thumbs.db", "icon\r"}
"""What Windows and macOS put into any folder; other systems' names begin with a point."""


class Cause(Enum):
    """Why a file was passed over."""

    COPY = auto()
    FOREIGN = auto()
    NO_FILE = auto()
    UNREADABLE = auto()
    NEWER = auto()


_PASSED: dict[Kind | None, Cause] = {Kind.COPY: Cause.COPY, Kind.FOREIGN: Cause.FOREIGN}


class Passed(NamedTuple):
    """A file called `name` that was passed over; `why` says more where the cause alone does not."""

    name: str
    cause: Cause
    why: str = ""


class Contents(NamedTuple):
    """What the folder holds."""

    entries: tuple[Entry, ...]
    passed: tuple[Passed, ...]


class _Found(NamedTuple):
    name: str
    size: int
    mtime_ns: int


Progress = Callable[[int, int], None]
"""Hears how many of how many files are read."""


def read_folder(folder: Path | None = None, tell: Progress | None = None) -> Contents:
    """Return what is in `folder`, by default the history's. Never raises because of what is in it."""
    folder = folder or paths.history()
    passed: list[Passed] = []
    notes = read_notes(folder)
    found = list(_files(folder, passed, notes))
    kept: dict[str, Noted] = {}
    for nth, file in enumerate(found):
        if tell and not nth % TOLD_EACH:
            tell(nth, len(found))
        known = notes.get(file.name)
        if known and known[:2] == file[1:]:
            kept[file.name] = known
        elif piece := _read(folder, file.name, passed):
            kept[file.name] = Noted(file.size, file.mtime_ns, piece)
    if kept != notes:
        write_notes(folder, kept)
    return Contents(entries({name: noted.piece for name, noted in kept.items()}), tuple(passed))


def sessions_since(
    since: datetime, folder: Path | None = None
) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
    """Return the sessions that began at `since` or later, in order, and a sentence for each unreadable file.

    Files of earlier sessions are not read: their names tell when they began.
    """
    folder = folder or paths.history()
    first = since.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    late = sorted(found.name for found in _files(folder, [], {}) if found.name >= first)
    records: list[SessionRecord] = []
    mistakes: list[str] = []
    deleted = _deleted(folder, [name for name in late if kind_of(name) is Kind.DELETION])
    for name in late:
        if kind_of(name) is Kind.SESSION and session_id(name) not in deleted:
            try:
                records.append(session_of(read_text(folder / name)))
            except WrongFile as error:
                mistakes.append(unreadable(folder / name, str(error)))
    return tuple(records), tuple(mistakes)


def _deleted(folder: Path, names: list[str]) -> set[str]:
    said: dict[str, list[tuple[str, Deletion]]] = {}
    for name in names:
        try:
            said.setdefault(session_id(name), []).append((name, deletion_of(read_text(folder / name))))
        except WrongFile:  # told where the whole history is read
            continue
    last = {known: latest(deletions) for known, deletions in said.items()}
    return {known for known, deletion in last.items() if deletion and deletion.is_deleted}


def read_text(path: Path) -> str:
    """Return the text of the file at `path`, which may be anything at all.

    Raises:
        WrongFile: where it is no file, cannot be read, is too large or not UTF-8.
    """
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            data = _data(handle)
        finally:
            os.close(handle)
    except FileNotFoundError as error:
        raise WrongFile(_("It is not there, or not a file.")) from error
    except OSError as error:
        raise WrongFile(error.strerror or str(error)) from error
    if len(data) > FOLDER_MAX_BYTES:
        raise WrongFile(_("It is larger than any session."))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise WrongFile(_("It is torn, or not of RetroTimer.")) from error


def _data(handle: int) -> bytes:
    """Return what is in the open file, or more than `MAX_BYTES` of it. Python files take twice as long."""
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        raise WrongFile(_("It is not there, or not a file."))
    data = os.read(handle, min(found.st_size, FOLDER_MAX_BYTES) + 1)
    while len(data) <= FOLDER_MAX_BYTES and (more := os.read(handle, CHUNK)):
        data += more
    return data


def unreadable(path: Path, why: str) -> str:
    """Return the sentence that names a file and says why it cannot be read."""
    from retrotimer.files.wording import printable  # seldom wanted

    return _("{file} cannot be read: {why}").format(file=printable(str(path)), why=why)


def _read(folder: Path, name: str, passed: list[Passed]) -> Piece | None:
    try:
        return piece_of(kind_of(name), read_text(folder / name))
    except NewerFile as error:
        passed.append(Passed(name, Cause.NEWER, str(error)))
    except WrongFile as error:
        passed.append(Passed(name, Cause.UNREADABLE, str(error)))
    return None


def _files(folder: Path, passed: list[Passed], notes: Notes) -> Iterator[_Found]:
    """Give the files that are to be read; what stands in `notes` has been looked at before."""
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                name = entry.name
                is_known = name in notes
                if is_known or not (name.startswith(".") or name.casefold() in OF_THE_SYSTEM):
                    found = _file(entry, passed, is_known=is_known)
                    if found:
                        yield found
    except FileNotFoundError:  # nothing was done yet
        return
    except OSError as error:
        passed.append(Passed(str(folder), Cause.UNREADABLE, error.strerror or str(error)))


def _file(entry: os.DirEntry[str], passed: list[Passed], *, is_known: bool) -> _Found | None:
    kind = None if is_known else kind_of(entry.name)
    if kind and kind in _PASSED:
        passed.append(Passed(entry.name, _PASSED[kind]))
        return None
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:  # gone since it was listed
        return None
    if stat.S_ISREG(found.st_mode):
        return _Found(entry.name, found.st_size, found.st_mtime_ns)
    passed.append(Passed(entry.name, Cause.NO_FILE))
    return None
