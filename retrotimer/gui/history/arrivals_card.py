"""Show the arrivals of a session, name them and take them along; and the paces that they, or a test, tell."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCompleter, QFileDialog, QGridLayout, QLineEdit, QWidget

from retrotimer.app.history.arrivals import OwnPace, label, own_pace, pace_text, table, text, write_csv
from retrotimer.files.atomic import NotSaved
from retrotimer.files.group_state import read_groups, write_groups
from retrotimer.files.presets.user_presets import stem_for
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.texts import _
from retrotimer.training.groups.groups import MAX_NAME
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.workout.paces import LIMIT_BACKWARD_MS

NAME_PX = 180


class ArrivalsCard(Card):
    """A row for each athlete, a column for each interval. `named` has the name of each arrival, in order."""

    named = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Arrivals"))
        self._record: SessionRecord | None = None
        self.names: list[QLineEdit] = []
        self._place = QWidget()
        self._grid = QGridLayout(self._place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * theme.GRID)
        self.copy, self.save, self.each = Button(_("Copy"), px=17), Button("CSV…", px=17), Button("", px=17)
        self.each.setText(_("CSV for each athlete…"))
        self.message, self.problem = text_label(), text_label(wrong=True)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_file)
        self.each.clicked.connect(self._ask_folder)
        for part in (self._place, Line(self.copy, self.save, self.each), self.message, self.problem):
            self.column.addWidget(part)

    def show_record(self, record: SessionRecord) -> None:
        """Show the arrivals of `record`; hidden where there are none."""
        self._record = record
        self.setVisible(bool(record.marks))
        self._notify()
        while (old := self._grid.takeAt(0)) is not None:
            if widget := old.widget():
                widget.blockSignals(True)
                widget.hide()
                widget.deleteLater()
        self.names = []
        if not record.marks:
            return
        found, known = table(record), read_groups().athletes
        for column, head in enumerate(found.columns, 1):
            self._grid.addWidget(words(head, px=15, bold=True), 0, column)
        for row, (who, cells) in enumerate(found.rows, 1):
            name = QLineEdit(who)
            name.setMaxLength(MAX_NAME)
            name.setFixedWidth(round(theme.sized(NAME_PX)))
            name.setAccessibleName(_("Who arrived: {name}").format(name=who))
            completer = QCompleter(list(known), name)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            name.setCompleter(completer)
            name.editingFinished.connect(lambda name=name, who=who: self._rename(who, name.text().strip()))
            self.names.append(name)
            self._grid.addWidget(name, row, 0)
            for column, cell in enumerate(cells, 1):
                self._grid.addWidget(words(cell, px=17), row, column)

    def _rename(self, who: str, name: str) -> None:
        """Give all arrivals of the row of `who` this name, and remember it."""
        record = self._record
        if record is None or not name or name == who:
            return
        labels = [label(record, nth) for nth in range(len(record.marks))]
        given = tuple(name if of == who else mark.name for of, mark in zip(labels, record.marks, strict=True))
        write_groups(read_groups().with_athletes((name,)))
        self.named.emit(given)

    def _copy(self) -> None:
        if self._record:
            QGuiApplication.clipboard().setText(text(self._record))
            self._notify(_("Copied."))

    def _ask_file(self) -> None:
        if self._record:
            stem = f"{stem_for(self._record.name)}-{self._record.started.astimezone():%Y-%m-%d}"
            chosen, _filter = QFileDialog.getSaveFileName(self, _("Arrivals"), f"{stem}.csv", "CSV (*.csv)")
            self.write(chosen)

    def _ask_folder(self) -> None:
        self.write(QFileDialog.getExistingDirectory(self, _("Arrivals")))

    def write(self, out: str) -> None:
        """Write the arrivals to the file `out`, or a file for each athlete to the folder; nothing where empty."""
        if not out or self._record is None:
            return
        try:
            written = write_csv(self._record, Path(out))
        except NotSaved as error:
            self._notify(problem=error.reason)
        else:
            self._notify(_("Saved: {file}").format(file=", ".join(map(str, written))))

    def _notify(self, sentence: str = "", *, problem: str = "") -> None:
        notify(self.message, sentence)
        notify(self.problem, problem)


class PaceCard(Card):
    """One's own measured paces, beside what is usual. `measured` asks to use them."""

    measured = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Your own pace"))
        self._pace = OwnPace(0.0, 0.0)
        self._figures, self.use = words(), Button(_("Use these paces"), px=17)
        self.use.clicked.connect(lambda: self.measured.emit(self._pace))
        for part in (self._figures, Line(self.use)):
            self.column.addWidget(part)

    def show_record(self, record: SessionRecord) -> None:
        """Show what `record` tells; hidden where it tells nothing of one's own paces."""
        self.use.setText(_("Use these paces"))
        self._show(own_pace(record))
        self.setVisible(any(self._pace))

    def _show(self, pace: OwnPace) -> None:
        self._pace = pace
        self._figures.setText(pace_text(pace))
        self.use.setEnabled(any(pace) and pace.backward <= LIMIT_BACKWARD_MS)
