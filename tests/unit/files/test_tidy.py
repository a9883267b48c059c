"""Test removing old temporary files."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.atomic import OLD_S, remove_temp_files

NAME = ".retrotimer-0123456789ab.part"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def left(folder: Path, name: str = NAME, age_s: float = OLD_S + 60) -> Path:
    """Leave a file in `folder` that was written so long ago."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.touch()
    then = time.time() - age_s
    os.utime(path, (then, then))
    return path


def test_old_pieces_go_from_all_our_folders(home: Path) -> None:
    """If it failed, every power cut would leave something for ever."""
    kept = (paths.presets(), paths.history(), paths.trash(), paths.marks().parent)
    folders = (*kept, paths.drafts(), paths.journal().parent, paths.cache(), home)
    pieces = [left(folder) for folder in folders]
    remove_temp_files()
    assert not any(path.exists() for path in pieces)


def test_what_may_still_be_written_or_is_not_ours_stays(home: Path, tmp_path: Path) -> None:
    """If it failed, another window's saving would fail, or a person's file be gone."""
    kept = [
        left(paths.presets(), age_s=OLD_S - 60),
        left(paths.history(), "note.part"),
        left(paths.history() / "deep"),
        left(tmp_path),
    ]
    (paths.presets() / ".retrotimer-link.part").symlink_to(tmp_path / NAME)
    (home / ".retrotimer-folder.part").mkdir()
    remove_temp_files()
    assert all(path.exists() for path in kept)


def test_without_folders_nothing_happens(home: Path) -> None:
    """If it failed, a first start would end in an error, or make folders."""
    remove_temp_files()
    assert not home.exists()


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that the data was moved to."""
    monkeypatch.delenv("RETROTIMER_HOME")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / paths.MARKER).touch()
    paths.pointer().parent.mkdir(parents=True)
    paths.pointer().write_text(str(folder))
    return folder


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the test are named as Linux has it")
def test_old_pieces_go_from_a_folder_that_was_moved(moved: Path) -> None:
    """If it failed, a shared folder would collect pieces, on all laptops."""
    pieces = [left(moved / name) for name in ("presets", "history", "trash", "")]
    remove_temp_files()
    assert not any(path.exists() for path in pieces)


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the test are named as Linux has it")
def test_a_folder_that_is_not_there_is_let_alone(moved: Path) -> None:
    """If it failed, files would be deleted on another disk that is mounted in its place."""
    (moved / paths.MARKER).unlink()
    others, ours = [left(moved / name) for name in ("presets", "")], left(paths.cache())
    remove_temp_files()
    assert all(path.exists() for path in others)
    assert not ours.exists()
