"""The trial of the wheel: it must be able to fail."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
import try_wheel


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one asset and a hidden file beside it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/tone.wav").touch()
    (tmp_path / "assets/.hidden").touch()
    monkeypatch.setattr(try_wheel, "ROOT", tmp_path)
    return tmp_path


def wheel(folder: Path, *names: str) -> Path:
    """Write a wheel that holds these empty files."""
    path = folder / "retrotimer-1.0-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, "")
    return path


WHOLE = ("retrotimer/py.typed", "retrotimer/assets/tone.wav", "retrotimer-1.0.dist-info/licenses/LICENSE")


def test_a_whole_wheel_passes(checkout: Path) -> None:
    """A good wheel would be refused."""
    try_wheel.check_contents(wheel(checkout, *WHOLE))


@pytest.mark.parametrize("lost", WHOLE)
def test_a_lost_file_is_found(lost: str, checkout: Path) -> None:
    """A wheel without its sounds, types or licence would be shipped."""
    with pytest.raises(SystemExit, match="the wheel lacks"):
        try_wheel.check_contents(wheel(checkout, *(name for name in WHOLE if name != lost)))


def test_a_failing_command_is_shown_with_its_words(tmp_path: Path) -> None:
    """A crash of the installed program would pass, or leave no trace of why."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "retrotimer").write_text("#!/bin/sh\necho no preset of that name >&2\nexit 4\n", encoding="utf-8")
    (programs / "retrotimer").chmod(0o755)
    installed = try_wheel.Installed(programs, tmp_path)
    with pytest.raises(SystemExit, match=r"(?s)ended with 4.*no preset of that name"):
        installed("list")
