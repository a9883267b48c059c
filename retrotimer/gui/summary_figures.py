"""The figures of a session that is over: time by direction, distance by pace, energy."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from retrotimer.app.summary import distances, energy_sense, energy_text
from retrotimer.gui import theme
from retrotimer.gui.cards import Card, words
from retrotimer.texts import _
from retrotimer.training.figures import length_text
from retrotimer.training.record import SessionRecord
from retrotimer.training.workout import Direction


class SummaryFigures(Card):
    """A row for each figure, and what the estimates are worth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("In figures"), parent=parent)
        self._table = QWidget()
        self.rows = QGridLayout(self._table)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(3 * theme.GRID)
        self.rows.setColumnStretch(1, 1)
        self._sense = words(px=15)
        self.column.addWidget(self._table)
        self.column.addWidget(self._sense)

    def show_record(self, record: SessionRecord) -> None:
        """Show the figures of `record`."""
        while (old := self.rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget:
                widget.deleteLater()
        figures = [
            (_("Forward"), length_text(record.time_ms(Direction.FORWARD))),
            (_("Backward"), length_text(record.time_ms(Direction.BACKWARD))),
            *distances(record),
            (_("Energy"), energy_text(record)),
        ]
        for row, (what, figure) in enumerate(figures):
            name, value = words(what), words(figure, px=20, head=True)
            value.setAccessibleName(f"{what}: {figure}")
            self.rows.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
            self.rows.addWidget(value, row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._sense.setText(_("Distances are time × your paces.") + " " + energy_sense(record))
