"""The program that starts the standalone one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import deb_package

DESKTOP = deb_package.DESKTOP


def test_the_launcher_is_sound_and_names_an_old_system(tmp_path: Path) -> None:
    """An old Linux would show the loader's error, not what is needed."""
    getconf = tmp_path / "getconf"
    getconf.write_text("#!/bin/sh\necho glibc 2.31\n", encoding="utf-8")
    getconf.chmod(0o755)
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"}
    command = ["sh", str(DESKTOP / "launcher.sh")]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "needs glibc 2.35 or newer" in done.stderr
    assert "has 2.31" in done.stderr


def test_the_launcher_finds_the_program_by_any_way(tmp_path: Path) -> None:
    """The command of the .deb, which is a link, or a start from the folder itself would find nothing."""
    folder = tmp_path / "a folder"
    folder.mkdir()
    (folder / "retrotimer").write_bytes((DESKTOP / "launcher.sh").read_bytes())
    program = folder / "retrotimer-program"
    program.write_text('#!/bin/sh\necho "$@"; exit 7\n', encoding="utf-8")
    for path in folder.iterdir():
        path.chmod(0o755)
    (tmp_path / "once").symlink_to("a folder/retrotimer")
    (tmp_path / "twice").symlink_to("once")
    ways = (["./retrotimer"], ["sh", "retrotimer"], [str(tmp_path / "twice")], [str(folder / "retrotimer")])
    for way in ways:
        done = subprocess.run([*way, "one two", "3"], cwd=folder, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout) == (7, "one two 3\n")
