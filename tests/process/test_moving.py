"""Moving the data's folder: a process that is killed at any of its writes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.app.data_folder import move
from retrotimer.files import paths
from retrotimer.files.data_migration import files_of
from tests.helpers.usual_folder import usual_folder

DIES_AT = """
import os, pathlib, signal, sys
replace, left = pathlib.Path.replace, [int(sys.argv[2])]
def dying(self, target):
    if left[0] == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return replace(self, target)
pathlib.Path.replace = dying
from retrotimer.app.data_folder import move
move(pathlib.Path(sys.argv[1]))
"""


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual folder, with some data, on a machine that keeps to it."""
    return usual_folder(tmp_path, monkeypatch)


@pytest.mark.skipif(os.name != "posix", reason="only there is a process killed like this")
@pytest.mark.parametrize("writes", range(5))
def test_a_killed_move_leaves_the_old_in_use(usual: Path, tmp_path: Path, writes: int) -> None:
    """A battery that dies in the middle of a move would leave half a library in use."""
    new, before = tmp_path / "new", files_of(usual)
    died = subprocess.run([sys.executable, "-c", DIES_AT, str(new), str(writes)], check=False)
    assert died.returncode == -signal.SIGKILL
    assert paths.data() == usual
    assert files_of(usual) == before
    move(new)
    assert files_of(new) == before
