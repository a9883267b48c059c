"""The field in which a person searches: painted, as a style sheet would cost time at the start."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from retrotimer.gui import theme
from retrotimer.texts import _

HIGH, SIDE = 44, 34
RADIUS = 10


class SearchField(QLineEdit):
    """A line to write in, with a lens and a cross that clears it. `left` asks to go on to what was found."""

    left = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setFont(theme.text_font(17))
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(_("{what} ({key})").format(what=words, key="Ctrl+F"))
        self.setFixedHeight(round(theme.sized(HIGH)))
        side = round(theme.sized(SIDE))
        self.setTextMargins(side, 0, side, 0)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(colours)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear with Esc; go on with Down, Enter, or Esc in an empty field."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Clear with a click on the cross."""
        if self.text() and event.position().x() > self.width() - theme.sized(SIDE):
            self.clear()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, its lens and cross, then the words."""
        c, side = theme.colours, theme.sized(SIDE)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.field)
        painter.setPen(QPen(c.focus, 3) if self.hasFocus() else QPen(c.muted, 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        painter.setPen(QPen(c.muted, theme.sized(2)))
        radius, centre = theme.sized(5.5), QPointF(side * 0.58, self.height() / 2 - theme.sized(1.5))
        painter.drawEllipse(centre, radius, radius)
        corner = centre + QPointF(radius, radius) * 0.75
        painter.drawLine(QLineF(corner, corner + QPointF(radius, radius) * 0.8))
        if self.text():
            half, x, y = theme.sized(5), self.width() - side / 2, self.height() / 2
            painter.setPen(QPen(c.ink, theme.sized(2)))
            painter.drawLine(QLineF(x - half, y - half, x + half, y + half))
            painter.drawLine(QLineF(x - half, y + half, x + half, y - half))
        painter.end()
        super().paintEvent(event)
