"""Read the history's folder: list its files, skip what is not a session's, parse the rest."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from retrotimer.files import paths
from retrotimer.files.atomic import read_regular
from retrotimer.files.history.annotations import Deletion, deletion_of
from retrotimer.files.history.checks import Check
from retrotimer.files.history.json_fields import NewerFile
from retrotimer.files.history.merge import (
    Entry,
    Kind,
    ParsedFile,
    checks,
    entries,
    kind_of,
    latest,
    piece_of,
    session_id,
)
from retrotimer.files.history.session_file import session_of
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import SessionRecord

MAX_BYTES = 16 * 1024 * 1024  # more than the longest session's file can have
TOLD_EACH = 100
NO_FILE = {errno.ENOENT, errno.EINVAL}  # `read_regular` raises EINVAL for what is no regular file
OF_THE_SYSTEM = {"desktop.ini", "thumbs.db", "icon\r"}
"""What Windows and macOS put into any folder; other systems' names begin with a point."""


class SkipReason(Enum):
    """Why a file was skipped."""

    COPY = auto()
    FOREIGN = auto()
    NO_FILE = auto()
    UNREADABLE = auto()
    NEWER = auto()


_PASSED: dict[Kind, SkipReason] = {Kind.COPY: SkipReason.COPY, Kind.FOREIGN: SkipReason.FOREIGN}


class Passed(NamedTuple):
    """A skipped file and the cause; `why` adds details where the cause alone does not say enough."""

    name: str
    cause: SkipReason
    why: str = ""


class Contents(NamedTuple):
    """What the folder holds."""

    entries: tuple[Entry, ...]
    passed: tuple[Passed, ...]
    checks: tuple[Check, ...] = ()


class FileStamp(NamedTuple):
    """A file's name, its size in bytes and the time of its last change in ns."""

    name: str
    size: int
    mtime_ns: int


Progress = Callable[[int, int], None]  # is called with the number of files read and of all files


def read_folder(folder: Path | None = None, notify: Progress | None = None, latest: int | None = None) -> Contents:
    """Return what is in `folder`, by default the history's; with `latest` only of so many files, the latest ones.

    Never raises because of what is in it.
    """
    folder = folder or paths.history()
    passed: list[Passed] = []
    found = list(_files(folder, passed))
    if latest is not None:
        found = sorted(found, reverse=True)[:latest]  # by their names, which begin with the time
    pieces: dict[str, ParsedFile] = {}
    for nth, file in enumerate(found):
        if notify and not nth % TOLD_EACH:
            notify(nth, len(found))
        if piece := _read(folder, file.name, passed):
            pieces[file.name] = piece
    return Contents(entries(pieces), tuple(passed), checks(pieces))


def read_checks(folder: Path | None = None) -> tuple[Check, ...]:
    """Return the answers in `folder`, by default the history's, the latest first, without reading any session."""
    folder, passed = folder or paths.history(), list[Passed]()
    names = [found.name for found in _files(folder, passed) if kind_of(found.name) is Kind.CHECK]
    return checks({name: piece for name in names if (piece := _read(folder, name, passed))})


def has_sessions(folder: Path | None = None) -> bool:
    """Return whether there is any session in `folder`, by default the history's, without reading one."""
    return any(kind_of(found.name) is Kind.SESSION for found in _files(folder or paths.history(), []))


def stamps(folder: Path) -> frozenset[FileStamp]:
    """Return the stamps of the history's files in `folder`: they differ once a file came, went or changed."""
    return frozenset(_files(folder, []))


def sessions_since(
    since: datetime, folder: Path | None = None
) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
    """Return the sessions since `since` in order, and a sentence for each unreadable file."""
    folder = folder or paths.history()
    first = since.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    late = sorted(found.name for found in _files(folder, []) if found.name >= first)
    records: list[SessionRecord] = []
    mistakes: list[str] = []
    deleted = _deleted(folder, [name for name in late if kind_of(name) is Kind.DELETION])
    for name in late:
        if kind_of(name) is Kind.SESSION and session_id(name) not in deleted:
            try:
                record = session_of(read_text(folder / name))
                records += [record] if record.counts else []
            except WrongFile as error:
                mistakes.append(unreadable(folder / name, str(error)))
    return tuple(records), tuple(mistakes)


def _deleted(folder: Path, names: list[str]) -> set[str]:
    said: dict[str, list[tuple[str, Deletion]]] = {}
    for name in names:
        try:
            said.setdefault(session_id(name), []).append((name, deletion_of(read_text(folder / name))))
        except WrongFile:  # reported when the whole history is read
            continue
    last = {known: latest(deletions) for known, deletions in said.items()}
    return {known for known, deletion in last.items() if deletion and deletion.is_deleted}


def read_text(path: Path) -> str:
    """Return the text of the regular file at `path`. Raises WrongFile."""
    try:
        data = read_regular(path, MAX_BYTES + 1)
    except OSError as error:
        if error.errno in NO_FILE:
            raise WrongFile(_("It is not there, or not a file.")) from error
        raise WrongFile(error.strerror or str(error)) from error
    if len(data) > MAX_BYTES:
        raise WrongFile(_("It is larger than any session."))
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise WrongFile(_("It is torn, or not of RetroTimer.")) from error


def unreadable(path: Path, why: str) -> str:
    """Return the sentence that names a file and says why it cannot be read."""
    from retrotimer.files.wording import printable  # seldom wanted

    return _("{file} cannot be read: {why}").format(file=printable(str(path)), why=why)


def _read(folder: Path, name: str, passed: list[Passed]) -> ParsedFile | None:
    try:
        return piece_of(kind_of(name), read_text(folder / name))
    except NewerFile as error:
        passed.append(Passed(name, SkipReason.NEWER, str(error)))
    except WrongFile as error:
        passed.append(Passed(name, SkipReason.UNREADABLE, str(error)))
    return None


def _files(folder: Path, passed: list[Passed]) -> Iterator[FileStamp]:
    try:
        with os.scandir(folder) as listed:
            for entry in listed:
                if not (entry.name.startswith(".") or entry.name.casefold() in OF_THE_SYSTEM):
                    found = _file(entry, passed)
                    if found:
                        yield found
    except FileNotFoundError:  # nothing was done yet
        return
    except OSError as error:
        passed.append(Passed(str(folder), SkipReason.UNREADABLE, error.strerror or str(error)))


def _file(entry: os.DirEntry[str], passed: list[Passed]) -> FileStamp | None:
    kind = kind_of(entry.name)
    if kind in _PASSED:
        passed.append(Passed(entry.name, _PASSED[kind]))
        return None
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:  # gone since it was listed
        return None
    if stat.S_ISREG(found.st_mode):
        return FileStamp(entry.name, found.st_size, found.st_mtime_ns)
    passed.append(Passed(entry.name, SkipReason.NO_FILE))
    return None
