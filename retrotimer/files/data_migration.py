"""Copying all data of a person to another folder, or joining it to what is there: nothing is ever overwritten.

Each file is copied, compared byte by byte, and only then does anyone rely on it. A file that is there already with
other contents stays, and ours comes beside it under a name made from its contents: doing it twice, or from two
machines in any order, gives the same union.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write
from retrotimer.files.library_state import Marks, marks_of, read_marks, write_marks
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, WrongRequest

FOLDERS = ("presets", "history", "trash")
FILES = ("plan*.toml*", "marks*.json*")
"""With the copies beside them. What is in neither is not ours: on some systems the settings lie there too."""
MARKS = "marks.json"
PART_FILES = ".retrotimer-"
"""How our own temporary files begin."""

ROUNDS = 20
"""How often files are looked for again that came, or changed, while others were copied."""

Progress = Callable[[int, int], None]
"""Is told how many files are done, and of how many. What it raises ends the copying."""
Known = tuple[Path, int, int]
"""A file as it was when it was listed: where in the folder, how many bytes, and when it was last changed, in ns."""


class Copied(NamedTuple):
    """How many files were new in the folder, and which of ours lie beside others of the same name."""

    new: int
    beside: tuple[Path, ...]


def files_of(folder: Path) -> tuple[Path, ...]:
    """Return the files of the data in `folder`, relative to it.

    Raises:
        MissingPart: where a folder of it cannot be read.
        WrongRequest: where a link or a device lies among them, which a copy would not be.
    """
    return tuple(path for part in _parts(folder) for path in _below(folder, part))


def _parts(folder: Path) -> list[Path]:
    return [*(folder / name for name in FOLDERS), *(path for name in FILES for path in sorted(folder.glob(name)))]


def holds_data(folder: Path) -> bool:
    """Return whether `folder` holds data that was moved there before, by this machine or another one."""
    return (folder / paths.MARKER).exists()


class Copying:
    """Brings all data of `source` into `target`, whose own stays, and sees that it arrived."""

    def __init__(self, source: Path, target: Path, told: Progress = lambda _done, _of: None) -> None:
        self._source, self._target, self._told = source, target, told
        self._done: set[Known] = set()
        self._new: dict[Path, int] = {}
        self._beside: list[Path] = []

    def run(self) -> Copied:
        """Copy what was not copied before.

        Raises:
            MissingPart: where something cannot be read, written (`NotSaved`), did not arrive as it was, or where
                files come and change faster than they are copied.
            WrongRequest: where a link or a device lies among the files.
        """
        files_of(self._target)  # a link there could lead what is written anywhere
        for _round in range(ROUNDS):
            left = self._left()
            if not left:
                _mark(self._target)
                return self.copied
            of = len(self._done) + len(left)
            for known in left:
                self._bring(known[0])
                self._done.add(known)
                self._told(len(self._done), of)
        sentence = _(
            "Files in {folder} change faster than they can be copied: let other programs finish, then try again. "
            "Nothing was moved."
        )
        raise MissingPart(sentence.format(folder=printable(str(self._source))))

    @property
    def copied(self) -> Copied:
        """What was copied up to now."""
        return Copied(len(self._new), tuple(self._beside))

    def _left(self) -> list[Known]:
        return [known for known in map(_known(self._source), files_of(self._source)) if known not in self._done]

    def _bring(self, path: Path) -> None:
        contents = _bytes(self._source / path)
        place = self._target / path
        if path.name == MARKS and place.exists() and _join_marks(self._source / path, place):
            return
        # what was brought before, and changed at home since, is renewed
        is_ours = place in self._new and crc32(_bytes(place)) == self._new[place]
        if os.path.lexists(place) and not is_ours and not _holds(place, contents):
            place = place.with_name(beside_name(path, contents))
            self._beside.append(place)
        if is_ours or not os.path.lexists(place):
            with atomic_write(place, make_folder=True) as file:
                file.write(contents)
            self._new[place] = crc32(contents)
        if not _holds(place, contents):
            sentence = _("{path} did not arrive as it was. The old folder stays in use; try another one.")
            raise MissingPart(sentence.format(path=printable(str(place))))


def place_in(source: Path, target: Path, path: Path) -> Path:
    """Return where the file at `path`, relative to `source`, lies in `target`, to which it was copied.

    Raises:
        MissingPart: where it cannot be read.
    """
    beside = (target / path).with_name(beside_name(path, _bytes(source / path)))
    return beside if beside.exists() else target / path


def put_aside(folder: Path, name: str) -> tuple[Path | None, str]:
    """Rename the data in `folder` into a folder `name` in it; return that, and a sentence where it failed."""
    aside = folder / name
    try:
        aside.mkdir()
        for part in _parts(folder):
            if part.exists():
                part.rename(aside / part.name)
    except OSError as error:
        sentence = _("What was in {folder} could not be put aside: {why}. It is not used any more.")
        return None, sentence.format(folder=printable(str(folder)), why=error.strerror or str(error))
    return aside, ""


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


def _known(source: Path) -> Callable[[Path], Known]:
    def known(path: Path) -> Known:
        try:
            found = (source / path).stat()
        except OSError as error:
            raise _unread(source / path, error) from error
        return path, found.st_size, found.st_mtime_ns

    return known


def beside_name(path: Path, contents: bytes) -> str:
    """Return the name of a file with these `contents` beside another one that has the name of `path`."""
    mark = f"{crc32(contents):08x}"
    if path.parts[0] == "history":  # there it is no session of its own, and is told as a copy
        return f"{path.stem}.conflict-{mark}{path.suffix}"
    return f"{path.stem}-{mark}{path.suffix}"


def _join_marks(ours: Path, theirs: Path) -> bool:
    """Write into `theirs` the favourites and uses of both; return False where one cannot be understood."""
    import json

    try:
        one, other = (marks_of(json.loads(_bytes(path))) for path in (theirs, ours))
    except (ValueError, RecursionError):
        return False
    joined = union(one, other)
    if joined != one:
        write_marks(joined, theirs)
    if read_marks(theirs)[0] != joined:
        sentence = _("{path} did not arrive as it was. The old folder stays in use; try another one.")
        raise MissingPart(sentence.format(path=printable(str(theirs))))
    return True


def union(one: Marks, other: Marks) -> Marks:
    """Return the favourites of both and the later uses; how the list is arranged is taken from `one`."""
    used = {key: max(one.used.get(key, ""), other.used.get(key, "")) for key in one.used.keys() | other.used.keys()}
    return Marks(one.favourites | other.favourites, used, one.sort, one.level, one.favourites_only)


def _mark(target: Path) -> None:
    if not holds_data(target):
        words = _("RetroTimer keeps workouts and history here. Leave this file where it is.")
        with atomic_write(target / paths.MARKER, make_folder=True) as file:
            file.write(f"{words}\n".encode())


def _holds(path: Path, contents: bytes) -> bool:
    return stat.S_ISREG(path.lstat().st_mode) and _bytes(path) == contents


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise _unread(path, error) from error


def _unread(path: Path, error: OSError) -> MissingPart:
    sentence = _("{path} cannot be read: {why}. Nothing was moved.")
    return MissingPart(sentence.format(path=printable(str(path)), why=error.strerror or str(error)))
