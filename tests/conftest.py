"""What all tests share: how hypothesis looks for examples, and that no voice of this system speaks in them."""

from __future__ import annotations

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "here")

for size in ("COLUMNS", "LINES"):
    os.environ.pop(size, None)  # pytest-xdist sets them, and a program would believe them rather than its terminal

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell ignores Ctrl-C for what it starts in the background
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def nothing_said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder for caches in which no system's voice has said anything."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_system_voice(monkeypatch: pytest.MonkeyPatch, nothing_said: str) -> None:
    """Let every machine be one without a voice of its own, which has never had one."""
    monkeypatch.setattr("retrotimer.app.speech.find_speaker", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", nothing_said)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files; its path is short, as a socket's below it may hold only 107 characters."""
    with tempfile.TemporaryDirectory(prefix="rt-") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        yield Path(folder)
