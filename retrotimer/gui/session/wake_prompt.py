"""Ask how to go on after the computer slept: resume, jump to now, or stop."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.texts import N_, _
from retrotimer.training.session import Command

ANSWERS = (
    (Command.RESUME, "␣", N_("Go on from here")),
    (Command.JUMP, "J", N_("Jump to now")),
    (Command.STOP, "Esc", N_("Stop")),
)


class SleepBar(QWidget):
    """A strip that says how long the computer was asleep; `asked` tells the command of the button pressed.

    As the rest of the run page its type follows the window's size.
    """

    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        palette = theme.palette()
        palette.setColor(QPalette.ColorRole.Window, theme.colours.filled)
        palette.setColor(QPalette.ColorRole.WindowText, theme.colours.on_filled)
        self.setPalette(palette)
        self._words = QLabel()
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._buttons = [self._button(*answer) for answer in ANSWERS]
        row = QHBoxLayout()
        row.setSpacing(theme.GRID)
        for button in self._buttons:
            row.addWidget(button)
        row.addStretch()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setSpacing(theme.GRID)
        self._layout.addWidget(self._words, 1)
        self._layout.addLayout(row)

    def show_missed(self, text: str) -> None:
        """Say that `text`, a time as 3:20, was missed."""
        words = _("The computer was asleep for {time}.").format(time=text)
        if words != self._words.text():
            self._words.setText(words)
            self.setAccessibleName(words)
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _button(self, command: Command, key: str, text: str) -> Button:
        button = Button(_(text), key)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(_("{what} ({key})").format(what=_(text), key=_("Space") if key == "␣" else key))
        button.clicked.connect(lambda: self.asked.emit(command))
        return button

    def _buttons_wide(self, px: float) -> int:
        """Return how wide the buttons are beside each other with type of `px`."""
        for button in self._buttons:
            button.setFont(theme.font(px))
        return sum(button.sizeHint().width() + theme.GRID for button in self._buttons) - theme.GRID

    def _arrange(self) -> None:
        """Put the buttons beside the words where both fit on a line, else below them."""
        side = round(0.03 * self.width())
        plain = min(34.0, max(15.0, 0.019 * self.width()))
        px = max(15.0, theme.sized(plain))
        while px > plain and self._buttons_wide(px) > self.width() - 2 * side:
            px -= 1
        self._words.setFont(theme.font(1.15 * px))
        for button in self._buttons:
            button.setFont(theme.font(px))
            button.updateGeometry()
        self._layout.setContentsMargins(side, theme.GRID, side, theme.GRID)
        room = self.width() - 2 * side - sum(button.sizeHint().width() + theme.GRID for button in self._buttons)
        words = self._words.fontMetrics().horizontalAdvance(self._words.text())
        fits = words + theme.GRID <= room
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
