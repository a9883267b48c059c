"""Take pictures of widgets, and compare them."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget


def picture(widget: QWidget) -> QImage:
    """Return what `widget` looks like when it is painted again: Qt smooths large signs differently at first."""
    widget.grab()
    return widget.grab().toImage()


def rows_that_differ(one: QImage, other: QImage) -> list[int]:
    """Return the rows of pixels in which two pictures of one size differ."""
    line = QRect(0, 0, one.width(), 1)
    rows = range(one.height()) if one != other else ()
    return [y for y in rows if one.copy(line.translated(0, y)) != other.copy(line.translated(0, y))]
