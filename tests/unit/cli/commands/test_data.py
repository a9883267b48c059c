"""`retrotimer data`, as it is typed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from retrotimer.cli import main
from retrotimer.files import paths


def test_data_is_told_moved_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could tell where the data lies, or move it without the window."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    (paths.presets()).mkdir(parents=True)
    assert main(["data", "move", str(tmp_path / "shared")]) == 0
    assert main(["data"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(tmp_path / "shared")
    (tmp_path / "shared").rename(tmp_path / "gone")
    assert main(["data"]) == 0
    assert "is not there now" in capsys.readouterr().out
    main(["list"])
    assert "is not there now" in capsys.readouterr().err
    assert main(["data", "usual"]) == 0
    assert str(paths.usual_data()) in capsys.readouterr().out
