"""Simulate a full disk."""

from __future__ import annotations

import os
from contextlib import suppress
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
        if self.is_full and self._is_below(os.fstat(number)):
            raise OSError(ENOSPC, os.strerror(ENOSPC))
        self._fsync(number)

    def _is_below(self, opened: os.stat_result) -> bool:
        """Return whether an open file lies there: compared with each, for only Linux knows its path."""
        for path in (self._folder, *self._folder.rglob("*")):
            with suppress(FileNotFoundError):  # one that goes meanwhile is not the open one
                if os.path.samestat(opened, path.lstat()):
                    return True
        return False
