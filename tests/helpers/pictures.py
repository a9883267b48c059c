"""Compare pictures of widgets."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QImage


def rows_that_differ(one: QImage, other: QImage) -> list[int]:
    """Return the rows of pixels in which two pictures of one size differ."""
    line = QRect(0, 0, one.width(), 1)
    rows = range(one.height()) if one != other else ()
    return [y for y in rows if one.copy(line.translated(0, y)) != other.copy(line.translated(0, y))]
