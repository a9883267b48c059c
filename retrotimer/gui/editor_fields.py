"""Fields of the editor: each shows one value of all that is selected and changes it as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.gui.checks import Check
from retrotimer.gui.combos import Combo
from retrotimer.gui.editor_cell import EditorField
from retrotimer.gui.editor_work import Work
from retrotimer.gui.setting_rows import said, tell
from retrotimer.gui.theme import GRID
from retrotimer.texts import _
from retrotimer.training.editing import Editing
from retrotimer.training.errors import WrongRequest

Change = Callable[[Editing], Editing]


class Entry(EditorField):
    """A line of text.

    Args:
        work: what is edited.
        name: what the field is called.
        read: gives what it shows; None where that differs among what is selected.
        write: makes of a text what changes the workout, or raises WrongRequest with a sentence.
    """

    def __init__(
        self, work: Work, name: str, read: Callable[[Editing], str | None], write: Callable[[str], Change]
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._work, self._read, self._write = work, read, write
        self._visit = 0
        self.mistake = ""
        self.told = said(px=15, wrong=True)
        self.told.hide()
        self.textEdited.connect(self._take)
        self.editingFinished.connect(self._finish)

    @property
    def _typing(self) -> str:
        return f"{self.accessibleName()} {self._visit}"

    def show_value(self) -> None:
        """Show the value, unless a person is typing it."""
        if self._work.history.typing == self._typing and self.hasFocus():
            return
        value = self._read(self._work.now)
        self.setPlaceholderText(_("several") if value is None else "")
        if self.text() != (value or ""):
            self.setText(value or "")
            self.setCursorPosition(0)  # a long text is read from its beginning
        self._tell("")

    def show_fault(self, sentence: str) -> None:
        """Show what is wrong with the value, where what was typed could be used at all."""
        if not self.mistake:
            self._show(sentence)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another thing to undo; select all, so that typing replaces it."""
        super().focusInEvent(event)
        self._visit += 1
        self._work.settle()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def _take(self, text: str) -> None:
        try:
            change = self._write(text)
        except WrongRequest as error:
            self._tell(str(error))
            return
        self._tell("")
        self._work.do(change, self._typing)

    def _finish(self) -> None:
        if not self.mistake:
            self._work.settle()
            self.show_value()

    def _tell(self, sentence: str) -> None:
        self.mistake = sentence
        self._show(sentence)

    def _show(self, sentence: str) -> None:
        self.mark(is_wrong=bool(sentence))
        self.setAccessibleDescription(sentence)
        tell(self.told, sentence)


class Choice(Combo):
    """One of `options`, each a value and its words; nothing is chosen where it differs among what is selected."""

    def __init__(
        self,
        work: Work,
        name: str,
        options: Sequence[tuple[object, str]],
        read: Callable[[Editing], object],
        write: Callable[[object], Change],
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._work, self._read, self._write = work, read, write
        self._values = [value for value, _words in options]
        for _value, words in options:
            self.addItem(words)
        self.activated.connect(self._take)

    def show_value(self) -> None:
        """Show the value."""
        value = self._read(self._work.now)
        self.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def _take(self, index: int) -> None:
        self._work.settle()
        self._work.do(self._write(self._values[index]))


class Tick(Check):
    """Yes or no."""

    def __init__(
        self, work: Work, name: str, read: Callable[[Editing], bool], write: Callable[[bool], Change]
    ) -> None:
        super().__init__(name)
        self._work, self._read = work, read
        self.clicked.connect(lambda on: work.do(write(on)))

    def show_value(self) -> None:
        """Show the value."""
        self.setChecked(self._read(self._work.now))


class Labelled(QWidget):
    """A field below its name, with what is wrong below it."""

    def __init__(self, name: str, field: Entry | Choice) -> None:
        super().__init__()
        words = said(name, px=15, muted=True)
        words.setBuddy(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(words)
        column.addWidget(field)
        if isinstance(field, Entry):
            column.addWidget(field.told)
