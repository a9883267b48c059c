"""The library: presets on the left, the chosen one on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from retrotimer.files.library import Broken, Preset
from retrotimer.gui import theme
from retrotimer.gui.preset_list import PresetList, PresetModel
from retrotimer.gui.preset_panel import PresetPanel
from retrotimer.texts import _
from retrotimer.training.paces import Paces

SIDE_SHARE = 0.34
SIDE_PX = (270, 520)


class LibraryPage(QWidget):
    """Shows all presets; `started` asks for a session of one."""

    started = Signal(object)

    def __init__(
        self, entries: Sequence[Preset | Broken], paces: Paces, chosen: Preset | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        known = any(isinstance(entry, Preset) and chosen == entry for entry in entries)
        shown = entries if chosen is None or known else [chosen, *entries]
        self.presets = PresetList(PresetModel(shown, paces))
        self.panel = PresetPanel()
        self._search = QLineEdit()
        self._side = self._make_side()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._side)
        layout.addWidget(self.panel, 1)
        self.presets.chosen.connect(self.panel.show_entry)
        self.presets.started.connect(self.started)
        self.panel.started.connect(self.started)
        self._search.textChanged.connect(self.presets.search)
        self.presets.choose(chosen.id if chosen else None)
        self.setFocusProxy(self.presets)
        self.presets.setFocus()

    def _make_side(self) -> QWidget:
        side = QWidget()
        side.setAutoFillBackground(True)
        colours = side.palette()
        colours.setColor(QPalette.ColorRole.Window, theme.colours.panel)
        side.setPalette(colours)
        title = QLabel("RetroTimer")
        title.setFont(theme.font(40))
        self._search.setPlaceholderText(_("Find a workout"))
        self._search.setAccessibleName(_("Find a workout"))
        self._search.setMinimumHeight(44)
        self._search.setTextMargins(8, 0, 8, 0)
        column = QVBoxLayout(side)
        column.setContentsMargins(24, 16, 14, 0)
        column.setSpacing(theme.GRID)
        column.addWidget(title)
        column.addWidget(self._search)
        column.addSpacing(theme.GRID)
        column.addWidget(self.presets, 1)
        return side

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down and Enter in the search go to the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._search.hasFocus():
            self.presets.setFocus()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the width between list and preset."""
        super().resizeEvent(event)
        least, most = SIDE_PX
        self._side.setFixedWidth(round(min(most, max(least, SIDE_SHARE * self.width()))))
