"""The command that photographs the window for README and docs."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pictures
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme

ROOT = Path(__file__).resolve().parents[2]
SMALL = (800, 600)


@pytest.fixture(autouse=True)
def look(qtbot: QtBot) -> Iterator[None]:  # noqa: ARG001 - there must be an application
    """Leave colours as they were."""
    yield
    theme.use(theme.LIGHT)


def test_every_page_gets_a_picture_of_its_own(tmp_path: Path) -> None:
    """Else a page that can no longer be reached would show another one, and nobody would see it."""
    seen = set()
    for name in pictures.PAGES:
        pictures.photograph(name, "light", SMALL, tmp_path / f"{name}.png")
        image = QImage(str(tmp_path / f"{name}.png"))
        assert (image.width(), image.height()) == SMALL, name
        seen.add((tmp_path / f"{name}.png").read_bytes())
    assert len(seen) == len(pictures.PAGES)


def test_a_dark_picture_is_dark(tmp_path: Path) -> None:
    """Else the pictures would show the light theme twice."""
    for look, is_dark in (("light", False), ("dark", True)):
        path = tmp_path / f"{look}.png"
        pictures.photograph("library", look, SMALL, path)
        assert (QImage(str(path)).pixelColor(2, 2).lightness() < 128) is is_dark


def test_a_persons_own_folders_stay_untouched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else photographing would put a session that nobody ran into the history, and change the settings."""
    home = tmp_path / "home"
    monkeypatch.setenv("RETROTIMER_HOME", str(home))
    pictures.photograph("summary", "dark", SMALL, tmp_path / "picture.png")
    assert not home.exists()
    assert os.environ["RETROTIMER_HOME"] == str(home)


def test_pictures_that_pages_show_are_made_by_the_command() -> None:
    """Else a picture would stay as it once was while the window changes."""
    made = {pictures.shown_file(name, theme) for theme, names in pictures.SHOWN.items() for name in names.split()}
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages)
    assert set(re.findall(r"pictures/([\w-]+\.png)", text)) == made
    assert {path.name for path in pictures.PICTURES.glob("*.png")} == made
