"""Provide a painted scroll bar: no style sheet to parse at the start, and no arrows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from retrotimer.gui import theme

WIDE, SHORTEST = 12, 32


class ScrollBar(QScrollBar):
    """An upright scroll bar: drag its handle, or click beside it for a page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)  # the ground of where it stands shows
        self._grip: float | None = None

    def sizeHint(self) -> QSize:
        return QSize(WIDE, 2 * SHORTEST)

    def handle(self) -> QRectF:
        """Return where the handle is."""
        whole = self.maximum() - self.minimum() + self.pageStep()
        long = max(float(SHORTEST), self.height() * self.pageStep() / max(1, whole))
        part = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        return QRectF(2, part * (self.height() - long), WIDE - 4, long)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colours.muted)
        painter.drawRoundedRect(self.handle(), WIDE / 2 - 2, WIDE / 2 - 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        handle, y = self.handle(), event.position().y()
        if handle.top() <= y <= handle.bottom():
            self._grip = y - handle.top()
        else:
            self.setValue(self.value() + (self.pageStep() if y > handle.bottom() else -self.pageStep()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go where the handle is dragged."""
        if self._grip is None:
            return
        room = max(1.0, self.height() - self.handle().height())
        part = (event.position().y() - self._grip) / room
        self.setValue(self.minimum() + round(part * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None
