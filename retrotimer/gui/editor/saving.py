"""Save what is edited to the file it came from or to a new one; where the file was changed meanwhile, ask."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.tasks import SAVE_S, Task, TaskQueue, report_error, run_task
from retrotimer.files.presets import user_presets
from retrotimer.files.presets.user_presets import ChangedMeanwhile, Opened
from retrotimer.files.presets.validation import faults
from retrotimer.gui.editor.document import Document, DocumentState
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.dialogs import Answer, Question
from retrotimer.gui.widgets.form_rows import heading, text_label
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing, select
from retrotimer.training.workout.workout import Workout

if TYPE_CHECKING:
    from retrotimer.gui.editor.page import EditorPage

GO_ON, COPY, THEIRS, MINE = "go on", "copy", "theirs", "mine"
RIBBON_PX = 56


class Conflict(Question):
    """Asks which of two versions goes into the file; the answer is one of those above."""

    def __init__(self, parent: QWidget, document: Document, changed: ChangedMeanwhile) -> None:
        theirs = changed.theirs
        answers = [Answer(COPY, _("Save mine as a copy")), Answer(MINE, _("Keep mine, and the other beside it"))]
        answers += [Answer(THEIRS, _("Use the file’s"))] if isinstance(theirs, Opened) else []
        text = _("{sentence} Nothing is lost, whatever you choose.").format(sentence=changed)
        super().__init__(parent, _("There are two versions"), text, [Answer(GO_ON, _("Go on editing")), *answers])
        mine, found = document.analysis.overview, None
        if isinstance(theirs, Opened):
            found = Overview(theirs.preset, document.paces)
        self._show(_version(_("Yours"), mine, ""), 2)
        self._show(_version(_("In the file now"), found, "" if found else str(theirs)), 3)

    def _show(self, version: QWidget, place: int) -> None:
        """Put `version` among the words of the card, which then is higher."""
        column = self._card.ground.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(place, version)
        version.show()
        self.resizeEvent(QResizeEvent(self.size(), self.size()))


def _version(title: str, overview: Overview | None, why: str) -> QWidget:
    """Return a ribbon under its name and length, or why there is none."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GRID // 2)
    if overview is None:
        column.addWidget(heading(title, 20))
        column.addWidget(text_label(why.replace("/", "/\N{ZERO WIDTH SPACE}"), px=15))
        return made
    name = overview.preset.workout.name
    words = _("{which}: {name}, {total}").format(which=title, name=name, total=overview.total_text)
    column.addWidget(heading(words, 20))
    ribbon = Ribbon()
    ribbon.setFixedHeight(round(sized(RIBBON_PX)))
    ribbon.setMinimumSize(QSize(120, ribbon.height()))
    ribbon.show_timeline(overview.timeline, words)
    column.addWidget(ribbon)
    return made


def focus_first_error(page: EditorPage) -> bool:
    """Focus the first thing that prevents saving; return False where there is none."""
    return _focus_typing_error(page) or _focus_fault(page)


def _focus_typing_error(page: EditorPage) -> bool:
    """Focus the first field whose text cannot be used; return False where there is none."""
    if page.tree.cell.mistake:
        page.say(page.tree.cell.mistake)
        return True
    wrong = page.name if page.name.mistake else page.side.wrong_field()
    if wrong:
        wrong.setFocus()
        page.say(wrong.mistake)
        return True
    return False


def _focus_fault(page: EditorPage) -> bool:
    faults = page.document.catch_up().faults
    if not faults:
        return False
    fault = faults[0]
    if fault.path:
        page.document.do(lambda now: editing.select(now, [fault.path]))
    fields = page.side.step.fields
    wanted = page.name if fault.key == "name" and not fault.path else fields.get(fault.key, page.tree)
    (wanted if wanted.isVisible() else page.tree).setFocus()
    page.say(fault.sentence)
    return True


class Saving(QObject):
    """Saves what `page` edits in a worker thread. `kept` is sent with each preset that is saved."""

    kept = Signal(object)

    def __init__(self, page: EditorPage, window: QWidget) -> None:
        super().__init__(page)
        self._page, self._document, self._window = page, page.document, window
        self.question: Conflict | None = None
        self._queue = TaskQueue()
        self._task: Task | None = None
        page.save_requested.connect(self.save_soon)

    def save_soon(self) -> None:
        """Start to save, unless that is under way, nothing is unsaved, or a field holds what cannot be used."""
        page, document = self._page, self._document
        if document.state is DocumentState.SAVING:
            page.say(_("Saving…"))
        elif document.is_in_conflict or _focus_typing_error(page):
            pass  # a question, or the field, says what to do
        elif document.opened and not document.is_unsaved:
            page.say(_("Everything is saved."))
        else:
            page.say(_("Saving…"))
            document.begin_saving()
            self._task = run_task(
                partial(self._save_valid, document.workout), self._take, self._fail, queue=self._queue
            )

    def close(self) -> None:
        """Wait for what is being saved, and withdraw a conflict's question: the draft keeps what is unsaved."""
        self.wait()
        if self.question and self._document.is_in_conflict:
            self.question.reject()

    def wait(self) -> bool:
        """Wait `SAVE_S` at most for what is being saved; return whether nothing is being saved any more."""
        return self._task is None or self._task.wait(SAVE_S)

    def save(self) -> bool:
        """Save and wait for it; return whether nothing is left to save. What prevents it is shown at its place."""
        is_idle = self.wait()
        if is_idle:
            self.save_soon()
            is_idle = self.wait()
        if not is_idle:
            self._page.say(_("The workout is still being saved: the disk is slow. Try again in a moment."))
        return is_idle and self._document.opened is not None and not self._document.is_unsaved

    def _save_valid(self, workout: Workout) -> Opened | RetroTimerError | None:
        """Write `workout` to its file; return what is in it then, why it was not written, or None for faults."""
        opened = self._document.opened
        if faults(workout):
            return None
        try:
            return user_presets.save(opened, workout) if opened else self._new(workout)
        except RetroTimerError as error:
            return error

    def _take(self, found: Opened | RetroTimerError | None) -> None:
        """Show what became of saving."""
        if isinstance(found, ChangedMeanwhile):
            self._ask(found)
        elif isinstance(found, Opened):
            self._note(found, _("Saved: {file}").format(file=found.path.name))
        else:
            self._document.end_saving()
            if found:
                self._page.say(str(found))
            else:
                focus_first_error(self._page)

    def _fail(self, error: Exception) -> None:
        """Show that nothing was saved, and report the unexpected `error`."""
        self._document.end_saving()
        self._page.say(_("The workout could not be saved."))
        report_error(error)

    def _new(self, workout: Workout) -> Opened:
        preset = self._document.preset
        if preset.is_builtin:
            return user_presets.save_copy(user_presets.open_preset(preset.path), workout)
        return user_presets.save_new(workout)

    def _note(self, opened: Opened, sentence: str) -> None:
        self._document.note_saved(opened)
        self._page.explain("")
        self._page.say(sentence)
        self.kept.emit(opened.preset)

    def _ask(self, changed: ChangedMeanwhile) -> None:
        self._document.begin_conflict()
        self.question = Conflict(self._window, self._document, changed)
        acts: dict[str, Callable[[], None]] = {
            GO_ON: self._document.end_saving,
            COPY: self._save_copy,
            MINE: self._save_mine,
            THEIRS: lambda: self._take_theirs(changed.theirs),
        }
        self.question.answered.connect(lambda answer: acts[answer]())

    def _save_copy(self) -> None:
        self._try(lambda opened: user_presets.save_copy(opened, self._document.workout), _("Saved: {file}"))

    def _save_mine(self) -> None:
        sentence = _("Saved: {file}. The other version is beside it.")
        self._try(lambda opened: user_presets.save_beside(opened, self._document.workout)[0], sentence)

    def _try(self, save: Callable[[Opened], Opened], sentence: str) -> None:
        opened = self._document.opened
        if opened is None:
            return
        try:
            made = save(opened)
        except RetroTimerError as error:
            self._document.end_saving()
            self._page.say(str(error))
            return
        self._note(made, sentence.format(file=made.path.name))

    def _take_theirs(self, theirs: object) -> None:
        """Go on with what is in the file now; undo brings back what was here."""
        if isinstance(theirs, Opened):
            self._document.commit_typing()
            self._document.do(lambda _now: select(Editing(theirs.workout), [(0,)]))
            self._document.note_saved(theirs)
            self.kept.emit(theirs.preset)
            self._page.say(_("This is what is in the file now. Undo brings back what you had."))
