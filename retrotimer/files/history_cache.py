"""A note of what the files of a history say, so that years of training need not be read anew each time.

It stands outside the history's folder, on this machine only. Each file is noted with its size and time; one that
differs is read again. A note that is damaged, of another version or another folder counts as none, and deleting it
costs nothing but the time to read the files once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from retrotimer import __version__
from retrotimer.files import places
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.history_pieces import Piece
from retrotimer.files.regular import read_regular
from retrotimer.files.said_file import Deletion, Rating
from retrotimer.files.session_digest import Digest
from retrotimer.training.weeks import Figures

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
    return places.cache() / "history.index"


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
