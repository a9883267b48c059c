"""Hide what is not always wanted: parts behind a heading, an explanation behind ⓘ."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import words
from retrotimer.texts import _


class Fold(QWidget):
    """A heading called `name`, and below it `parts` where it is open; `toggled` tells that a person opened it."""

    toggled = Signal(bool)

    def __init__(self, name: str, *parts: QWidget, px: int = 20) -> None:
        super().__init__()
        self._name = name
        self.head, self.body = Button("", px=px), QWidget()
        self.head.clicked.connect(self._toggle)
        rows = QVBoxLayout(self.body)
        column = QVBoxLayout(self)
        for layout in (rows, column):
            layout.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(2 * theme.GRID)
        column.setSpacing(theme.GRID)
        for part in parts:
            rows.addWidget(part)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self.set_open(is_open=False)

    @property
    def is_open(self) -> bool:
        """Whether the parts are shown."""
        return not self.body.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Show the parts, or the heading alone."""
        self.body.setVisible(is_open)
        self.head.setText(f"{'▾' if is_open else '▸'} {self._name}")
        self.head.setAccessibleName(self._name)
        self.head.setAccessibleDescription(_("Shown: hide it") if is_open else _("Hidden: show it"))
        self.head.updateGeometry()

    def _toggle(self) -> None:
        self.set_open(is_open=not self.is_open)
        self.toggled.emit(self.is_open)


class Info(Button):
    """ⓘ: shows `words` and hides them again; its maker places them."""

    def __init__(self, text: str, about: str) -> None:
        super().__init__("", px=17)
        self.words = words(text, px=15)
        self.words.hide()
        self.setAccessibleName(_("About: {what}").format(what=about))
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.clicked.connect(lambda: self.words.setVisible(self.words.isHidden()))

    def sizeHint(self) -> QSize:
        side = QFontMetrics(self.font()).height() + theme.GRID
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 6
        ring = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter.setBrush(theme.colours.track if self.isDown() or self.underMouse() else theme.colours.paper)
        painter.setPen(self._edge())
        painter.drawEllipse(ring)
        painter.setPen(theme.colours.ink)
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, "i")
