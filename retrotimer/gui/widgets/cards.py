"""Group parts of a page on cards with headings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.theme import stylesheets

RADIUS = 12
STRIP_PX = 6
LONGEST_PART, LONGEST_WORD = 12, 20
"""How many signs of a path or a name stay together, and how many letters of a word: such a line fits however narrow
the window and large the text."""
AROUND_WORDS = "“”„‘’«»()[].,;:!?…"


def words(text: str = "", *, px: float = 17, bold: bool = False, head: bool = False) -> QLabel:
    """Return plain text that wraps; `head` in the font of headings."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setFont(theme.head_font(px) if head else theme.text_font(px, bold=bold))
    return label


def foldable(text: str) -> str:
    """Return `text` with places to fold in what would fit on no line: a path on either system, or a long name.

    Words, which some languages have long, stay whole as long as they fit.
    """
    return re.sub(rf"\S{{{LONGEST_PART + 1},}}", lambda found: _folded(found[0]), text)


def _folded(name: str) -> str:
    parts = re.split(r"(?<=[/\\-])(?=[^\u200b])|\u200b", name)  # what is folded already stays so
    return "\u200b".join(part if _is_word(part) else _cut(part) for part in parts)


def _is_word(part: str) -> bool:
    letters = part.strip(AROUND_WORDS)
    return len(letters) <= LONGEST_WORD and all(unicodedata.category(letter)[0] in "LM" for letter in letters)


def _cut(part: str) -> str:
    """Fold after every few signs, but not before one that combines with the sign before it."""
    made, count = "", 0
    for sign in part:
        if count >= LONGEST_PART and unicodedata.category(sign)[0] != "M":
            made, count = made + "\u200b", 0
        made, count = made + sign, count + 1
    return made


def coloured(label: QLabel, colour: QColor) -> None:
    """Write `label` in `colour`."""
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)


def listed(lines: Iterable[str]) -> QWidget:
    """Return `lines` as a list with dots, of which a long line's second row stands under its first."""
    block = QWidget()
    grid = QGridLayout(block)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GRID)
    grid.setVerticalSpacing(theme.GRID // 2)
    grid.setColumnStretch(1, 1)
    for row, text in enumerate(lines):
        dot = words("•")
        dot.setWordWrap(False)
        grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words(text), row, 1)
    return block


def line() -> QWidget:
    """Return a thin line across, between what scrolls and what stays."""
    made = QWidget()
    made.setFixedHeight(1)
    made.setAutoFillBackground(True)
    palette = made.palette()
    palette.setColor(QPalette.ColorRole.Window, theme.colours.line)
    made.setPalette(palette)
    return made


class Scroll(QScrollArea):
    """A page's body that scrolls up and down, and shows whatever in it gets the focus, wherever that comes from.

    What has the focus stays where it is to be seen while the body around it grows and shrinks.
    """

    def __init__(self, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: QWidget | None = None
        self._held_y = 0
        self._is_growing = False
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._hold_focus)
        bar.valueChanged.connect(self._note_focus)
        self.setWidget(body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        bar.setStyleSheet(stylesheets.scroll_bars())  # not of all: Qt would apply it again to each part
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._show_focus)

    def _show_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        body, is_pressed = self.widget(), QApplication.mouseButtons() != Qt.MouseButton.NoButton
        # What is pressed stays under the mouse: scrolled away, it would not notice that it was clicked.
        if body is not None and now is not None and body.isAncestorOf(now) and not is_pressed:
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # or it is looked for where it was
            self.ensureWidgetVisible(now, 0, 2 * theme.GRID)
        self._note_focus()

    def _focused(self) -> QWidget | None:
        body = self.widget()
        focused: QWidget | None = self.window().focusWidget()  # also while another program is in front
        return focused if body is not None and focused is not None and body.isAncestorOf(focused) else None

    def _note_focus(self) -> None:
        """Note where what has the focus stands, as a person has just scrolled or gone there."""
        if not self._is_growing:
            self._held = self._focused()
            self._held_y = self.y_of(self._held) if self._held else 0

    def y_of(self, widget: QWidget) -> int:
        """Return how far down `widget` is to be seen."""
        return widget.mapTo(self.viewport(), QPoint(0, 0)).y()

    def _hold_focus(self) -> None:
        """Scroll so that what has the focus stands where it stood before the body became higher or lower."""
        focused = self._focused()
        if focused is None or focused is not self._held:
            return
        if not self._is_growing:  # as long as Qt moves things, nobody scrolls by hand
            self._is_growing = True
            QTimer.singleShot(0, self, self._end_growing)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.y_of(focused) - self._held_y)

    def stand_at(self, widget: QWidget, y: int) -> None:
        """Scroll so that `widget`, which has the focus, stands at `y`, also once the body has its height."""
        self._held, self._held_y = widget, y
        self._hold_focus()

    def _end_growing(self) -> None:
        self._is_growing = False


class Card(QWidget):
    """A rounded ground with a column of widgets; `strip` is the colour of its top edge, where it has one."""

    def __init__(self, title: str = "", *, strip: QColor | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip = strip
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(theme.GRID)
        if title:
            self.column.addWidget(words(title, px=24, head=True))
            self.setAccessibleName(title)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(theme.colours.paper if self._strip else theme.colours.panel)
        painter.setPen(QPen(theme.colours.line, 1))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._strip:
            painter.setClipRect(QRectF(0, 0, self.width(), STRIP_PX))
            painter.setBrush(self._strip)
            painter.drawRoundedRect(box, RADIUS, RADIUS)
