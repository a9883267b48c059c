"""Saving what is edited, into the file it came from or a new one; of two versions of a file both are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from retrotimer.files import own_presets
from retrotimer.files.own_presets import ChangedMeanwhile, Opened
from retrotimer.texts import _
from retrotimer.training.editing import Editing, select
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.gui.editor_conflict import Conflict
    from retrotimer.gui.editor_page import EditorPage


class Saving(QObject):
    """Saves what `page` edits. `kept` tells each preset that is saved."""

    kept = Signal(object)

    def __init__(self, page: EditorPage, window: QWidget) -> None:
        super().__init__(page)
        self._page, self._work, self._window = page, page.work, window
        self.question: Conflict | None = None
        page.save_wanted.connect(self.save)

    def save(self) -> bool:
        """Save; return whether nothing is left to save. What stands against it is told at its place."""
        page, work = self._page, self._work
        if page.mend():
            return False
        if work.opened and not work.is_unsaved:
            page.say(_("Everything is saved."))
            return True
        try:
            opened = own_presets.save(work.opened, work.workout) if work.opened else self._new()
        except ChangedMeanwhile as changed:
            self._ask(changed)
            return False
        except RetroTimerError as error:
            page.say(str(error))
            return False
        self._note(opened, _("Saved as {file}.").format(file=opened.path.name))
        return True

    def _new(self) -> Opened:
        work = self._work
        if work.preset.is_builtin:
            return own_presets.save_copy(own_presets.open_preset(work.preset.path), work.workout)
        return own_presets.save_new(work.workout)

    def _note(self, opened: Opened, sentence: str) -> None:
        self._work.note_saved(opened)
        self._page.explain("")
        self._page.say(sentence)
        self.kept.emit(opened.preset)

    def _ask(self, changed: ChangedMeanwhile) -> None:
        from retrotimer.gui import editor_conflict  # noqa: PLC0415 - seldom needed

        self.question = editor_conflict.Conflict(self._window, self._work, changed)
        acts: dict[str, Callable[[], None]] = {
            editor_conflict.COPY: self._save_copy,
            editor_conflict.MINE: self._save_mine,
            editor_conflict.THEIRS: lambda: self._take(changed.theirs),
        }
        self.question.answered.connect(lambda answer: acts[answer]() if answer in acts else None)

    def _save_copy(self) -> None:
        self._try(lambda opened: own_presets.save_copy(opened, self._work.workout), _("Saved as {file}."))

    def _save_mine(self) -> None:
        sentence = _("Saved as {file}. The other version is beside it.")
        self._try(lambda opened: own_presets.save_beside(opened, self._work.workout)[0], sentence)

    def _try(self, save: Callable[[Opened], Opened], sentence: str) -> None:
        opened = self._work.opened
        if opened is None:
            return
        try:
            made = save(opened)
        except RetroTimerError as error:
            self._page.say(str(error))
            return
        self._note(made, sentence.format(file=made.path.name))

    def _take(self, theirs: object) -> None:
        """Go on with what is in the file now; undo brings back what was here."""
        if isinstance(theirs, Opened):
            self._work.settle()
            self._work.do(lambda _now: select(Editing(theirs.workout), [(0,)]))
            self._work.note_saved(theirs)
            self.kept.emit(theirs.preset)
            self._page.say(_("This is what is in the file now. Undo brings back what you had."))
