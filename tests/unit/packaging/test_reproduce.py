"""The comparison of two builds: it must see every difference."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import reproduce


def made(folder: Path) -> Path:
    """Lay out what a build could leave."""
    inside = folder / "RetroTimer"
    inside.mkdir(parents=True)
    (inside / "file").write_text("text", encoding="utf-8")
    (inside / "link").symlink_to("file")
    (folder / "package.deb").write_bytes(b"deb")
    for path in (inside / "file", inside):
        os.utime(path, (1_000, 1_000))
    os.utime(inside / "link", (1_000, 1_000), follow_symlinks=False)
    return folder


def lead_elsewhere(folder: Path) -> None:
    """Let the link lead to another file."""
    (folder / "RetroTimer/link").unlink()
    (folder / "RetroTimer/link").symlink_to("elif")
    os.utime(folder / "RetroTimer/link", (1_000, 1_000), follow_symlinks=False)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "RetroTimer/file").chmod(0o600), "RetroTimer/file: another mode"),
        (lambda folder: os.utime(folder / "RetroTimer/file", (9, 9)), "RetroTimer/file: another time"),
        (lambda folder: (folder / "package.deb").write_bytes(b"bed"), "package.deb: another digest"),
        (lambda folder: (folder / "package.deb").unlink(), "package.deb: only in the first"),
        (lead_elsewhere, "RetroTimer/link: another digest"),
    ],
)
def test_a_difference_is_named(tmp_path: Path, change: Callable[[Path], object], message: str) -> None:
    """Two builds would count as the same while people get different files."""
    first, second = made(tmp_path / "first"), made(tmp_path / "second")
    (first / "RetroTimer/file").chmod(0o644)
    (second / "RetroTimer/file").chmod(0o644)
    assert reproduce.differences(reproduce.listing(first), reproduce.listing(second)) == []
    change(second)
    assert reproduce.differences(reproduce.listing(first), reproduce.listing(second)) == [message]
