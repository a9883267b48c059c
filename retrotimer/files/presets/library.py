"""List and find presets: the built-in ones, then the person's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from retrotimer.files import paths as places
from retrotimer.files.assets import asset
from retrotimer.files.presets.reader import Preset, id_of, read_preset
from retrotimer.files.wording import nearest, printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest

ID = "plan-week-{number}"


def plan_files() -> tuple[Path, ...]:
    """Return the files of all weeks, in order."""
    from retrotimer.training.history.plan import WEEKS  # 5 ms that `list` does without

    folder = asset("plan")
    return tuple(folder / f"{ID.format(number=number)}.toml" for number in range(1, WEEKS + 1))


def plan_preset(number: int) -> Preset:
    """Return the preset of week `number`, counted from 1."""
    return read_preset(plan_files()[number - 1], is_builtin=True)


__all__ = ["BUILT_IN", "Broken", "Listed", "Preset", "adopt", "all_presets", "find", "free_place", "listed"]

BUILT_IN = (
    "first-steps",
    "beginner",
    "gentler-3-1",
    "equal-1-1",
    "pyramid",
    "retro-hiit",
    "track-laps",
    "warm-up-drill",
    "shuttle",
    "long-and-tall",
    "knee-aware-walk",
    "balance-walk",
    "balance-children",
    "face-to-face",
    "fifty-fifty",
    "cool-down-retro",
    "hill-retro",
    "sprint-primer",
    "two-minute-test",
    "race-100",
    "race-200",
    "race-400",
    "race-800",
    "race-1500",
    "race-3000",
    "race-5000",
    "alternata-3k",
)
"""In the order in which a list shows them: roughly from a first try to a race."""
SUFFIX = ".toml"
NAMELESS = "preset"
PORTS = (f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")
RESERVED = frozenset(("con", "prn", "aux", "nul", "conin$", "conout$", *PORTS))
"""Names that Windows keeps for itself, whatever follows after a dot."""
UNKEPT = dict.fromkeys(map(ord, '<>:"/\\|?*'), "-") | dict.fromkeys(range(32), "-")
"""Signs that a file's name may not have there."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that is no preset, or a folder that cannot be looked into; it stays as it is. `mistakes` says why."""

    id: str
    path: Path
    mistakes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A preset's file that nobody has read yet."""

    path: Path
    is_builtin: bool = False

    @property
    def id(self) -> str:
        """The id that the preset has, or would have were it not broken."""
        return id_of(self.path)

    def read(self) -> Preset | Broken:
        """Return what is in it."""
        return _read(self.path, is_builtin=self.is_builtin)


def listed() -> tuple[Listed | Broken, ...]:
    """Return the files of the built-in presets, then the person's by their ids, without reading any."""
    own, unread = _own_files()
    return (*(Listed(path, is_builtin=True) for path in _built_in_files()), *map(Listed, own), *unread)


def all_presets() -> tuple[Preset | Broken, ...]:
    """Return the built-in presets, then the person's by their ids; the same id may occur twice."""
    return tuple(file.read() if isinstance(file, Listed) else file for file in listed())


def adopt(path: Path) -> Preset:
    """Copy the preset at `path` to the person's own, unless they have the same. Raises WrongFile, NotSaved."""
    from retrotimer.files.atomic import atomic_write  # most people read only

    read_preset(path)
    try:
        contents = path.read_bytes()
    except OSError as error:  # it went away in between
        sentence = _("{path} cannot be read: {why}").format(path=printable(str(path)), why=error.strerror)
        raise WrongFile(sentence) from error
    for is_builtin, files in _everybodys():
        for file in files:
            if _holds(file, contents):
                return read_preset(file, is_builtin=is_builtin)
    target = free_place(path.stem)
    with atomic_write(target, make_folder=True) as written:
        written.write(contents)
    return read_preset(target)


def free_place(stem: str) -> Path:
    """Return an unused path for a preset named `stem` among the person's own, valid on every system."""
    accepted = {file.stem for _is_builtin, files in _everybodys() for file in files}
    return places.presets() / _free_name(plain_stem(stem), accepted)


def plain_stem(stem: str) -> str:
    """Return `stem` as the name of a file that stays in its folder, is not hidden, and is one on Windows too."""
    plain = stem.translate(UNKEPT).lstrip(".").strip() or NAMELESS
    return f"{NAMELESS}-{plain}" if plain.partition(".")[0].rstrip().casefold() in RESERVED else plain


def _everybodys() -> tuple[tuple[bool, tuple[Path, ...]], ...]:
    return (False, _own_files()[0]), (True, _built_in_files())


def _holds(file: Path, contents: bytes) -> bool:
    try:
        return file.stat().st_size == len(contents) and file.read_bytes() == contents
    except OSError:
        return False


def _free_name(stem: str, accepted: set[str]) -> str:
    """Return a file's name for `stem` that is not taken in any case, as some disks know no case."""
    folded = {name.casefold() for name in accepted}
    names = chain([stem], (f"{stem} {n}" for n in count(2)))
    return next(name for name in names if name.casefold() not in folded) + SUFFIX


def find(text: str) -> Preset:
    """Return the preset with the path or, in any case, the id `text`. Raises WrongFile, WrongRequest.

    A person's preset goes before a built-in one, even if it is broken; the error for an unknown id names the
    nearest.
    """
    if _is_file_name(text):
        return read_preset(places.expanded(text))
    built_in = (*_built_in_files(), *plan_files())
    own, _unread = _own_files()
    candidates = (*own, *built_in)
    for path in candidates:
        if id_of(path) == text:
            return read_preset(path, is_builtin=path in built_in)
    for path in candidates:
        if id_of(path).casefold() == text.casefold():
            return read_preset(path, is_builtin=path in built_in)
    raise WrongRequest(_no_such_preset(text, [id_of(path) for path in candidates]))


def _is_file_name(text: str) -> bool:
    separators = [separator for separator in (os.sep, os.altsep) if separator]
    return any(separator in text for separator in separators) or text.casefold().endswith(SUFFIX)


def _no_such_preset(text: str, ids: list[str]) -> str:
    near = nearest(text, ids)
    if near:
        return _("There is no preset {text}. Did you mean '{near}'?").format(text=shown(text), near=near)
    return _("There is no preset {text}. `retrotimer list` shows those there are.").format(text=shown(text))


def _built_in_files() -> tuple[Path, ...]:
    folder = asset("presets")
    return tuple(folder / f"{name}{SUFFIX}" for name in BUILT_IN)


def _own_files() -> tuple[tuple[Path, ...], tuple[Broken, ...]]:
    """Return the files of the person's presets; or their folder as broken, if there is one that cannot be read."""
    folder = places.presets()
    try:
        paths = sorted(folder.iterdir(), key=lambda path: (path.name.casefold(), path.name))
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        sentence = _("{path} cannot be read: {why}").format(path=printable(str(folder)), why=error.strerror)
        return (), (Broken(folder.name, folder, (sentence,)),)
    return tuple(path for path in paths if path.suffix.casefold() == SUFFIX and path.name[0] != "."), ()


def _read(path: Path, *, is_builtin: bool = False) -> Preset | Broken:
    try:
        return read_preset(path, is_builtin=is_builtin)
    except WrongFile as error:
        return Broken(id_of(path), path, error.mistakes)
