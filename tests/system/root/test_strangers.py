"""The socket of a running window is closed to other people on the same machine."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from retrotimer.app.single_instance import Alone, Instance, Message, claim
from tests.helpers.other_person import NOBODY, somebody


@pytest.fixture
def window(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    """The instance of a window that root has open, in a folder that anybody may look for."""
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    found = claim(Message())
    assert found
    found.open()
    yield found
    found.close()


def test_another_person_can_neither_call_nor_remove_the_socket(window: Instance) -> None:
    """If it failed, anybody on the machine could hand a window files, or keep it from opening."""
    address = Path(window.endpoint.path)
    address.parent.parent.chmod(0o755)
    with somebody(), socket.socket(socket.AF_UNIX) as stranger:
        with pytest.raises(PermissionError):
            stranger.connect(str(address))
        with pytest.raises(PermissionError):
            address.unlink()
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
