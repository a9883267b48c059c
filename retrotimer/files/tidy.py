"""Clears away what a power cut left of files that were being written."""

from __future__ import annotations

import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from retrotimer.files import places

PATTERN = ".retrotimer-*.part"
"""How `atomic` names a file that is being written."""
OLD_S = 24 * 3_600
"""Nobody writes a file for so long; one that is younger may still be written."""


def tidy() -> None:
    """Remove what was left in our own folders; a folder of the data that is not there is let alone.

    Links are not followed, other folders not entered, and what cannot be removed stays.
    """
    before_s = time.time() - OLD_S
    for folder in _folders():
        for path in _left(folder):
            with suppress(OSError):
                found = path.lstat()
                if stat.S_ISREG(found.st_mode) and found.st_mtime < before_s:
                    path.unlink()


def _folders() -> set[Path]:
    mine = (places.settings().parent, places.journal().parent, places.drafts(), places.log(), places.spoken())
    if places.missing_data():  # what lies there now is another disk, or none
        return {*mine, places.cache()}
    shared = (places.presets(), places.history(), places.trash(), places.marks().parent)
    return {*mine, places.cache(), *shared}


def _left(folder: Path) -> Iterator[Path]:
    with suppress(OSError):
        yield from folder.glob(PATTERN)
