"""The packages made of a folder: the same from the same, and nothing in them that would stay behind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import appdir
import build
import deb_package
import pytest
import reproduce


@pytest.fixture(autouse=True)
def epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the sources be of a certain day."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")


@contextmanager
def under(umask: int) -> Iterator[None]:
    """Do something under a umask."""
    before = os.umask(umask)
    try:
        yield
    finally:
        os.umask(before)


def folder(place: Path) -> Path:
    """Lay out a program as the freezer leaves it."""
    made = place / "dist/RetroTimer"
    (made / "licenses").mkdir(parents=True)
    (made / "lib").mkdir()
    for name in ("retrotimer", "retrotimer-program", "licenses/MIT.txt", "lib/libone.so.1"):
        (made / name).write_text(name, encoding="utf-8")
    for name in ("retrotimer", "retrotimer-program"):
        (made / name).chmod((made / name).stat().st_mode | 0o100)
    (made / "lib/libone.so").symlink_to("libone.so.1")
    return made


def packages(place: Path) -> Path:
    """Make all packages of such a folder, and return where they are."""
    made = folder(place)
    build._finish_setup(made)
    build.archive(made, made.parent / "archive.tar.xz")
    build.self_extracting(made, made.parent / "single.run")
    build.zipped(made, made.parent / "windows.zip")
    deb_package.make(made, made.parent, place / "work", "9.8.7")
    appdir.make(made, made.parent, "9.8.7")
    return made.parent


def test_the_same_folder_gives_the_same_packages(tmp_path: Path) -> None:
    """Nobody could check that a package was made of the sources that it is said to be."""
    with under(0o022):
        first = packages(tmp_path / "first")
    with under(0o077):
        second = packages(tmp_path / "second place")
    names = {"archive.tar.xz", "single.run", "windows.zip", "retrotimer_9.8.7_amd64.deb"}
    assert names < {path.name for path in first.iterdir()}
    assert not reproduce.differs(first, second)
    (second / "RetroTimer/lib/libone.so").unlink()
    (second / "RetroTimer/lib/libone.so").symlink_to("libtwo.so.1")
    assert reproduce.differs(first, second)


def test_the_deb_has_only_files_that_dpkg_removes(tmp_path: Path) -> None:
    """Something of the program would stay behind, or a script of ours break the removal."""
    made = folder(tmp_path)
    deb = deb_package.make(made, made.parent, tmp_path / "work", "9.8.7")

    def message(*question: str) -> list[str]:
        done = subprocess.run(["dpkg-deb", *question], check=True, capture_output=True, text=True)
        return done.stdout.splitlines()

    control = tmp_path / "control"
    message("--control", str(deb), str(control))
    assert {path.name for path in control.iterdir()} == {"control", "md5sums"}
    rows = [row.split() for row in message("--contents", str(deb))]
    places = [row[5] for row in rows]
    assert all(place.startswith("./usr/") or place == "./" for place in places)
    assert {row[1] for row in rows} == {"root/root"}
    programs = {row[5] for row in rows if row[0] == "-rwxr-xr-x"}
    assert programs == {"./usr/lib/retrotimer/retrotimer", "./usr/lib/retrotimer/retrotimer-program"}
    assert {row[0] for row in rows} == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}


def test_the_appdir_has_what_an_appimage_needs(tmp_path: Path) -> None:
    """An AppImage would not start, or have no name and icon."""
    made = folder(tmp_path)
    appdir.make(made, made.parent, "9.8.7")
    root = made.parent / "RetroTimer.AppDir"
    assert (root / "AppRun").resolve() == root / "usr/lib/retrotimer/retrotimer"
    assert os.access(root / "AppRun", os.X_OK)
    (entry,) = root.glob("*.desktop")
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert "Exec=retrotimer %f" in lines
    assert (root / "usr/bin/retrotimer").resolve() == (root / "AppRun").resolve()
    icon = next(line for line in lines if line.startswith("Icon=")).partition("=")[2]
    assert (root / f"{icon}.png").read_bytes() == (root / ".DirIcon").read_bytes()
