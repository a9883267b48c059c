"""A disk that is full for as long as a test wants it."""

from __future__ import annotations

import os
from errno import ENOSPC
from pathlib import Path

import pytest


class FullDisk:
    """Lets nothing below `folder` become safe on the disk while `is_full`: what is written is refused in the end.

    That is the hardest case: bytes stand in the file, and nobody can say whether they will stay.
    """

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        self._folder = folder
        self._fsync = os.fsync
        monkeypatch.setattr(os, "fsync", self._sync)

    def _sync(self, number: int) -> None:
        if self.is_full and Path(f"/proc/self/fd/{number}").readlink().is_relative_to(self._folder):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        self._fsync(number)
