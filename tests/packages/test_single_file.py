"""The single file: what it does to the program that it holds, and what it leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
from pathlib import Path

import build
import pytest

PROGRAM = """#!/bin/sh
case $1 in
  tell) shift; pwd; umask; printf '%s|' "$@"; read -r said; echo "$said" ;;
  exit) exit "$2" ;;
  wait) trap 'exit 42' TERM INT; echo ready; while :; do sleep 0.05; done ;;
esac
"""


@pytest.fixture(scope="module")
def single(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A single file with a small program in it."""
    folder = tmp_path_factory.mktemp("made") / "RetroTimer"
    folder.mkdir()
    (folder / "retrotimer").write_text(PROGRAM, encoding="utf-8")
    (folder / "retrotimer").chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1793491200")
        return build.self_extracting(folder, folder.parent / "single file.run")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which it is to unpack itself."""
    place = tmp_path / "a place"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    return place


class Course:
    """What was started, and those that it left to clear up: they all hold one end of a pipe."""

    def __init__(self, *command: str | Path, cwd: Path | None = None, umask: int = -1) -> None:
        self._open, held = os.pipe()
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, cwd=cwd, umask=umask, text=True, pass_fds=[held], stdin=pipe, stdout=pipe, stderr=pipe
        )
        os.close(held)

    def end(self) -> tuple[int, str, str]:
        """Type a line, and return status, output and complaints, once everybody has gone."""
        out, complaints = self.process.communicate("typed\n", timeout=60)
        assert os.read(self._open, 1) == b""  # it ends when the last of them does
        os.close(self._open)
        return self.process.returncode, out, complaints


@pytest.mark.parametrize("umask", [0o022, 0o077, 0o600])
def test_the_program_has_the_persons_folder_umask_arguments_and_input(
    single: Path, place: Path, tmp_path: Path, umask: int
) -> None:
    """A file named from where the person stands would not be found, or what is written be closed to all others."""
    course = Course(single, "tell", "--version", "one two", "-h", cwd=tmp_path, umask=umask)
    assert course.end() == (0, f"{tmp_path}\n{umask:04o}\n--version|one two|-h|typed\n", "")
    assert not any(place.iterdir())


def test_the_exit_status_is_the_programs(single: Path, place: Path) -> None:
    """A script would take a session that failed for one that went well."""
    for arguments, status in ((("exit", "0"), 0), (("exit", "130"), 130), (("--", "exit", "5"), 5)):
        assert Course(single, *arguments).end() == (status, "", "")
    assert not any(place.iterdir())


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, 42), (signal.SIGINT, 42), (signal.SIGKILL, -9)])
def test_a_signal_reaches_the_program_and_nothing_is_left(
    single: Path, place: Path, sent: signal.Signals, status: int
) -> None:
    """Ctrl-C would end the wrapper alone, or an ended program leave a hundred megabytes each time."""
    course = Course(single, "wait")
    assert course.process.stdout
    assert course.process.stdout.readline() == "ready\n"
    assert oct(next(place.iterdir()).stat().st_mode)[-3:] == "700"
    course.process.send_signal(sent)
    assert course.end()[0] == status
    assert not any(place.iterdir())


def test_a_damaged_file_is_told(single: Path, place: Path, tmp_path: Path) -> None:
    """Half a download would end in the words of tar or xz, or start half a program."""
    half = tmp_path / "half.run"
    half.write_bytes(single.read_bytes()[:-40])
    assert Course("sh", half, "exit", "0").end() == (3, "", f"{half} is damaged: download it again.\n")
    assert not any(place.iterdir())


def test_where_nothing_may_be_written_it_looks_elsewhere(
    single: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A temporary folder that is gone would keep a person from training."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "gone"))
    assert Course(single, "exit", "6").end() == (6, "", "")
