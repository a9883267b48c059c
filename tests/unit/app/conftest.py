"""Provide fixtures for tests of a running program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.runtime_folder import use_runtime_folder


@pytest.fixture
def runtime(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a private runtime folder, with short timeouts."""
    return use_runtime_folder(tmp_path_factory.mktemp("run"), monkeypatch)
