"""A widget to rate effort: ten marks, chosen by a click, the arrow keys or a digit."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.cards import words
from retrotimer.texts import _

MOST = 10


class EffortScale(QWidget):
    """The effort from 1 to 10, or None while it is not said; `changed` when a person says it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Effort, 1 to 10"))
        self._group = QButtonGroup(self)
        self.marks = [Mark(effort) for effort in range(1, MOST + 1)]
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        for effort, mark in enumerate(self.marks, 1):
            self._group.addButton(mark, effort)
            row.addWidget(mark, 0, effort - 1)
        self._group.idToggled.connect(self._notify)
        light, hard = words(_("1 very light"), px=15), words(_("10 all out"), px=15)
        hard.setAlignment(Qt.AlignmentFlag.AlignRight)
        row.addWidget(light, 1, 0, 1, MOST // 2)
        row.addWidget(hard, 1, MOST // 2, 1, MOST // 2)

    @property
    def effort(self) -> int | None:
        """What was said."""
        chosen = self._group.checkedId()
        return chosen if chosen > 0 else None

    def choose(self, effort: int | None) -> None:
        """Say `effort`, or take back what was said."""
        if effort is None:
            self._group.setExclusive(False)
            for mark in self.marks:
                mark.setChecked(False)
            self._group.setExclusive(True)
        else:
            self.marks[effort - 1].setChecked(True)
        self.setFocusProxy(self.marks[(effort or 1) - 1])

    def _notify(self, _effort: int, is_chosen: bool) -> None:
        if is_chosen:
            self.changed.emit()


class Mark(QRadioButton):
    """One of the ten, filled and framed when it is chosen."""

    def __init__(self, effort: int, parent: QWidget | None = None) -> None:
        super().__init__(str(effort), parent)
        self.setFont(theme.head_font(22))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Effort {n} of 10").format(n=effort))

    def sizeHint(self) -> QSize:
        """Return the room of a figure with a margin."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance("10") + 2 * theme.GRID, metrics.height() + 2 * theme.GRID)

    def minimumSizeHint(self) -> QSize:
        """Return the least room that clips nothing."""
        return QSize(QFontMetrics(self.font()).horizontalAdvance("10") + theme.GRID, self.sizeHint().height())

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
