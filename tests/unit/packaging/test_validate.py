"""The command that runs the validators: it must not pass for want of something."""

from __future__ import annotations

from pathlib import Path

import pytest
import validate


def test_a_missing_tool_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A check that was left out would count as passed."""
    monkeypatch.setattr("shutil.which", lambda tool: None if tool in {"lintian", "fish"} else f"/usr/bin/{tool}")
    assert validate.main() == 3
    assert capsys.readouterr().err == "validate: sudo apt-get install lintian fish\n"


def test_a_missing_package_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A .deb that was not built would count as sound."""
    monkeypatch.setattr(validate, "DIST", tmp_path)
    monkeypatch.setattr("shutil.which", lambda tool: f"/usr/bin/{tool}")
    (tmp_path / "RetroTimer.AppDir/usr/share").mkdir(parents=True)
    assert validate.main() == 3
    assert "lacks .deb" in capsys.readouterr().err
