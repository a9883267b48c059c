"""Import a workout written as text, in the notation of intervals.icu or as coaches write it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from retrotimer.app import importing
from retrotimer.app.overview import Overview
from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.cards import foldable, words
from retrotimer.gui.widgets.form_rows import Line, notify, text_label
from retrotimer.gui.widgets.page import Page, near
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongFile
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.recipe import recipe_text

RIBBON_PX, TEXT_PX, LEAST_TEXT_PX = 72, 210, 96
TEXT_SHARE = 0.26
"""How much of a low page the box has at most: what was read, and what was not, is to be seen below it."""
PAUSE_MS = 200
"""So long after the last key the text is read."""
EXAMPLES = (
    '6 x (90" F / 30" B / 60" walk)',
    "5m walk\n4 x (400m F / 100m B / 90s walk)\n3m walk",
    "Warm-up\n- Walk 5m\n\nMain set 6x\n- Run 90s\n- Run backward 30s\n- Walk 60s\n\nCool-down\n- Walk 3m",
)


class TextPage(Page):
    """Reads what is typed as it is typed.

    `accepted` gives the workout to be edited, `kept` the preset that was made of it.
    """

    accepted = Signal(object)
    kept = Signal(object)

    def __init__(self, paces: Paces, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(_("From text"), parent=parent)
        self._paces = paces
        self._read: Imported | None = None
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(_("The workout as text"))
        self.text.setPlaceholderText(EXAMPLES[0])
        self.text.setTabChangesFocus(True)
        self.ribbon, self.total, self.recipe = Ribbon(), words(px=20, head=True), words()
        self.notes, self.mistakes = text_label(px=15, muted=True), text_label(px=17, wrong=True)
        self.edit, self.keep = Button(_("Open in editor"), px=20, filled=True), Button(_("Save"), px=20)
        self.examples = [Button("", px=16) for _example in EXAMPLES]
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._connect()
        self._lay_out()
        self.read()

    def _connect(self) -> None:
        self._pause.timeout.connect(self.read)
        self.text.textChanged.connect(self._pause.start)
        self.edit.clicked.connect(self._take)
        self.keep.clicked.connect(self._keep)
        names = (_("Example: rounds in a line"), _("Example: with distances"), _("Example: line by line"))
        for button, name, example in zip(self.examples, names, EXAMPLES, strict=True):
            button.setText(name)
            button.clicked.connect(lambda _on=False, example=example: self._show(example))

    def read(self) -> None:
        """Read what stands in the box, and show it or what is wrong with it."""
        self._pause.stop()
        source = self.text.toPlainText()
        self._read, mistakes = None, ""
        if source.strip():
            try:
                self._read = parse_text(source, Path(_("My workout")))
            except WrongFile as error:
                message = (mistake.removeprefix(_("My workout") + ": ") for mistake in error.mistakes)
                mistakes = "\n".join(message)
        notify(self.mistakes, mistakes)
        notify(self.notes, "\n".join(self._read.notes) if self._read else "")
        self._examples.setVisible(source.strip() in ("", *EXAMPLES))  # one would take the place of what was typed
        for button in (self.edit, self.keep):
            button.setEnabled(self._read is not None)
        for widget in (self.ribbon, self.total, self.recipe):
            widget.setVisible(self._read is not None)
        if self._read:
            overview = Overview(Preset("", Path(), self._read.workout), self._paces)
            self.total.setText(f"{foldable(self._read.workout.name)} · {overview.total_text}")
            self.recipe.setText(foldable(recipe_text(self._read.workout)))
            self.ribbon.show_timeline(overview.timeline, overview.total_text)

    def _show(self, example: str) -> None:
        self.text.setPlainText(example)
        self.read()
        self.text.setFocus()

    def _take(self) -> None:
        self.read()
        if self._read:
            self.accepted.emit(self._read.workout)

    def _keep(self) -> None:
        self.read()
        if self._read is None:
            return
        try:
            arrival = importing.keep(self._read, self._read.workout.name)
        except RetroTimerError as error:
            notify(self.mistakes, str(error))
            return
        self.kept.emit(arrival.preset)

    def _lay_out(self) -> None:
        about = words(
            _(
                "Rounds, times and distances as you would write them on a board: F is forward, B backward, m is "
                "minutes, or metres where it can only be metres."
            )
        )
        self.ribbon.setFixedHeight(round(theme.sized(RIBBON_PX)))
        self._examples = Line(*self.examples)
        self.fill(
            near(about, self.text, self.mistakes, self.notes, self._examples),
            near(self.total, self.recipe, self.ribbon),
        )
        self.stand_on(self.edit, self.keep)
        self.first = self.text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        high = min(theme.sized(TEXT_PX), max(theme.sized(LEAST_TEXT_PX), TEXT_SHARE * self.height()))
        self.text.setFixedHeight(round(high))
