"""Moving the data's folder: switched at once, cut off at any write, missing, and back again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.app.moving import missing_notice, move, use_usual
from retrotimer.files import places
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.moving import files_of
from retrotimer.training.errors import WrongRequest

DIES_AT = """
import os, pathlib, signal, sys
replace, left = pathlib.Path.replace, [int(sys.argv[2])]
def dying(self, target):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return replace(self, target)
pathlib.Path.replace = dying
from retrotimer.app.moving import move
move(pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual folder, with some data, on a machine that keeps to it."""
    monkeypatch.delenv(places.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "share" / places.NAME
    for name in ("presets/mine.toml", "history/20270301T170000Z-0a1b2c3d.json", "plan.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_all_places_move_together(usual: Path, tmp_path: Path) -> None:
    """Presets would come from one folder, and sessions go to another."""
    new = tmp_path / "Sync" / "running"
    before = files_of(usual)
    moved = move(new)
    assert (places.presets(), places.history(), places.trash()) == (
        new / "presets",
        new / "history",
        new / "trash",
    )
    assert files_of(new) == before
    (aside,) = usual.iterdir()
    assert files_of(aside) == before
    assert str(aside) in moved.told[-1]


@pytest.mark.skipif(os.name != "posix", reason="only there is a process killed like this")
@pytest.mark.parametrize("writes", range(5))
def test_a_killed_move_leaves_the_old_in_use(usual: Path, tmp_path: Path, writes: int) -> None:
    """A battery that dies in the middle of a move would leave half a library in use."""
    new, before = tmp_path / "new", files_of(usual)
    died = subprocess.run([sys.executable, "-c", DIES_AT, str(new), str(writes)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert places.data() == usual
    assert files_of(usual) == before
    move(new)
    assert files_of(new) == before


def test_a_failed_write_leaves_the_old_in_use(usual: Path, tmp_path: Path) -> None:
    """A full or locked target would leave the data without a folder."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "presets").write_text("a file where a folder has to be")
    with pytest.raises(NotSaved):
        move(tmp_path / "new")
    assert places.data() == usual


def test_a_missing_folder_is_told_and_never_made_anew(usual: Path, tmp_path: Path) -> None:
    """An empty mount point would be taken for a new library, and be filled."""
    new = tmp_path / "stick"
    move(new)
    assert not missing_notice()
    new.rename(tmp_path / "elsewhere")
    new.mkdir()
    assert str(new) in missing_notice()
    with pytest.raises(NotSaved, match="not there"), atomic_write(places.marks(), make_folder=True):
        pass
    assert not list(new.iterdir())
    with pytest.raises(WrongRequest, match="no data"):
        move(tmp_path / "nothing")
    move(tmp_path / "elsewhere")
    assert places.data() == tmp_path / "elsewhere"
    assert not missing_notice()
    assert usual.exists()


def test_the_way_back(usual: Path, tmp_path: Path) -> None:
    """A folder that was moved could never be moved home."""
    before = files_of(usual)
    move(tmp_path / "new")
    move(usual)
    assert places.moved_to() is None
    assert files_of(usual) == before
    assert files_of(tmp_path / "new") == before, "another laptop lost what it shares with us"


def test_the_usual_folder_can_be_used_again(usual: Path, tmp_path: Path) -> None:
    """Who lost the disk for good could not begin anew."""
    move(tmp_path / "new")
    assert use_usual() == usual
    assert places.data() == usual


def test_folders_that_cannot_be_one_are_refused(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data would be moved into itself, onto a file, or past the folder that holds everything."""
    (tmp_path / "file").write_text("")
    for folder, why in (
        (tmp_path / "file", "is a file"),
        (usual, "already"),
        (usual / "inner", "within"),
        (usual.parent, "around"),
    ):
        with pytest.raises(WrongRequest, match=why):
            move(folder)
    monkeypatch.setenv(places.HOME_VARIABLE, str(tmp_path / "home"))
    with pytest.raises(WrongRequest, match=places.HOME_VARIABLE):
        move(tmp_path / "new")
