"""Write files atomically, and read regular files only."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from retrotimer.files import paths
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

OURS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}
"""Errors that only writing raises: in the caller's `with` block, such an error is about the file being written."""
FULL = {errno.ENOSPC, errno.EDQUOT}


class NotSaved(MissingPart):
    """A file could not be written, and what it would replace is unchanged.

    `reason` is the sentence without advice; `is_ours` means a place of RetroTimer's own, for which there is no
    other.
    """

    def __init__(self, path: Path, error: OSError, *, is_ours: bool = False) -> None:
        why = error.strerror or str(error)
        self.path = path
        self.reason = _("{path} could not be saved: {why}.").format(path=printable(str(path)), why=why)
        if not is_ours:
            advice = _("Nothing was changed; choose another place.")
        elif error.errno in FULL:
            advice = _("Nothing was changed; make room on the disk and try again.")
        else:
            advice = _("Nothing was changed.")
        super().__init__(f"{self.reason} {advice}")


@contextmanager
def atomic_write(path: Path, *, make_folder: bool = False) -> Iterator[BinaryIO]:
    """Yield a binary file that replaces `path`, following links, when the `with` block ends without an error.

    With `make_folder`, for RetroTimer's own places, a missing folder is made, but never a data folder whose disk is
    not connected. Exports use `export_files.export_write`. Raises NotSaved.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".retrotimer-{os.urandom(6).hex()}.part")
    try:
        with _as_not_saved(path, is_ours=make_folder):
            if make_folder:
                _refuse_missing(path)
                target.parent.mkdir(parents=True, exist_ok=True)
            file = _create(temporary, target)
        with _as_not_saved(path, OURS, is_ours=make_folder), file:  # closing writes what is left, and may fail too
            yield file
            with _as_not_saved(path, is_ours=make_folder):
                file.flush()
                os.fsync(file.fileno())
        with _as_not_saved(path, is_ours=make_folder):
            temporary.replace(target)
            _sync_folder(target.parent)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_own_folder(path: Path) -> None:
    """Make a folder of RetroTimer's own where it is missing. Raises NotSaved."""
    with _as_not_saved(path, is_ours=True):
        _refuse_missing(path)
        path.mkdir(parents=True, exist_ok=True)


def _refuse_missing(path: Path) -> None:
    missing = paths.missing_data()
    if missing and path.is_relative_to(missing):
        raise OSError(errno.ENOENT, _("the folder of your data is not there; connect its disk"))


@contextmanager
def _as_not_saved(path: Path, only: set[int] | None = None, *, is_ours: bool) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if only is None or error.errno in only:
            raise NotSaved(path, error, is_ours=is_ours) from error
        raise


def _create(temporary: Path, target: Path) -> BinaryIO:
    """Open a new file beside `target`, as open to others as `target` is."""
    if target.exists() and not target.is_file():  # a device, which renaming would replace by a file
        raise OSError(errno.EEXIST, _("what is there is not a file"))
    file = temporary.open("xb")
    with suppress(OSError):  # there is none yet, or the file system knows no rights
        temporary.chmod(stat.S_IMODE(target.stat().st_mode))
    return file


def _sync_folder(folder: Path) -> None:
    """Sync the folder, so that the new name survives a power cut."""
    if os.name != "posix":
        return
    with suppress(OSError):  # the file itself is safe by now: this is no reason to call it unsaved
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


PATTERN = ".retrotimer-*.part"  # the names of temporary files
OLD_S = 24 * 3_600  # a temporary file that is younger may still be in use


def remove_temp_files() -> None:
    """Remove old temporary files from our own folders, without following links."""
    before_s = time.time() - OLD_S
    for folder in _folders():
        for path in _left(folder):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and found.st_mtime < before_s:
                    path.unlink()


def _folders() -> set[Path]:
    mine = (paths.settings().parent, paths.journal().parent, paths.drafts(), paths.log(), paths.spoken())
    if paths.missing_data():  # what lies there now is another disk, or none
        return {*mine, paths.cache()}
    shared = (paths.presets(), paths.history(), paths.trash(), paths.marks().parent)
    return {*mine, paths.cache(), *shared}


def _left(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.glob(PATTERN)


CHUNK = 1 << 16


def read_regular(path: Path, most: int) -> bytes:
    """Return at most `most` bytes of the file at `path`. Raises OSError."""
    # a pipe that nobody writes to would block; os.read is twice as fast as a file object for small files
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        data = os.read(handle, min(found.st_size + 1, most))
        while len(data) < most and (more := os.read(handle, min(CHUNK, most - len(data)))):
            data += more
        return data
    finally:
        os.close(handle)
