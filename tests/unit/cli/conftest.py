"""Fixtures that run the command line in this process, with a private data folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer import texts
from retrotimer.cli import main

Result = tuple[int, str, str]
"""Exit status, standard output, standard error."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set a private data folder, no screen, and English."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RETROTIMER_LANGUAGE", "en")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    texts.use(None)
    return tmp_path / "home"


@pytest.fixture
def retrotimer(capsys: pytest.CaptureFixture[str]) -> Callable[..., Result]:
    """Return a function that runs `retrotimer` with arguments."""

    def run(*arguments: str) -> Result:
        status = main(arguments)
        return status, *capsys.readouterr()

    return run


@pytest.fixture
def mine(home: Path) -> Callable[..., Path]:
    """Return a function that writes a user preset."""

    def write(name: str, source: str) -> Path:
        path = home / "presets" / f"{name}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
        return path

    return write
