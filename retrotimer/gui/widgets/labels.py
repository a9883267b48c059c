"""Make plain labels, and fit fonts to a width."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel

SMALLEST = 12


def label(*, wraps: bool = True) -> QLabel:
    """Return an empty label for plain text."""
    made = QLabel()
    made.setWordWrap(wraps)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def fitting(font: QFont, text: str, room: int) -> QFont:
    """Return `font`, smaller if need be, so that the longest word of `text` takes at most `room` px."""
    metrics = QFontMetrics(font)
    longest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0)
    if longest > room > 0:
        font.setPixelSize(max(SMALLEST, int(font.pixelSize() * room / longest)))
    return font
