"""Libraries that are to forget where they were built."""

from __future__ import annotations

import subprocess
from pathlib import Path

import build
import pytest


@pytest.mark.parametrize(
    ("search", "removed"), [("/home/builder/lib\n", True), ("$ORIGIN/lib\n", False), ("", False)]
)
def test_only_an_absolute_search_path_is_removed(
    search: str, removed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each start would look into the builder's folders, or Qt would no longer find its own libraries."""
    asked: list[str] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command[1])
        return subprocess.CompletedProcess(command, 0, search)

    monkeypatch.setattr(subprocess, "run", run)
    build._remove_build_path(Path("library.so"))
    assert ("--remove-rpath" in asked) is removed
