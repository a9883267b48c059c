"""Edit the workout as text; the result is one undoable change."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.intervals_text.edit import as_text
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.theme import GRID, sized, stylesheets
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import foldable, words
from retrotimer.gui.widgets.dialogs import Card, Overlay
from retrotimer.gui.widgets.form_rows import notify, text_label
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout

PAUSE_MS, WIDEST, LEAST_TEXT_PX = 200, 900, 90


class EditorText(Overlay):
    """Shows `workout` over `parent`.

    `accepted` gives the changed workout once it is wanted; `left` gives the text as it is when it is left without.
    """

    accepted = Signal(object)
    left = Signal(str)

    def __init__(self, parent: QWidget, workout: Workout, paces: Paces, text: str = "") -> None:
        super().__init__(parent, _("The workout as text"))
        self.setStyleSheet(stylesheets.forms())
        self._workout, self._paces = as_text(workout), paces
        self._read: Imported | None = None
        self.text = QPlainTextEdit(text or self._workout.text)
        self.text.setAccessibleName(_("The workout as text"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(round(sized(LEAST_TEXT_PX)))
        self.total = words(px=18, head=True)
        self.mistakes, self.notes = text_label(px=16, wrong=True), text_label(px=15, muted=True)
        self.take, self.cancel = Button(_("Apply"), "Ctrl+↵", px=20, filled=True), Button(_("Cancel"), "Esc")
        self.take.clicked.connect(self._take)
        self.cancel.clicked.connect(self.reject)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.read)
        self.text.textChanged.connect(self._pause.start)
        card = _Card(self)
        self._lay_out(card)
        self.read()
        self.open_with((self.text, self.take, self.cancel), card)  # type: ignore[arg-type]  # it takes the focus too

    def read(self) -> None:
        """Read what stands in the box, and show what it comes to, or what is wrong with it."""
        self._pause.stop()
        self._read, mistakes, text = None, "", self.text.toPlainText()
        name = _("My workout")
        try:
            self._read = self._workout.taken_back(text, Path(name))
        except WrongFile as error:
            mistakes = "\n".join(mistake.removeprefix(f"{name}: ") for mistake in error.mistakes)
        notify(self.mistakes, mistakes)
        notes = (*self._workout.notes, *(self._read.notes if self._read else ()))
        kept = (_("What you leave as it is stays as it was."),) if self._workout.notes else ()
        notify(self.notes, " ".join((*notes, *kept)))
        self.take.setEnabled(self._read is not None)
        self.total.setText(self._total())

    def _total(self) -> str:
        if self._read is None or not self._read.workout.steps:
            return ""
        overview = Overview(Preset("", Path(), self._read.workout), self._paces)
        return f"{foldable(self._read.workout.name)} · {overview.total_text}"

    def _take(self) -> None:
        self.read()
        if self._read and self.go():
            self.accepted.emit(self._read.workout)

    def reject(self) -> None:
        """Leave the workout as it was; what was typed is not lost."""
        text = self.text.toPlainText()
        if self.go():
            self.left.emit("" if text == self._workout.text else text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._take()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, card: Card) -> None:
        column = QVBoxLayout(card.ground)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        column.setSpacing(GRID)
        column.addWidget(words(_("Text"), px=30, head=True))
        column.addWidget(self.text, 1)
        for part in (self.mistakes, self.total, self.notes):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            column.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(2 * GRID)
        self.cancel.setFont(self.take.font())
        for button in (self.take, self.cancel):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)


class _Card(Card):
    """Takes all the room there is, up to a line that is still read well."""

    def fit(self, width: int, height: int) -> None:
        """Take the room."""
        self.resize(min(width, round(sized(WIDEST))), height)
