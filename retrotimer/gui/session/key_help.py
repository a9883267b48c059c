"""Show the keys over a page; in a session each line is a button for what its key does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.app.session.controls import KEYS, Control
from retrotimer.gui import theme
from retrotimer.gui.core.key_bindings import ActionTable
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import words
from retrotimer.gui.widgets.dialogs import MARGIN, Card, Overlay
from retrotimer.texts import _

ONE_COLUMN_PX, TWO_COLUMNS_PX = 620, 1080
PX = 18
EDGE = 12
"""The room between a row's edge, its cap and its words."""
SCROLLING = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 5, Qt.Key.Key_PageUp: -5}
WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class KeyHelp(Overlay):
    """Lies over `parent` with the keys of `controls`; `chosen` tells the one whose line was clicked or entered.

    Esc, ?, its button or a click beside it close it. The key that opened it needs no line: it closes it.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget, controls: Sequence[Control]) -> None:
        super().__init__(parent, _("Keys"), _("Choose a line to do what it says."))
        rows = [self._row(control) for control in controls if control is not Control.HELP]
        close = Button(_("Close"), "Esc", px=17)
        close.clicked.connect(self.reject)
        self.open_with([*rows, close], _Card(rows, close, self))

    def reject(self) -> None:
        """Close it and do nothing."""
        self.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Question:
            self.reject()
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.reject()
        event.accept()

    def _row(self, control: Control) -> KeyRow:
        row = KeyRow(_(KEYS[control].keys), _(KEYS[control].does))
        row.clicked.connect(lambda: self._choose(control))
        return row

    def _choose(self, control: Control) -> None:
        if self.go():
            self.chosen.emit(control)


class PageKeyHelp(Overlay):
    """Lies over `parent` with the keys of a page; they are only told, as most need something chosen first."""

    def __init__(self, parent: QWidget, tables: Sequence[ActionTable]) -> None:
        super().__init__(parent, _("Keys"))
        self.close_button = Button(_("Close"), "Esc", px=17)
        self.close_button.clicked.connect(self.reject)
        self.open_with([self.close_button], _PageCard(tables, self.close_button, self))

    def reject(self) -> None:
        """Close it."""
        self.go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close it by the key that opened it, too; scroll where it is higher than the window."""
        if event.key() == Qt.Key.Key_F1:
            self.reject()
        elif event.key() in SCROLLING:
            bar = self._card.verticalScrollBar()
            bar.setValue(bar.value() + SCROLLING[Qt.Key(event.key())] * bar.singleStep() * 3)
        super().keyPressEvent(event)


def key_grid(keys: ActionTable) -> QGridLayout:
    """Return the keys of a page in two columns."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(3 * theme.GRID)
    grid.setColumnStretch(1, 1)
    for row, (cap, does) in enumerate(keys.rows):
        shown = words(_(cap), bold=True)
        shown.setWordWrap(False)
        grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(_(does)), row, 1)
    return grid


class KeyRow(QAbstractButton):
    """A key's cap and what it does. `cap_px` is how wide the caps of all rows are."""

    def __init__(self, keys: str, does: str) -> None:
        super().__init__()
        self._keys = keys
        self.setText(does)
        self.setAccessibleName(does)
        self.setAccessibleDescription(keys)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._cap_font, self._words_font = theme.head_font(PX), theme.text_font(PX)
        self.cap_px = self.cap_room()

    def cap_room(self) -> int:
        """Return how wide its own cap must be, in px."""
        return QFontMetrics(self._cap_font).horizontalAdvance(self._keys) + 2 * theme.GRID

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(self._words_font)
        text = metrics.boundingRect(0, 0, max(1, width - self._left()), 10_000, WRAPS, self.text()).height()
        return max(text, QFontMetrics(self._cap_font).height() + theme.GRID) + EDGE

    def sizeHint(self) -> QSize:
        wide = self._left() + round(theme.sized(220))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: the words wrap."""
        wide = self._left() + round(theme.sized(80))
        return QSize(wide, QFontMetrics(self._cap_font).height() + 2 * theme.GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, c = QPainter(self), theme.colours
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(c.track if self.isDown() else c.panel if self.underMouse() else c.paper)
        painter.setPen(QPen(c.focus, 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 8, 8)
        high = QFontMetrics(self._cap_font).height() + theme.GRID
        cap = QRectF(EDGE, (self.height() - high) / 2, self.cap_px, high)
        painter.setBrush(c.field)
        painter.setPen(QPen(c.muted, 1.5))
        painter.drawRoundedRect(cap, 6, 6)
        painter.setPen(c.ink)
        painter.setFont(self._cap_font)
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.setFont(self._words_font)
        left = EDGE + self.cap_px + EDGE
        painter.drawText(QRectF(left, 0, self.width() - left - theme.GRID, self.height()), WRAPS, self.text())

    def _left(self) -> int:
        """Return the width that is not the words'."""
        return self.cap_px + 2 * EDGE + theme.GRID


class _PageCard(Card):
    """The button to close, and the keys under their titles."""

    def __init__(self, tables: Sequence[ActionTable], close: Button, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self.ground)
        column.setContentsMargins(*[MARGIN] * 4)
        column.setSpacing(theme.GRID)
        for nth, keys in enumerate(tables):
            head = QHBoxLayout()
            head.addWidget(words(_(keys.title), px=26, head=True), 1)
            if not nth:
                head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(head)
            column.addLayout(key_grid(keys))

    def fit(self, width: int, height: int) -> None:
        """Take the room of the keys, within `width` and `height`."""
        super().fit(min(width, round(theme.sized(ONE_COLUMN_PX))), height)


class _Card(Card):
    """The title, the button to close, and the rows in one column or two."""

    def __init__(self, rows: Sequence[KeyRow], close: Button, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows
        cap_px = max(row.cap_room() for row in rows)
        for row in rows:
            row.cap_px = cap_px
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        self._grid.setVerticalSpacing(0)
        title = QLabel(_("Keys"))
        title.setFont(theme.head_font(32))
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(close)
        column = QVBoxLayout(self.ground)
        column.setContentsMargins(*[MARGIN] * 4)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addLayout(self._grid)

    def fit(self, width: int, height: int) -> None:
        """Take the room of the rows, within `width` and `height`."""
        columns = 2 if width >= theme.sized(TWO_COLUMNS_PX) else 1
        self._place(columns)
        wide = min(width, round(theme.sized(TWO_COLUMNS_PX if columns > 1 else ONE_COLUMN_PX)))
        super().fit(wide, height)

    def _place(self, columns: int) -> None:
        high = -(-len(self._rows) // columns)
        for nth, row in enumerate(self._rows):
            self._grid.removeWidget(row)
            self._grid.addWidget(row, nth % high, nth // high)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))
