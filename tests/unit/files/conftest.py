"""Provide fixtures for a private data folder and for presets in files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.errors import WrongFile


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a private data folder, which does not exist yet."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    return folder


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that writes a preset's source into `my.toml` and returns its path."""

    def write(source: str) -> Path:
        path = tmp_path / "my.toml"
        path.write_text(source, encoding="utf-8")
        return path

    return write


@pytest.fixture
def mistakes(written: Callable[[str], Path]) -> Callable[[str], list[str]]:
    """Return a function that reads a wrong preset's source and returns its mistakes, without the file's name."""

    def read(source: str) -> list[str]:
        path = written(source)
        with pytest.raises(WrongFile) as caught:
            read_preset(path)
        assert all(sentence.startswith(f"{path}: ") for sentence in caught.value.mistakes)
        return [sentence.removeprefix(f"{path}: ") for sentence in caught.value.mistakes]

    return read
