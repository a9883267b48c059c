"""Which files are RetroTimer's own, with what a person made: an export must never write over one of them."""

from __future__ import annotations

from pathlib import Path

from retrotimer.files import places
from retrotimer.files.history_pieces import Kind, kind_of

PRESET_ENDING = ".toml"


def is_own_file(path: Path) -> bool:
    """Return whether `path`, which links were followed for, is a file of RetroTimer's own that is there.

    Files that a person put beside them, such as a sound among the presets, are not.
    """
    if not path.exists():
        return False
    if any(_is_same(path, place) for place in _single_files()):
        return True
    if any(_is_in(path, folder()) for folder in (places.trash, places.drafts, places.journal)):
        return True
    if path.suffix.casefold() == PRESET_ENDING and _is_in(path, places.presets()):
        return True
    return kind_of(path.name) is not Kind.FOREIGN and _is_in(path, places.history())


def _single_files() -> tuple[Path, ...]:
    names = (places.plan(), places.marks(), places.settings(), places.window(), places.pointer())
    return (*names, places.data() / places.MARKER)


def _is_in(path: Path, folder: Path) -> bool:
    return any(_is_same(parent, folder) for parent in path.parents)


def _is_same(one: Path, other: Path) -> bool:
    """Return whether both are one file or folder: by a link, another spelling, another way to it."""
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False
