"""Search, sort and filter the list of presets, and begin a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from retrotimer.app.formatting import level_word
from retrotimer.app.library import LEVELS, SORTS, TAGS, LibraryModel
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Chooser, FoldingRow, MenuButton, StarButton
from retrotimer.gui.widgets.inputs import SearchField
from retrotimer.texts import _
from retrotimer.training.workout.workout import Level


class LibraryTools(QWidget):
    """Sort and filter `library_model`; `changed` asks for a new list, `kept` for saving the state.

    `new` opens what `ways` gives: the ways to a new workout.
    """

    changed = Signal()
    kept = Signal()

    def __init__(
        self, library_model: LibraryModel, ways: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library_model = library_model
        self.search = SearchField(_("Find a workout"))
        self.new = MenuButton(_("+ New"), ways)
        self.new.setToolTip(_("Make a workout: blank, from four numbers, from text, or from a file"))
        self.sort = Chooser(_("Order"), [(value, _(words)) for value, words in SORTS.items()], library_model.sort)
        levels = [(value, level_word(Level(value)) if value else _("All levels")) for value in LEVELS]
        self.level = Chooser(_("Level"), levels, library_model.level)
        self.tag = Chooser(_("Purpose"), [(value, _(words)) for value, words in TAGS.items()], library_model.tag)
        self.favourites = StarButton("", _("Favourites only"))
        self.favourites.setChecked(library_model.marks.favourites_only)
        buttons = (self.favourites, self.sort, self.level, self.tag)
        self.row = FoldingRow(buttons, _("More"), keeps_first=True)
        head = QHBoxLayout()
        head.setSpacing(theme.GRID)
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(head)
        column.addWidget(self.row)
        self.search.textChanged.connect(self.changed)
        self.sort.picked.connect(lambda value: self._mark(sort=value))
        self.level.picked.connect(lambda value: self._mark(level=value))
        self.tag.picked.connect(lambda value: self._mark(tag=value))
        self.favourites.toggled.connect(lambda is_on: self._mark(favourites_only=is_on))

    def clear(self) -> None:
        """Show all workouts again."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._mark(level="", tag="", favourites_only=False)

    def _mark(self, **values: str | bool) -> None:
        self._library_model.marks = replace(self._library_model.marks, **values)  # type: ignore[arg-type]  # as named above
        self.sort.show_value(self._library_model.sort)
        self.level.show_value(self._library_model.level)
        self.tag.show_value(self._library_model.tag)
        self.favourites.blockSignals(True)
        self.favourites.setChecked(self._library_model.marks.favourites_only)
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
