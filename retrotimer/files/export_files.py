"""Write exports, which never go over a file of RetroTimer's own or over what they are made from."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write
from retrotimer.files.history.merge import Kind, kind_of
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

PRESET_ENDING = ".toml"


@contextmanager
def export_write(path: Path, sources: Iterable[Path] = ()) -> Iterator[BinaryIO]:
    """Yield a file as `atomic_write` does, never over `sources` or our own. Raises NotSaved, WrongRequest."""
    _refuse_sources(path, sources)
    refuse_own(path)
    with atomic_write(path) as file:
        yield file


def _refuse_sources(path: Path, sources: Iterable[Path]) -> None:
    if any(_is_same(source, path) for source in sources):
        sentence = _(
            "{file} is what this is made from, and would be lost: choose another name. Nothing was written."
        )
        raise WrongRequest(sentence.format(file=printable(str(path))))


def refuse_own(path: Path) -> None:
    """Raise WrongRequest where `path`, by whatever name, is a file of RetroTimer's own."""
    if is_own_file(Path(os.path.realpath(path))):
        sentence = _(
            "{file} is a file of RetroTimer's own, and would be lost: choose another name. Nothing was written."
        )
        raise WrongRequest(sentence.format(file=printable(str(path))))


def is_own_file(path: Path) -> bool:
    """Return whether the resolved `path` is an existing file that RetroTimer itself wrote."""
    if not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name that is too long
        return False
    if any(_is_same(path, place) for place in _single_files()):
        return True
    if any(_is_in(path, folder()) for folder in (paths.trash, paths.drafts, paths.journal)):
        return True
    if path.suffix.casefold() == PRESET_ENDING and _is_in(path, paths.presets()):
        return True
    return kind_of(path.name) is not Kind.FOREIGN and _is_in(path, paths.history())


def _single_files() -> tuple[Path, ...]:
    names = (paths.plan(), paths.marks(), paths.settings(), paths.window(), paths.pointer())
    return (*names, paths.data() / paths.MARKER)


def _is_in(path: Path, folder: Path) -> bool:
    return any(_is_same(parent, folder) for parent in path.parents)


def _is_same(one: Path, other: Path) -> bool:
    """Return whether both are one file or folder: by a link, another spelling, another way to it."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False
