"""Libraries that are to forget where they were built."""

from __future__ import annotations

import re
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


def test_the_setup_of_windows_removes_all_that_it_installs() -> None:
    """Files of the program, menu entries or keys would stay after it was removed."""
    script = build.NSIS.read_text(encoding="utf-8")
    install, _, uninstall = script.partition('Section "Uninstall"')
    kinds = re.findall(r'!insertmacro Kind ("\.\w+" "[\w.]+")', install)
    assert kinds == re.findall(r'!insertmacro ForgetKind ("\.\w+" "[\w.]+")', uninstall)
    assert len(kinds) == 3
    for name in ("RetroTimer.exe", "retrotimer.com", "lib", "licenses", "sbom.cdx.json"):
        assert f'"$INSTDIR\\{name}"' in install.partition("!macro RemoveProgram")[2]
    assert install.count("!insertmacro RemoveProgram") == uninstall.count("!insertmacro RemoveProgram") == 1
    assert 'Delete "$SMPROGRAMS\\RetroTimer.lnk"' in uninstall
    assert 'DeleteRegKey HKCU "${UNINSTALL}"' in uninstall
