"""Append to and read the journal of a running session: JSON lines, each flushed to the disk.

A power cut may tear the last line: writing starts with a line break where there is none, reading skips torn lines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, read_regular

ENDING = ".jsonl"
MAX_BYTES = 64 << 20  # more than the journal of a day with a line each second holds

Line = Mapping[str, Any]


def new_place(started: datetime, folder: Path | None = None) -> Path:
    """Return where the journal of a session that starts at `started` goes."""
    stamp = started.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return (folder or paths.journal()) / f"{stamp}-{os.urandom(4).hex()}{ENDING}"


class JournalFile:
    """A journal open for writing. Raises NotSaved.

    `size` is how much of it is on the disk for certain; a line that was written in part is cut off before the next.
    """

    def __init__(self, path: Path, size: int | None = None) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("a+b", buffering=0)
            there = self._file.seek(0, os.SEEK_END)
        except OSError as error:
            raise NotSaved(path, error, is_ours=True) from error
        self.size = there if size is None else min(size, there)
        self._is_whole = False

    def add(self, line: Line) -> None:
        """Append `line`; it is on the disk when this returns. Raises NotSaved."""
        try:
            if self._file.seek(0, os.SEEK_END) > self.size:
                self._file.truncate(self.size)
            start = b"" if self._is_whole or _ends_whole(self._file) else b"\n"
            self._is_whole = False
            whole = start + json.dumps(line, ensure_ascii=True).encode() + b"\n"
            rest = memoryview(whole)
            while rest:  # a disk that is nearly full takes a part of it first
                rest = rest[self._file.write(rest) or 0 :]
            os.fsync(self._file.fileno())
        except OSError as error:
            raise NotSaved(self.path, error, is_ours=True) from error
        self._is_whole = True
        self.size += len(whole)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def _ends_whole(file: BinaryIO) -> bool:
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return True
    file.seek(size - 1)
    return file.read(1) == b"\n"


def journals(folder: Path | None = None) -> tuple[Path, ...]:
    """Return the journals that there are, the oldest first."""
    try:
        return tuple(sorted(path for path in (folder or paths.journal()).iterdir() if path.suffix == ENDING))
    except OSError:
        return ()


def read_lines(path: Path) -> tuple[Line, ...]:
    """Return the whole lines of the journal at `path`; none where it cannot be read."""
    try:
        source = read_regular(path, MAX_BYTES)
    except OSError:
        return ()
    return tuple(_whole(source))


def _whole(source: bytes) -> Iterator[Line]:
    for line in source.split(b"\n"):
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            yield found
