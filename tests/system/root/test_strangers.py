"""Other people on the same machine: the door of a running window is not theirs."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.app.single_instance import Alone, Instance, Message, claim
from tests.helpers.other_person import NOBODY, somebody

CALL = b'{"preset": "/etc/passwd", "token": "", "secret": ""}\n'


@pytest.fixture
def window(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    """The door of a window that root has open, in a folder that anybody may look for."""
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    found = claim(Message())
    assert found
    found.open()
    yield found
    found.close()


def test_another_person_can_neither_call_nor_take_the_door(window: Instance) -> None:
    """If it failed, anybody on the machine could hand a window files, or keep it from opening."""
    door = window._door._file("door")
    Path(door).parent.parent.chmod(0o755)
    with somebody(), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as stranger:
        with pytest.raises(PermissionError):
            stranger.sendto(CALL, door)
        with pytest.raises(PermissionError):
            Path(door).unlink()
    assert window.read() == []


def test_a_folder_that_another_person_laid_out_is_not_used(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, who makes our folder among the temporary files first could read what is handed over."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    trap = temporary / f"retrotimer-{os.getuid()}"
    trap.mkdir(mode=0o700)
    os.chown(trap, NOBODY, NOBODY)
    with pytest.raises(Alone):
        claim(Message())
    assert list(trap.iterdir()) == []
