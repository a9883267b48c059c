"""What tests of a running program share."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app import instance


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what runs, and no long patience."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("RETROTIMER_HOME", str(folder / "home"))
    monkeypatch.setattr(instance, "ANSWER_S", 0.2)
    monkeypatch.setattr(instance, "OPENING_S", 0.0)
    return folder
