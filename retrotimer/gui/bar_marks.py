"""What lets bars that are painted be chosen and heard one by one: by arrow keys, by pointer, by a screen reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from retrotimer.gui import theme


class BarMarks(QObject):
    """A mark over each bar of `bars`. `told` has the words of the one that is chosen."""

    told = Signal(str)

    def __init__(self, bars: QWidget) -> None:
        super().__init__(bars)
        self._bars = bars
        self.all: list[BarMark] = []

    def show_words(self, words: Sequence[str]) -> None:
        """Mark as many bars as there are `words`; Tab comes to the first, arrow keys go on from there."""
        for mark in self.all:
            mark.deleteLater()
        self.all = [BarMark(told, nth, self) for nth, told in enumerate(words)]
        self._let_in(0)

    def place(self, places: Iterable[QRect]) -> None:
        """Put the marks at `places`."""
        for mark, place in zip(self.all, places, strict=False):
            mark.setGeometry(place)
            mark.show()

    def go_to(self, nth: int) -> None:
        """Choose another bar, the first or last where there is none."""
        nth = min(max(nth, 0), len(self.all) - 1)
        self._let_in(nth)
        self.all[nth].setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_in(self, wanted: int) -> None:
        """Let Tab come to one mark alone."""
        for nth, mark in enumerate(self.all):
            mark.setFocusPolicy(Qt.FocusPolicy.StrongFocus if nth == wanted else Qt.FocusPolicy.ClickFocus)

    @property
    def bars(self) -> QWidget:
        """What the marks are on."""
        return self._bars


class BarMark(QWidget):
    """The mark over bar `nth`, framed while it has the focus."""

    def __init__(self, told: str, nth: int, marks: BarMarks) -> None:
        super().__init__(marks.bars)
        self._nth, self._marks = nth, marks
        self.setAccessibleName(told)
        self.setToolTip(told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar."""
        last = len(self._marks.all) - 1
        nth = {
            Qt.Key.Key_Left: self._nth - 1,
            Qt.Key.Key_Right: self._nth + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }.get(Qt.Key(event.key()))
        if nth is None:
            super().keyPressEvent(event)
        else:
            self._marks.go_to(nth)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell what the bar is."""
        super().focusInEvent(event)
        self._marks.told.emit(self.accessibleName())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell what the bar below the pointer is."""
        super().enterEvent(event)
        self._marks.told.emit(self.accessibleName())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame the bar that has the focus."""
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(theme.colours.focus, 3))
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))
