"""Buttons in a row that fold into one with a menu where the room is short."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.texts import _

MENU_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Space)
Options = Sequence[tuple[str, str]]


class MenuButton(Button):
    """A button that opens what `parts` gives when it is pressed, by mouse, Space, Enter or Down."""

    def __init__(self, text: str, parts: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(text, parent=parent)
        self._parts = parts
        self.setFont(theme.head_font(17))
        self.clicked.connect(self._open)

    def label(self) -> str:
        """Return the text with room for its arrow."""
        return self.text() + "    "

    def _open(self) -> None:
        from retrotimer.gui.menus import open_menu  # not before the window is up

        open_menu(self, self._parts())  # type: ignore[arg-type]  # parts of a menu, whose module is not loaded yet

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by the keys that open a list anywhere."""
        if event.key() in MENU_KEYS:
            self._open()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and an arrow down: the fonts have none."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = theme.sized(5)
        x, y = self.width() - 1.5 * theme.GRID - half, self.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colours.ink)
        painter.drawPolygon(
            QPolygonF([QPointF(x - half, y - half / 2), QPointF(x + half, y - half / 2), QPointF(x, y + half / 2)])
        )


class Chooser(MenuButton):
    """One of several values, shown by its words; `picked` tells the value that a person took."""

    picked = Signal(str)

    def __init__(self, name: str, options: Options, value: str, parent: QWidget | None = None) -> None:
        super().__init__("", self._choices, parent)
        self.name, self._options = name, options
        self.show_value(value)

    def show_value(self, value: str) -> None:
        """Show `value`, without telling it."""
        self.value = value
        words = dict(self._options)[value]
        self.setText(words)
        self.setAccessibleName(f"{self.name}: {words}")
        self.setToolTip(self.accessibleName())
        self.updateGeometry()

    def part(self) -> object:
        """Return the choice as a part of a menu."""
        from retrotimer.gui.menus import Line, Part  # not before the window is up

        lines = [
            Line(words, partial(self.picked.emit, value), value == self.value) for value, words in self._options
        ]
        return Part(tuple(lines), self.name, exclusive=True)

    def _choices(self) -> object:
        return (self.part(),)


class FoldingRow(QWidget):
    """Shows `buttons` side by side, or where they do not fit, one button named `folded` with all of them.

    With `keeps_first` as many of them as fit stay, and only the others are folded.
    """

    def __init__(
        self, buttons: Sequence[Button], folded: str, parent: QWidget | None = None, *, keeps_first: bool = False
    ) -> None:
        super().__init__(parent)
        self._keeps_first = keeps_first
        self._buttons = list(buttons)
        self._offered = dict.fromkeys(self._buttons, True)
        for button in self._buttons:
            button.setParent(self)
        self._folded = MenuButton(folded, self._parts, self)
        self._folded.hide()
        policy = self.sizePolicy()
        policy.setVerticalPolicy(policy.Policy.Fixed)
        self.setSizePolicy(policy)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons in their order, and last the one that stands for those that have no room."""
        return (*self._buttons, self._folded)

    def offer(self, button: Button, *, is_offered: bool) -> None:
        """Show `button`, or do without it."""
        self._offered[button] = is_offered
        self.arrange()

    def sizeHint(self) -> QSize:
        """Return the room of all buttons."""
        sizes = [button.sizeHint() for button in self._wanted()]
        gaps = theme.GRID * (len(sizes) - 1)
        return QSize(sum(size.width() for size in sizes) + gaps, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Return the room of the folded row."""
        return QSize(self._folded.sizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place what fits."""
        wanted = self._wanted()
        fits = self.sizeHint().width() <= self.width()
        room = self.width() - (0 if fits else self._folded.sizeHint().width())
        focused = next((button for button in self._buttons if button.hasFocus()), None)
        left, is_full = 0, not fits and not self._keeps_first
        for button in self._buttons:
            wide = button.sizeHint().width()
            is_full = is_full or (button in wanted and left + wide > room)
            is_shown = button in wanted and not is_full
            button.setVisible(is_shown)
            if is_shown:
                button.setGeometry(left, 0, wide, self.height())
                left += wide + theme.GRID
        self._folded.setVisible(not fits)
        self._folded.setGeometry(left, 0, min(self.width() - left, self._folded.sizeHint().width()), self.height())
        if focused and focused in wanted and focused.isHidden():
            self._folded.setFocus()

    def _wanted(self) -> list[Button]:
        return [button for button in self._buttons if self._offered[button]]

    def _parts(self) -> object:
        from retrotimer.gui.menus import Line, Part  # not before the window is up

        parts, plain = [], []
        for button in (button for button in self._wanted() if button.isHidden()):
            if isinstance(button, Chooser):
                parts.append(button.part())
            else:
                is_on = button.isChecked() if button.isCheckable() else None
                keys = button.shortcut_text if isinstance(button, ActionButton) else ""
                if button.isEnabled():
                    plain.append(Line(button.accessibleName(), button.click, is_on, keys))
        return (*parts, Part(tuple(plain))) if plain else tuple(parts)


class ActionButton(Button):
    """A button that tells its `shortcut` in a tip, and in the menu that it folds into."""

    def __init__(self, text: str, shortcut: str = "") -> None:
        super().__init__(text)
        self.shortcut_text = shortcut
        self.setFont(theme.head_font(17))
        self.setToolTip(_("{what} ({key})").format(what=text, key=shortcut) if shortcut else text)


def action_button(text: str, key: str = "") -> ActionButton:
    """Return a button that tells its key in a tip."""
    return ActionButton(text, key)
