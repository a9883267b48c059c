"""Create the default data folder inside the folder of a test."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from retrotimer.files import paths


def usual_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the default data folder, with some data, and set the environment to use it."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "share" / paths.NAME
    for name in ("presets/mine.toml", "history/20270301T170000Z-0a1b2c3d.json", "plan.toml"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder
