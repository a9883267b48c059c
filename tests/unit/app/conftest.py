"""What tests of a running program share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.runtime_folder import use_runtime_folder


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for what runs, and no long patience."""
    return use_runtime_folder(tmp_path_factory.mktemp("run"), monkeypatch)
