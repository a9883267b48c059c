"""What all tests share: how hypothesis looks for examples, and that no voice of this system speaks in them."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if "CI" in os.environ else "here")


@pytest.fixture(scope="session")
def nothing_said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a folder for caches in which no system's voice has said anything."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(autouse=True)
def _no_system_voice(monkeypatch: pytest.MonkeyPatch, nothing_said: str) -> None:
    """Let every machine be one without a voice of its own, which has never had one."""
    monkeypatch.setattr("retrotimer.app.speech.find_speaker", lambda: None)
    monkeypatch.setenv("XDG_CACHE_HOME", nothing_said)
