"""Machines on which something goes wrong: disks that fill, folders that vanish, rights that are taken away."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.files.paths import HOME_VARIABLE
from tests.helpers.tasks import AtOnce


class Disk:
    """A small disk of its own, mounted at `path`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._filler = path / "filler"

    def fill(self) -> None:
        """Leave no room at all."""
        with self._filler.open("wb", buffering=0) as file:
            while True:
                try:
                    file.write(b"x" * 4_096)
                except OSError:
                    return

    def free(self) -> None:
        """Give the room back."""
        self._filler.unlink()

    def protect(self, *, is_protected: bool = True) -> None:
        """Let nobody write to it, or let them again."""
        _mount("-o", f"remount,{'ro' if is_protected else 'rw'}", str(self.path))


def _mount(*arguments: str) -> None:
    subprocess.run(["mount", *arguments], check=True)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, whose journal is written at once."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return folder


@pytest.fixture
def disk(home: Path) -> Iterator[Disk]:
    """A home on a disk of half a megabyte."""
    home.mkdir()
    _mount("-t", "tmpfs", "-o", "size=512k", "tmpfs", str(home))
    yield Disk(home)
    subprocess.run(["umount", "-l", str(home)], check=True)
