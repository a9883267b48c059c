"""Copy a person's data to another folder: no file there is overwritten, and each copy is read back and compared."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest

FOLDERS = ("presets", "history", "trash")
FILES = ("plan*.toml*", "marks*.json*")
"""With the copies beside them. Other files are not ours: on some systems the settings lie there too."""
PART_FILES = ".retrotimer-"  # how our own temporary files begin

Progress = Callable[[int, int], None]
"""Is called with the number of files done and of all files. What it raises ends the copying."""


def files_of(folder: Path) -> tuple[Path, ...]:
    """Return the files of the data in `folder`, relative to it. Raises MissingPart, WrongRequest for links."""
    return tuple(path for part in _parts(folder) for path in _below(folder, part))


def _parts(folder: Path) -> list[Path]:
    return [*(folder / name for name in FOLDERS), *(path for name in FILES for path in sorted(folder.glob(name)))]


def holds_data(folder: Path) -> bool:
    """Return whether `folder` holds data that was moved there before, by this machine or another one."""
    return (folder / paths.MARKER).exists()


class DataCopy:
    """Copy the data of `source` into `target`, whose own files stay; paths are relative.

    `new` maps written files to checksums; `differing` are those that `target` has with other contents.
    """

    def __init__(self, source: Path, target: Path, progress: Progress = lambda _done, _of: None) -> None:
        self._source, self._target, self._progress = source, target, progress
        self._is_adopted = holds_data(target)
        self.new: dict[Path, int] = {}
        self.differing: set[Path] = set()

    def run(self) -> None:
        """Copy each file that `target` lacks or that changed meanwhile. Raises MissingPart, WrongRequest."""
        files_of(self._target)  # a link there could lead what is written anywhere
        files = files_of(self._source)
        for done, path in enumerate(files, 1):
            self._copy(path)
            self._progress(done, len(files))
        _mark(self._target)

    def _copy(self, path: Path) -> None:
        contents, place = _bytes(self._source / path), self._target / path
        if os.path.lexists(place):
            found = _bytes(place)
            if found == contents:
                return
            if crc32(found) != self.new.get(path):  # not written by the first run
                self._note_difference(path)
                return
        with atomic_write(place, make_folder=True) as file:
            file.write(contents)
        self.new[path] = crc32(contents)
        if _bytes(place) != contents:
            sentence = _("{path} did not arrive as it was. The old folder stays in use; try another one.")
            raise MissingPart(sentence.format(path=printable(str(place))))

    def _note_difference(self, path: Path) -> None:
        if not self._is_adopted:
            sentence = _("{path} is there already with other contents. Nothing was moved: choose an empty folder.")
            raise WrongRequest(sentence.format(path=printable(str(self._target / path))))
        self.differing.add(path)


def move_to_subfolder(folder: Path, name: str) -> tuple[Path | None, str]:
    """Move the data in `folder` to its subfolder `name`; return that, and a sentence where it failed."""
    subfolder = folder / name
    try:
        subfolder.mkdir()
        for part in _parts(folder):
            if part.exists():
                part.rename(subfolder / part.name)
    except OSError as error:
        sentence = _("What was in {folder} could not be moved to a subfolder: {why}. It is not used any more.")
        return None, sentence.format(folder=printable(str(folder)), why=error.strerror or str(error))
    return subfolder, ""


def _below(folder: Path, path: Path) -> Iterator[Path]:
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            for inner in sorted(path.iterdir()):
                yield from _below(folder, inner)
            return
    except FileNotFoundError:
        return
    except OSError as error:
        raise _unread(path, error) from error
    if not stat.S_ISREG(mode):
        sentence = _("{path} is a link or a device, not a file: put it elsewhere first. Nothing was moved.")
        raise WrongRequest(sentence.format(path=printable(str(path))))
    if not path.name.startswith(PART_FILES):
        yield path.relative_to(folder)


def _mark(target: Path) -> None:
    if not holds_data(target):
        words = _("RetroTimer keeps workouts and history here. Leave this file where it is.")
        with atomic_write(target / paths.MARKER, make_folder=True) as file:
            file.write(f"{words}\n".encode())


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> MissingPart:
    sentence = _("{path} cannot be read: {why}. Nothing was moved.")
    return MissingPart(sentence.format(path=printable(str(path)), why=error.strerror or str(error)))
