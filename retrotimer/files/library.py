"""The presets there are: the built-in ones, then the person's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from retrotimer.files import places
from retrotimer.files.assets import asset
from retrotimer.files.preset import Preset, id_of, read_preset
from retrotimer.files.wording import nearest, printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest

__all__ = ["BUILT_IN", "Broken", "Preset", "all_presets", "find"]

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
    "alternata-3k",
)
"""In the order in which a list shows them: roughly from a first try to a race."""
SUFFIX = ".toml"


@dataclass(frozen=True, slots=True)
class Broken:
    """A file that is no preset, or a folder that cannot be looked into; it stays as it is. `mistakes` says why."""

    id: str
    path: Path
    mistakes: tuple[str, ...]


def all_presets() -> tuple[Preset | Broken, ...]:
    """Return the built-in presets, then the person's by their ids.

    A person's preset with a built-in's id stands beside it in the list; `find` gives theirs.
    """
    own, unread = _own_files()
    return (*(_read(path, is_builtin=True) for path in _built_in_files()), *map(_read, own), *unread)


def find(text: str) -> Preset:
    """Return the preset that `text` means: a file, if it has a path separator or ends in .toml, or else an id.

    An id is found in any case. A person's preset goes before a built-in one of the same id, even if theirs is
    broken: they should hear of that instead of running another workout.

    Raises:
        WrongFile: where the file cannot be read as a preset.
        WrongRequest: where no preset has that id; it names the nearest one.
    """
    if _is_file_name(text):
        return read_preset(Path(text).expanduser())
    built_in = _built_in_files()
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
