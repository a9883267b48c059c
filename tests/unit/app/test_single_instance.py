"""The door of the open window: nobody else comes in, and it is found wherever there is room for it."""

from __future__ import annotations

import os
import socket
import stat
import sys
from pathlib import Path

import pytest

from retrotimer.app.single_instance import LONGEST_ADDRESS, Alone, Message, claim, own_door

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets in Python")
pytestmark = pytest.mark.usefixtures("runtime")


@posix
def test_nobody_else_can_call(runtime: Path) -> None:
    """Another person on the machine could hand files over."""
    found = claim(Message())
    assert found
    found.open()
    assert {stat.S_IMODE(path.stat().st_mode) for path in runtime.iterdir()} == {0o600}
    found.close()


@posix
@pytest.mark.parametrize("name", ["t", "t" * 120])
def test_without_a_runtime_folder_there_is_one_among_the_temporary(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """On a bare machine, or with a long path, each start would open a window of its own."""
    temporary = tmp_path_factory.mktemp(name)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("TMPDIR", str(temporary))
    longest = own_door()._file("1234567")
    folder = Path(longest).parent
    assert folder.parent in {temporary, Path("/tmp")}  # noqa: S108 - that is what is tested
    assert len(os.fsencode(longest)) <= LONGEST_ADDRESS
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@posix
def test_a_folder_that_others_can_enter_is_not_used(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else could stand at the door and take what is handed over."""
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    folder = temporary / f"retrotimer-{os.getuid()}"
    folder.mkdir()
    folder.chmod(0o777)
    with pytest.raises(Alone, match="cannot tell here whether"):
        claim(Message())


@posix
def test_a_caller_without_a_name_is_dropped(runtime: Path) -> None:
    """A program that cannot be answered would stop the reading of all others."""
    found = claim(Message())
    assert found
    found.open()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as nameless:
        nameless.sendto(b'{"preset": "a"}', str(next(runtime.glob("*.door"))))
    assert found.read() == []
    found.close()
