"""Choose one of a few answers by a click or the arrow keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from retrotimer.gui import theme


class Marks(QWidget):
    """A row of `marks`, of which one or none is chosen; `changed` when a person chooses."""

    changed = Signal()

    def __init__(self, marks: Iterable[Mark], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = list(marks)
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        for nth, mark in enumerate(self.marks):
            self._group.addButton(mark, nth)
            row.addWidget(mark)
        self._group.idToggled.connect(self._notify)

    @property
    def chosen(self) -> int | None:
        """Which one is chosen."""
        nth = self._group.checkedId()
        return nth if nth >= 0 else None

    def choose(self, nth: int | None) -> None:
        """Choose mark `nth`, or none."""
        if nth is None:
            self._group.setExclusive(False)
            for mark in self.marks:
                mark.setChecked(False)
            self._group.setExclusive(True)
        else:
            self.marks[nth].setChecked(True)
        self.setFocusProxy(self.marks[nth or 0])

    def _notify(self, _nth: int, is_chosen: bool) -> None:
        if is_chosen:
            self.changed.emit()


class Mark(QRadioButton):
    """One of several answers, filled and framed when it is chosen; `name` is what a screen reader says."""

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setFont(theme.head_font(22))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name or text)

    def sizeHint(self) -> QSize:
        """Return the room of a figure with a margin."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * theme.GRID, metrics.height() + 2 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Return the least room that clips nothing."""
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self.text()) + theme.GRID, self.sizeHint().height()
        )

    def hitButton(self, where: QPoint) -> bool:
        """Take a click anywhere on it."""
        return self.rect().contains(where)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the edge, the focus and the figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        c = theme.colours
        ground, ink = (c.filled, c.on_filled) if self.isChecked() else (c.field, c.ink)
        painter.setBrush(ground)
        painter.setPen(QPen(c.focus, 4) if self.hasFocus() else QPen(c.muted, 1.5))
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
