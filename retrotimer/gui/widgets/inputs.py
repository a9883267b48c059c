"""Provide check boxes, combo boxes and a search field, painted without style sheets where possible."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QWidget,
)

from retrotimer.gui import theme
from retrotimer.texts import _

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
        self._heights: dict[tuple[str, str, int], int] = {}
        self.setFont(theme.text_font(17))
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        policy.setHorizontalPolicy(policy.Policy.Preferred)
        policy.setVerticalPolicy(policy.Policy.Preferred)
        self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        words = QFontMetrics(self.font()).horizontalAdvance(self.text()) + SLACK
        wide = self._beside() + words + theme.GRID
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        wide = min(self.sizeHint().width(), self._beside() + round(theme.sized(NARROWEST)) + theme.GRID)
        return QSize(wide, self.heightForWidth(self.sizeHint().width()))

    def heightForWidth(self, width: int) -> int:
        key = self.text(), self.font().key(), width
        if key not in self._heights:  # a layout asks a hundred times for the same few widths
            room = QRect(0, 0, max(1, width - self._beside() - theme.GRID), 1)
            words = QFontMetrics(self.font()).boundingRect(room, WORDS | Qt.TextFlag.TextWordWrap, self.text())
            self._heights[key] = max(round(theme.sized(BOX)), words.height()) + 2 * theme.GRID
        return self._heights[key]

    def hitButton(self, _position: QPoint) -> bool:
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
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
        super().paintEvent(event)
        paint_arrow_down(self)


def paint_arrow_down(field: QWidget) -> None:
    """Paint the arrow of a field that opens a list, at its right."""
    painter = QPainter(field)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = theme.colours.ink if field.isEnabled() else theme.colours.disabled
    painter.setPen(QPen(colour, theme.sized(2), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    half, x, y = theme.sized(ARROW), field.width() - theme.sized(FROM_RIGHT), field.height() / 2
    points = [QPointF(x - half, y - half / 2), QPointF(x, y + half / 2), QPointF(x + half, y - half / 2)]
    painter.drawPolyline(QPolygonF(points))


HIGH, SIDE = 44, 34
OWN_MARGINS = 4
"""What Qt leaves free in a line, beside its margins, at both ends together."""
RADIUS = 10


class SearchField(QLineEdit):
    """A line to write in, with a lens and a cross that clears it. `left` asks to go on to what was found.

    It says what it is for in `words`, where these do not fit in one, and where that does not fit by its lens alone.
    """

    left = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setFont(theme.text_font(17))
        self._placeholders = (words, _("Search"), "")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setToolTip(_("{what} ({key})").format(what=words, key="Ctrl+F"))
        self.setFixedHeight(round(theme.sized(HIGH)))
        side = round(theme.sized(SIDE))
        self.setTextMargins(side, 0, side, 0)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say as much as there is room for."""
        super().resizeEvent(event)
        margins, metrics = self.textMargins(), QFontMetrics(self.font())
        room = self.width() - margins.left() - margins.right() - OWN_MARGINS
        fitting = (text for text in self._placeholders if metrics.horizontalAdvance(text) <= room)
        self.setPlaceholderText(next(fitting, ""))

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
        if self.text() and event.position().x() > self.width() - theme.sized(SIDE):
            self.clear()
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
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
