"""Show the places of the program at the left of every page: Workouts, Plan, History, Settings, Help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.core.key_bindings import EVERYWHERE
from retrotimer.gui.theme import GRID, sized
from retrotimer.texts import _

HEAD, FOOT = ("workouts", "plan", "history"), ("settings", "help")
ROOMY = (900, 460)
"""From this width and height of the window on, at plain text, the places have their names."""
ICON_PX, NAME_PX, NARROW_PX = 24, 15, 52


class Place(QAbstractButton):
    """A place: its icon, and below it its name where there is room; it is checked while one is there."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        action = EVERYWHERE[name]
        self._paint_icon = ICONS[name]
        self.is_named = True
        self.setText(_(action.words))
        self.setAccessibleName(self.text())
        self.setToolTip(_("{what} ({key})").format(what=self.text(), key=action.keys[0]))
        self.setFont(theme.text_font(NAME_PX, bold=True))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def nextCheckState(self) -> None:
        """Leave that to the page that is shown."""

    def sizeHint(self) -> QSize:
        if not self.is_named:
            return QSize(NARROW_PX - GRID, NARROW_PX - GRID)
        metrics = QFontMetrics(self.font())
        high = round(sized(ICON_PX)) + metrics.height() + 2 * GRID + 4
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * GRID, high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, is_on = QRectF(self.rect()).adjusted(1, 1, -1, -1), self.isChecked()
        ink = c.on_filled if is_on else c.ink
        painter.setBrush(c.filled if is_on else c.panel if self.underMouse() else QColor(0, 0, 0, 0))
        painter.setPen(QPen(c.focus, 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, 8, 8)
        side = sized(ICON_PX) if self.is_named else ICON_PX
        top = GRID if self.is_named else (self.height() - side) / 2
        painter.setPen(QPen(ink, max(1.5, side / 13), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(ink)
        self._paint_icon(painter, QRectF((self.width() - side) / 2, top, side, side))
        if self.is_named:
            painter.setPen(ink)
            painter.setFont(self.font())
            below = QRectF(0, top + side + 2, self.width(), self.height() - top - side - 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.text())


class Sidebar(QWidget):
    """The places, one above the other; `chosen` tells the name of the one that is asked for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Places"))
        self.places = {name: Place(name, self) for name in (*HEAD, *FOOT)}
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID // 2, GRID, GRID // 2, GRID)
        column.setSpacing(GRID)
        for name, place in self.places.items():
            if name == FOOT[0]:
                column.addStretch()
            column.addWidget(place)
            place.clicked.connect(lambda _on, name=name: self.chosen.emit(name))
        self.setAutoFillBackground(True)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colours.track)
        self.setPalette(palette)

    def mark(self, name: str) -> None:
        """Show that one is at the place `name`."""
        for one, place in self.places.items():
            place.setChecked(one == name)

    def fit(self, window: QSize) -> None:
        """Name the places where a window so large has room for that."""
        is_named = window.width() >= sized(ROOMY[0]) and window.height() >= sized(ROOMY[1])
        for place in self.places.values():
            place.is_named = is_named
        wide = max(place.sizeHint().width() for place in self.places.values()) + GRID
        self.setFixedWidth(max(NARROW_PX, wide))
        for place in self.places.values():
            place.updateGeometry()


def _lines(painter: QPainter, area: QRectF, *ends: tuple[float, float, float, float]) -> None:
    x, y, side = area.left(), area.top(), area.width()
    painter.drawLines([QLineF(x + a * side, y + b * side, x + c * side, y + d * side) for a, b, c, d in ends])


def _workouts(painter: QPainter, area: QRectF) -> None:
    """Paint a ribbon: two blocks above the line and one below."""
    x, y, side = area.left(), area.top(), area.width()
    _lines(painter, area, (0.0, 0.56, 1.0, 0.56))
    for left, top, high in ((0.06, 0.12, 0.44), (0.38, 0.56, 0.34), (0.7, 0.3, 0.26)):
        painter.drawRect(QRectF(x + left * side, y + top * side, 0.24 * side, high * side))


def _plan(painter: QPainter, area: QRectF) -> None:
    """Paint a sheet of a calendar."""
    x, y, side = area.left(), area.top(), area.width()
    _lines(painter, area, (0.3, 0.02, 0.3, 0.2), (0.7, 0.02, 0.7, 0.2), (0.06, 0.38, 0.94, 0.38))
    painter.drawRect(QRectF(x + 0.58 * side, y + 0.6 * side, 0.2 * side, 0.18 * side))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(x + 0.06 * side, y + 0.12 * side, 0.88 * side, 0.82 * side), 2, 2)


def _history(painter: QPainter, area: QRectF) -> None:
    """Paint bars that grow."""
    x, y, side = area.left(), area.top(), area.width()
    for nth, high in enumerate((0.35, 0.55, 0.85)):
        painter.drawRect(QRectF(x + (0.08 + 0.32 * nth) * side, y + (0.95 - high) * side, 0.2 * side, high * side))


def _settings(painter: QPainter, area: QRectF) -> None:
    """Paint three sliders."""
    x, y, side = area.left(), area.top(), area.width()
    for nth, at in enumerate((0.3, 0.68, 0.42)):
        high = 0.2 + 0.3 * nth
        _lines(painter, area, (0.04, high, 0.96, high))
        painter.drawEllipse(QPointF(x + at * side, y + high * side), 0.1 * side, 0.1 * side)


def _help(painter: QPainter, area: QRectF) -> None:
    painter.setFont(theme.font(area.height() * 1.05))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "?")


ICONS: dict[str, Callable[[QPainter, QRectF], None]] = {
    "workouts": _workouts,
    "plan": _plan,
    "history": _history,
    "settings": _settings,
    "help": _help,
}
