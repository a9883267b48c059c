"""Check boxes of our own look: a box with a tick, large enough to hit, with a visible focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from retrotimer.gui import theme

BOX = 24
GAP = 10


class Check(QCheckBox):
    """A choice of yes and no, with its words beside the box."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.text_font(17))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of box and words."""
        metrics, box = QFontMetrics(self.font()), round(theme.sized(BOX))
        wide = box + GAP + metrics.horizontalAdvance(self.text()) + 2 * theme.GRID
        return QSize(wide, max(box, metrics.height()) + 2 * theme.GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: words are not cut."""
        return self.sizeHint()

    def hitButton(self, _position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint focus, box, tick and words."""
        c, side = theme.colours, theme.sized(BOX)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(c.focus, 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)
        box = QRectF(theme.GRID, (self.height() - side) / 2, side, side)
        is_on = self.isChecked()
        painter.setBrush((c.filled if is_on else c.field) if self.isEnabled() else c.panel)
        painter.setPen(QPen(c.ink if self.isEnabled() else c.muted, 2))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        if is_on:
            painter.setPen(QPen(c.on_filled if self.isEnabled() else c.muted, side / 8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.31)]
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in tick]))
        painter.setPen(c.ink if self.isEnabled() else c.muted)
        words = QRectF(box.right() + GAP, 0, self.width() - box.right() - GAP, self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
