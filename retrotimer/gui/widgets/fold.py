"""Hide what is not always wanted: parts behind a heading, an explanation behind ⓘ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import FoldButton, InfoButton


class Fold(QWidget):
    """A heading called `name`, and `parts` below it while it is open."""

    def __init__(self, name: str, *parts: QWidget, gap: int = theme.GRID) -> None:
        super().__init__()
        self.head, self.body = FoldButton(name), QWidget()
        rows, column = QVBoxLayout(self.body), QVBoxLayout(self)
        for layout in (rows, column):
            layout.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(gap)
        column.setSpacing(theme.GRID)
        for part in parts:
            rows.addWidget(part)
        column.addWidget(self.head, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.body)
        self.body.hide()
        self.head.toggled.connect(self.body.setVisible)

    def set_open(self, *, is_open: bool) -> None:
        """Show the parts, or the heading alone."""
        self.head.setChecked(is_open)


def with_info(shown: QLabel, info: QLabel, about: str) -> QWidget:
    """Return `shown` with an ⓘ behind it that shows `info` below it; `about` says on what."""
    button, block = InfoButton(about), QWidget()
    button.toggled.connect(info.setVisible)
    info.hide()
    line, column = QHBoxLayout(), QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID // 2)
    line.setSpacing(0)
    line.addWidget(shown, 1)
    line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
    column.addLayout(line)
    column.addWidget(info)
    return block
