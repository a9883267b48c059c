"""The frame of all pages: Back and the title at the head, a column that scrolls, and buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.theme import GRID, stylesheets
from retrotimer.gui.widgets.buttons import Button, FoldButton, InfoButton
from retrotimer.gui.widgets.cards import Scroll, line, words
from retrotimer.texts import _

MEASURE = 960
"""How wide the column of every page is at most, in px at plain text scale."""
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
EDGE = 3 * GRID
"""The left edge of every page that has room for it."""
PRESSED = (Button, FoldButton, InfoButton)
"""What Enter presses, as Space does."""
ROOMY = (720, 560)
"""From this width and height on, at plain text scale, buttons stand further apart and the title is larger."""


class StyledWidget(QWidget):
    """A widget that gets a style sheet before it is first shown.

    Set in the constructor, Qt would apply it again to each part that is put in and to all when it gets a window:
    that is most of the time a page takes to open.
    """

    def __init__(self, style_sheet: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style_sheet = style_sheet

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish and self._style_sheet:
            self.setStyleSheet(self._style_sheet)
            self._style_sheet = ""
        return super().event(event)


class Page(StyledWidget):
    """A page called `name`, which is its title too. `left` asks to go back: by the button `back`, or by Escape.

    Its maker puts what belongs to it into the column by `fill`, and buttons below by `stand_on`. `first` has the
    focus when the page comes. `look` are style sheets beside those of forms. `PLACE` is the place in the sidebar
    that the page belongs to, where it is one.
    """

    PLACE = ""
    left = Signal()

    def __init__(self, name: str, *, look: str = "", parent: QWidget | None = None) -> None:
        super().__init__(stylesheets.forms() + look, parent)
        self.setAccessibleName(name)
        self.title = words(name, px=34, head=True)
        self.back = Button(_("Back"), "Esc", px=17)
        self.back.clicked.connect(self.leave)
        self.first: QWidget = self.back
        body, self._foot = QWidget(), QWidget()
        self.head, self.column, self.footer = QHBoxLayout(), QVBoxLayout(body), QHBoxLayout(self._foot)
        self.head.setSpacing(2 * GRID)
        self.head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        self.head.addWidget(self.title, 1)
        self.column.setSpacing(2 * GRID)
        self.view, self._foot_line = Scroll(body), line()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self.head)
        whole.addWidget(self.view, 1)
        for part in (self._foot_line, self._foot):
            whole.addWidget(part)
            part.hide()

    def fill(self, *parts: QWidget) -> None:
        """Put `parts` into the column, from the top."""
        for part in parts:
            self.column.addWidget(part)
        self.column.addStretch(1)

    def stand_on(self, *buttons: QWidget) -> None:
        """Put `buttons` into the foot, from the left."""
        for button in buttons:
            self.footer.addWidget(button)
        self.footer.addStretch(1)
        self.show_foot(is_shown=True)

    def show_foot(self, *, is_shown: bool) -> None:
        """Show the foot, or not while none of its buttons is."""
        for part in (self._foot_line, self._foot):
            part.setVisible(is_shown)

    @property
    def inner_width(self) -> int:
        """How wide the column is, in px."""
        return min(self.width() - 2 * self._edge, round(theme.sized(MEASURE)))

    @property
    def _edge(self) -> int:
        return EDGE if self.width() >= theme.sized(ROOMY[0]) else 2 * GRID

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
        edge = self._edge
        right = self.width() - self.inner_width - edge
        self.head.setContentsMargins(edge, GRID, right, GRID)
        self.column.setContentsMargins(edge, GRID, right, 2 * GRID)
        self.footer.setContentsMargins(edge, GRID, right, GRID)
        self.footer.setSpacing(edge - GRID)
        self.title.setFont(theme.head_font(34 if self.height() >= theme.sized(ROOMY[1]) else 26))


def near(*parts: QWidget) -> QWidget:
    """Return `parts` as one part of a column, nearer to each other than to the others."""
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID)
    for part in parts:
        column.addWidget(part)
    return block
