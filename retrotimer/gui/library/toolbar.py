"""Search, sort and filter the list of presets."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from retrotimer.app.formatting import level_word
from retrotimer.app.library import LEVELS, SORTS, Shelf
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Chooser, FoldingRow, StarButton
from retrotimer.gui.widgets.inputs import SearchField
from retrotimer.texts import _
from retrotimer.training.workout.workout import Level


class LibraryTools(QWidget):
    """Arranges `shelf`; `changed` says that its list has to be made anew, `kept` that marks have to be saved."""

    changed = Signal()
    kept = Signal()

    def __init__(self, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self.title = QLabel("RetroTimer")
        self.title.setFont(theme.head_font(40))
        self.search = SearchField(_("Find a workout"))
        self.sort = Chooser(_("Order"), [(value, _(words)) for value, words in SORTS.items()], shelf.sort)
        levels = [(value, level_word(Level(value)) if value else _("All levels")) for value in LEVELS]
        self.level = Chooser(_("Level"), levels, shelf.level)
        self.favourites = StarButton("", _("Favourites only"))
        self.favourites.setChecked(shelf.marks.favourites_only)
        self.row = FoldingRow((self.sort, self.level, self.favourites), _("Arrange"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        for widget in (self.title, self.search, self.row):
            column.addWidget(widget)
        self.search.textChanged.connect(self.changed)
        self.sort.picked.connect(lambda value: self._mark(sort=value))
        self.level.picked.connect(lambda value: self._mark(level=value))
        self.favourites.toggled.connect(lambda is_on: self._mark(favourites_only=is_on))

    def clear(self) -> None:
        """Show all workouts again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._mark(level="", favourites_only=False)

    def _mark(self, **values: str | bool) -> None:
        self._shelf.marks = replace(self._shelf.marks, **values)  # type: ignore[arg-type]  # as named above
        self.sort.show_value(self._shelf.sort)
        self.level.show_value(self._shelf.level)
        self.favourites.blockSignals(True)
        self.favourites.setChecked(self._shelf.marks.favourites_only)
        self.favourites.blockSignals(False)
        self.row.arrange()
        self.changed.emit()
        self.kept.emit()


class Side(QWidget):
    """The left side's ground."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        colours = self.palette()
        colours.setColor(QPalette.ColorRole.Window, theme.colours.panel)
        self.setPalette(colours)
