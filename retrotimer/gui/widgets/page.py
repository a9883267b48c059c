"""Lay out a page: a column that scrolls over a row of buttons that stays."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.theme import GRID, stylesheets
from retrotimer.gui.widgets.buttons import Button, FoldButton, InfoButton
from retrotimer.gui.widgets.cards import Scroll, line, words
from retrotimer.texts import _

NARROW, WIDE = 860, 1000
"""How wide a column is at most, in px at plain text scale: one to be read, and one with drawings."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
PRESSED = (Button, FoldButton, InfoButton)
"""What Enter presses, as Space does."""
ROOMY = 720
"""From this width on, at plain text scale, buttons stand further apart."""


class Page(QWidget):
    """A page called `name`, which is its title too. `left` asks to go back: by the button `back`, or by Escape.

    Its maker puts what belongs to it into the column by `fill`, and buttons below by `stand_on`. `first` has the
    focus when the page comes.

    Args:
        look: style sheets beside those of forms.
        widest: how wide the column is at most, in px at plain text scale.
        back: the button that leads back, where it is to say more than that.
    """

    left = Signal()

    def __init__(
        self,
        name: str,
        *,
        look: str = "",
        widest: int = NARROW,
        back: Button | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._widest = widest
        self.setStyleSheet(stylesheets.forms() + look)
        self.setAccessibleName(name)
        self.title = words(name, px=34, head=True)
        self.back = back or Button(_("Back"), "Esc")
        self.back.clicked.connect(self.leave)
        self.first: QWidget = self.back
        body = QWidget()
        self.column = QVBoxLayout(body)
        self.column.setSpacing(2 * GRID)
        self.footer = QHBoxLayout()
        self.footer.setSpacing(GRID)
        self.view = Scroll(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.view, 1)
        whole.addWidget(line())
        whole.addLayout(self.footer)

    def fill(self, *parts: QWidget, head: QWidget | None = None) -> None:
        """Put the title, or the `head` that it stands in, and `parts` into the column, from the top."""
        for part in (head or self.title, *parts):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def stand_on(self, *buttons: QWidget) -> None:
        """Put `buttons` into the foot, from the left."""
        for button in buttons:
            self.footer.addWidget(button)
        self.footer.addStretch(1)

    @property
    def inner_width(self) -> int:
        """How wide the column is, in px."""
        return min(self.width() - 4 * GRID, round(theme.sized(self._widest)))

    def leave(self) -> None:
        """Ask to go back."""
        self.left.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on: a focus proxy would take most of the page out of Tab's way."""
        super().focusInEvent(event)
        self.first.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Escape; Enter presses the button it is on."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in ENTER and isinstance(focused, PRESSED) and not event.isAutoRepeat():
            focused.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = (self.width() - self.inner_width) // 2
        self.column.setContentsMargins(side, 2 * GRID, side, 2 * GRID)
        self.footer.setContentsMargins(side, GRID, side, GRID)
        self.footer.setSpacing(GRID if self.width() < theme.sized(ROOMY) else 2 * GRID)


def near(*parts: QWidget) -> QWidget:
    """Return `parts` as one part of a column, nearer to each other than to the others."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part)
    return block
