"""What stands where a preset would: that nothing is found, what is wrong with a file, and ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.buttons import Button
from retrotimer.gui.scroll_bar import ScrollBar
from retrotimer.gui.theme import GRID

Way = tuple[str, Callable[[], object]]


@dataclass(frozen=True)
class Trouble:
    """What to tell, and buttons for what can be done; `is_wrong` is for what is a mistake rather than a lack.

    `dismiss`, where there is one, is what Esc does.
    """

    title: str
    sentences: tuple[str, ...]
    ways: tuple[Way, ...] = ()
    is_wrong: bool = False
    dismiss: Callable[[], object] | None = None


class TroublePanel(QScrollArea):
    """Shows one `Trouble` at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(ScrollBar())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trouble: Trouble | None = None
        self._edges = QMargins(3 * GRID, 3 * GRID, 3 * GRID, 2 * GRID)
        self.buttons: list[Button] = []

    def use_edges(self, edges: QMargins) -> None:
        """Stand in line with a preset, which has `edges` around it."""
        self._edges = edges
        body = self.widget()
        column = body.layout() if body else None
        if column:
            column.setContentsMargins(edges)

    def show_trouble(self, trouble: Trouble) -> None:
        """Show `trouble` in place of what was shown."""
        self.trouble = trouble
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(self._edges)
        column.setSpacing(2 * GRID)
        title = _label(trouble.title)
        title.setFont(theme.head_font(38))
        column.addWidget(title)
        text = _label("\n\n".join(trouble.sentences))
        text.setFont(theme.text_font(18))
        flags = Qt.TextInteractionFlag
        text.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        if trouble.is_wrong:
            colours = title.palette()
            colours.setColor(title.foregroundRole(), theme.colours.wrong)
            title.setPalette(colours)
        column.addWidget(text)
        self.buttons = [_button(*way) for way in trouble.ways]
        for button in self.buttons:
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setAccessibleName(trouble.title)
        self.setWidget(body)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc, where there is a way back."""
        if event.key() == Qt.Key.Key_Escape and self.trouble and self.trouble.dismiss:
            self.trouble.dismiss()
        else:
            super().keyPressEvent(event)


def _button(words: str, act: Callable[[], object]) -> Button:
    button = Button(words)
    button.setFont(theme.head_font(20))
    button.clicked.connect(lambda _on: act())
    return button


def _label(words: str) -> QLabel:
    # a path has no blanks: without places to break, it would widen the page past its edge
    label = QLabel(words.replace("/", "/\N{ZERO WIDTH SPACE}").replace("\\", "\\\N{ZERO WIDTH SPACE}"))
    label.setAccessibleName(words)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
