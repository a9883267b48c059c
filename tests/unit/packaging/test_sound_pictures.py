"""The pictures of the tones in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

from sound_pictures import FOLDER, picture, tones

PAGE = Path(__file__).parents[3] / "docs" / "sounds.md"


def test_the_pictures_show_the_tones_as_they_are() -> None:
    """Athletes would learn tones that are not played: run `tools/assets/sound_pictures.py` again."""
    for name, notes in tones().items():
        assert (FOLDER / f"{name}.svg").read_text(encoding="utf-8") == picture(notes), name


def test_the_page_shows_every_tone_once() -> None:
    """An athlete would hear a tone that no page explains."""
    shown = re.findall(r"pictures/sounds/([a-z-]+)\.svg", PAGE.read_text(encoding="utf-8"))
    assert sorted(shown) == sorted(tones())
