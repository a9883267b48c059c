"""Ask for the metres of the two-minute test, and make paces of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import Card, words
from retrotimer.gui.widgets.entry import Entry
from retrotimer.gui.widgets.form_rows import Row, notify, text_label
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.pace_test import is_pace_test, metres_of, speed
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement


class PaceTestCard(Card):
    """Hidden but after the test. `chosen` gives the paces forward and backward, in m/s, that a person takes."""

    chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your own paces"), parent=parent)
        self._record: SessionRecord | None = None
        labels = {RUN_BACKWARD: _("Backward in two minutes"), RUN_FORWARD: _("Forward in two minutes")}
        self.fields = {movement: Entry("2.5 × 200") for movement in labels}
        self.rows = {movement: Row(label, self.fields[movement], unit=_("m")) for movement, label in labels.items()}
        self.use, self.message = Button(_("Use as my paces")), text_label()
        self.column.addWidget(words(_("How far did you get? Metres, or laps × length.")))
        for movement, row in self.rows.items():
            self.column.addWidget(row)
            self.fields[movement].textChanged.connect(self._show)
            self.fields[movement].taken.connect(self._take)
        self.column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.message)
        self.use.clicked.connect(self._take)
        self.hide()

    def show_record(self, record: SessionRecord) -> None:
        """Ask for the metres where `record` is of the test."""
        self._record = record
        for field in self.fields.values():
            field.clear()
        self._show()
        self.setVisible(is_pace_test(record))

    def _show(self) -> None:
        """Show what each field gives, or what is wrong with it."""
        speeds = [self._speed(movement) for movement in self.fields]
        self.use.setEnabled(all(speeds))
        notify(self.message, "")

    def _speed(self, movement: Movement) -> float:
        row, field = self.rows[movement], self.fields[movement]
        row.notify("")
        row.explain("")
        if self._record is None or not field.text().strip() or not is_pace_test(self._record):
            return 0.0
        try:
            found = speed(self._record, movement, metres_of(field.text()))
        except WrongRequest as error:
            row.notify(str(error))
            return 0.0
        row.explain(_("{speed:.2f} m/s").format(speed=found))
        return found

    def _take(self) -> None:
        backward, forward = (self._speed(movement) for movement in (RUN_BACKWARD, RUN_FORWARD))
        if backward and forward:
            self.chosen.emit(forward, backward)
            sentence = _("Your paces are now {forward:.2f} m/s forward and {backward:.2f} m/s backward.")
            notify(self.message, sentence.format(forward=forward, backward=backward))
