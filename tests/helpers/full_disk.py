"""Simulate a full disk."""

from __future__ import annotations

import os
from errno import ENOSPC
from pathlib import Path

import pytest


class FullDisk:
    """Make `os.fsync` fail with ENOSPC for files below `folder` while `is_full`.

    This is the hardest case: the bytes are in the file, but may be lost.
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
