"""Fonts: letters are as wide as they are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF

from retrotimer.gui import theme

SENTENCE = "Example: rounds in a line, Cool down, Set 12 of 12"


@pytest.mark.parametrize("family", [theme.CONDENSED, theme.TEXT])
@pytest.mark.parametrize("bold", [False, True])
def test_letters_are_as_wide_in_every_size_as_they_are_drawn(family: str, bold: bool) -> None:
    """Where letters are hinted, on Windows or as a person has set, buttons would have no room, and lines be cut."""
    wide = QFontMetricsF(theme.font(1000, bold=bold, family=family)).horizontalAdvance(SENTENCE) / 1000
    for px in range(12, 49):
        found = QFontMetricsF(theme.font(px, bold=bold, family=family)).horizontalAdvance(SENTENCE)
        assert found == pytest.approx(px * wide, rel=0.01), px
