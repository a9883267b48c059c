"""Configure the quick suite: its tests may not start processes."""

from __future__ import annotations

import os
import platform
import subprocess

import pytest

platform.processor()  # a library calls it, which starts a process the first time


@pytest.fixture(autouse=True)
def _never_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sync nothing: no test of this process survives a power cut, and a slow disk would take minutes."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)


@pytest.fixture(autouse=True)
def _starts_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test that starts a process: it belongs in tests/process, tests/system or tests/packages."""

    class Refused(subprocess.Popen[bytes]):
        def __init__(self, *command: object, **_options: object) -> None:
            self.returncode = 0  # its destructor asks for it
            pytest.fail(f"a test of the quick suite starts a program: {command}")

    monkeypatch.setattr(subprocess, "Popen", Refused)
