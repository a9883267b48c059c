"""The star of a favourite: filled or an outline, never told by colour alone."""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.texts import _

INNER = 0.45
"""How near to the centre the corners between two points are."""


def paint_star(painter: QPainter, area: QRectF, ink: QColor, *, is_filled: bool) -> None:
    """Paint a star into the middle of `area`."""
    radius, centre = min(area.width(), area.height()) / 2, area.center()
    points = []
    for nth in range(10):
        far, angle = radius * (INNER if nth % 2 else 1.0), pi * nth / 5
        points.append(QPointF(centre.x() + far * sin(angle), centre.y() - far * cos(angle)))
    painter.setPen(QPen(ink, max(1.5, radius / 7)))
    painter.setBrush(ink if is_filled else QColor(0, 0, 0, 0))
    painter.drawPolygon(QPolygonF(points))


class StarButton(Button):
    """A button with a star that is filled while it is on; with no text it is the star alone.

    `name` is told in its tip, with the `key` that does the same.
    """

    def __init__(self, text: str, name: str, *, key: str = "", px: int = 17, parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self.setFont(theme.head_font(px))
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(_("{what} ({key})").format(what=name, key=key) if key else name)
        self._side = round(theme.sized(px + 2))

    def label(self) -> str:
        """Return the text with room for the star before it."""
        return ""

    def sizeHint(self) -> QSize:
        """Return the room of star and text."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self.text()) + theme.GRID if self.text() else 0
        return QSize(self._side + words + 3 * theme.GRID, max(metrics.height(), self._side) + 2 * theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, its star and its text."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colours.ink if self.isEnabled() else theme.colours.disabled
        left = 1.5 * theme.GRID if self.text() else (self.width() - self._side) / 2
        star = QRectF(left, (self.height() - self._side) / 2, self._side, self._side)
        paint_star(painter, star, ink, is_filled=self.isChecked())
        if self.text():
            words = QRectF(star.right() + theme.GRID, 0, self.width() - star.right() - theme.GRID, self.height())
            painter.setPen(ink)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
