"""Check boxes of our own look: a box with a tick, large enough to hit, with a visible focus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QWidget

from retrotimer.gui import theme

BOX = 24
GAP = 10
SLACK = 2
"""What folding wants more than the words are wide: it rounds."""
NARROWEST = 180
"""The room for words, in px at plain scale, below which they are not folded any narrower."""
WORDS = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class Check(QCheckBox):
    """A choice of yes and no, with its words beside the box, folded where the room is narrow."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.text_font(17))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        policy.setVerticalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        """Return the room of box and words on one line."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + SLACK
        wide = self._beside() + words + theme.GRID
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the room of box and words folded as narrow as they may be."""
        wide = min(self.sizeHint().width(), self._beside() + round(theme.sized(NARROWEST)) + theme.GRID)
        return QSize(wide, self.heightForWidth(self.sizeHint().width()))

    def heightForWidth(self, width: int) -> int:
        """Return how high it is with its words folded into `width`."""
        room = QRect(0, 0, max(1, width - self._beside() - theme.GRID), 1)
        words = QFontMetrics(self.font()).boundingRect(room, WORDS | Qt.TextFlag.TextWordWrap, self.text())
        return max(round(theme.sized(BOX)), words.height()) + 2 * theme.GRID

    def hitButton(self, _position: QPoint) -> bool:
        """Take a click anywhere on it."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
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
        painter.setPen(QPen(c.ink, 2) if self.isEnabled() else theme.disabled_pen())
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        if is_on:
            painter.setPen(QPen(c.on_filled if self.isEnabled() else c.disabled, side / 8))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            tick = [(0.24, 0.52), (0.43, 0.71), (0.77, 0.31)]
            painter.drawPolyline(QPolygonF([QPointF(box.left() + x * side, box.top() + y * side) for x, y in tick]))
        painter.setPen(c.ink if self.isEnabled() else c.disabled)
        left = self._beside()
        words = QRect(left, 0, self.width() - left - theme.GRID, self.height())
        painter.drawText(words, WORDS | Qt.TextFlag.TextWordWrap, self.text())

    def _beside(self) -> int:
        return theme.GRID + round(theme.sized(BOX)) + GAP
