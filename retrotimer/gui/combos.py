"""A list to choose one of, with an arrow of our own that says so in every theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from retrotimer.gui import theme

ARROW = 6
"""Half the arrow's width in px at plain scale."""
FROM_RIGHT = 18


class Combo(QComboBox):
    """As wide as it is given room, whatever its entries; the wheel scrolls the page and not its choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setItemDelegate(QStyledItemDelegate(self))  # the usual one knows no heights of a style sheet

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page: scrolling past must not change anything."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over what the style sheet paints."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colours.ink if self.isEnabled() else theme.colours.disabled
        painter.setPen(QPen(colour, theme.sized(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        half, x, y = theme.sized(ARROW), self.width() - theme.sized(FROM_RIGHT), self.height() / 2
        points = [QPointF(x - half, y - half / 2), QPointF(x, y + half / 2), QPointF(x + half, y - half / 2)]
        painter.drawPolyline(QPolygonF(points))
