"""Configure the quick suite: its tests may not start processes."""

from __future__ import annotations

import itertools
import os
import platform
import subprocess
from pathlib import Path

import pytest

from retrotimer.files.paths import HOME_VARIABLE

platform.processor()  # a library calls it, which starts a process the first time


COUNT = itertools.count()


@pytest.fixture(scope="session")
def _homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _never_touches_own_data(monkeypatch: pytest.MonkeyPatch, _homes: Path) -> None:
    """Have a home for each test, not there yet: on no system is a test to find or write what a person made."""
    monkeypatch.setenv(HOME_VARIABLE, str(_homes / str(next(COUNT))))


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
