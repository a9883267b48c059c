"""Saving what is edited, into the file it came from or a new one; of two versions of a file both are kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from retrotimer.app.overview import Overview
from retrotimer.app.tasks import SAVE_S, Task, TaskQueue, low_priority, report_error, run_task
from retrotimer.files.presets import user_presets
from retrotimer.files.presets.user_presets import ChangedMeanwhile, Opened
from retrotimer.files.presets.validation import faults
from retrotimer.gui.editor.document import Work
from retrotimer.gui.theme import GRID, sized
from retrotimer.gui.widgets.dialogs import Answer, Question
from retrotimer.gui.widgets.form_rows import heading, said
from retrotimer.gui.widgets.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing, select
from retrotimer.training.workout.workout import Workout

if TYPE_CHECKING:
    from retrotimer.gui.editor.page import EditorPage
from typing import TYPE_CHECKING

GO_ON, COPY, THEIRS, MINE = "go on", "copy", "theirs", "mine"
RIBBON_PX = 56


class Conflict(Question):
    """Asks which of two versions goes into the file; the answer is one of those above."""

    def __init__(self, parent: QWidget, work: Work, changed: ChangedMeanwhile) -> None:
        theirs = changed.theirs
        answers = [Answer(COPY, _("Save mine as a copy")), Answer(MINE, _("Keep mine, and the other beside it"))]
        answers += [Answer(THEIRS, _("Take the file’s"))] if isinstance(theirs, Opened) else []
        text = _("{sentence} Nothing is lost, whatever you choose.").format(sentence=changed)
        super().__init__(parent, _("There are two versions"), text, [Answer(GO_ON, _("Go on editing")), *answers])
        mine, found = work.judgement.overview, None
        if isinstance(theirs, Opened):
            found = Overview(theirs.preset, work.paces)
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
        column.addWidget(said(why.replace("/", "/\N{ZERO WIDTH SPACE}"), px=15))
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


def mend(page: EditorPage) -> bool:
    """Go to what must be mended; return False where nothing must."""
    return mend_typed(page) or _mend_faults(page)


def mend_typed(page: EditorPage) -> bool:
    """Go to what was typed and cannot be used; return False where there is nothing of that kind."""
    if page.tree.cell.mistake:
        page.say(page.tree.cell.mistake)
        return True
    wrong = page.name if page.name.mistake else page.side.wrong_field()
    if wrong:
        wrong.setFocus()
        page.say(wrong.mistake)
        return True
    return False


def _mend_faults(page: EditorPage) -> bool:
    faults = page.work.catch_up().faults
    if not faults:
        return False
    fault = faults[0]
    if fault.path:
        page.work.do(lambda now: editing.select(now, [fault.path]))
    fields = page.side.step.fields
    wanted = page.name if fault.key == "name" and not fault.path else fields.get(fault.key, page.tree)
    (wanted if wanted.isVisible() else page.tree).setFocus()
    page.say(fault.sentence)
    return True


class Saving(QObject):
    """Saves what `page` edits, a long workout beside the keys. `kept` tells each preset that is saved."""

    kept = Signal(object)

    def __init__(self, page: EditorPage, window: QWidget) -> None:
        super().__init__(page)
        self._page, self._work, self._window = page, page.work, window
        self.question: Conflict | None = None
        self._queue = TaskQueue()
        self._task: Task | None = None
        page.save_wanted.connect(self.save_soon)

    def save_soon(self) -> None:
        """Save; a long workout is written while the person goes on."""
        page, work = self._page, self._work
        if not work.is_large:
            self.save()
        elif self._task:
            page.say(_("Saving…"))
        elif not mend_typed(page) and not self._is_saved():
            page.say(_("Saving…"))
            workout = work.workout
            self._task = run_task(
                lambda: self._save_large(workout), self._take_saved, self._fail, queue=self._queue
            )

    def settle(self) -> bool:
        """Wait for what is being saved, for a while at most; return whether nothing is being saved any more."""
        return self._task is None or self._task.wait(SAVE_S)

    def save(self) -> bool:
        """Save; return whether nothing is left to save. What stands against it is told at its place."""
        if not self.settle():
            self._page.say(_("The workout is still being saved: the disk is slow. Try again in a moment."))
            return False
        if mend(self._page):
            return False
        return self._is_saved() or self._take(self._written(self._work.workout))

    def _is_saved(self) -> bool:
        """Return whether there is nothing to save, and tell so."""
        if self._work.opened is None or self._work.is_unsaved:
            return False
        self._page.say(_("Everything is saved."))
        return True

    def _save_large(self, workout: Workout) -> Opened | RetroTimerError | None:
        """Write `workout`, in a worker thread; return None where it has faults."""
        with low_priority():
            return None if faults(workout) else self._written(workout)

    def _take_saved(self, found: Opened | RetroTimerError | None) -> None:
        """Tell what became of what was saved in a worker thread."""
        self._task = None
        if found is None:
            mend(self._page)
        else:
            self._take(found)

    def _fail(self, error: Exception) -> None:
        """Tell that nothing was saved, for a reason that nobody expected."""
        self._task = None
        self._page.say(_("The workout could not be saved."))
        report_error(error)

    def _written(self, workout: Workout) -> Opened | RetroTimerError:
        """Write `workout`; return it as it is in its file, or why it is not."""
        opened = self._work.opened
        try:
            return user_presets.save(opened, workout) if opened else self._new(workout)
        except RetroTimerError as error:
            return error

    def _take(self, found: Opened | RetroTimerError) -> bool:
        """Take note of what was saved; where it was not, say why, and return False."""
        if isinstance(found, ChangedMeanwhile):
            self._ask(found)
        elif isinstance(found, RetroTimerError):
            self._page.say(str(found))
        else:
            self._note(found, _("Saved as {file}.").format(file=found.path.name))
            return True
        return False

    def _new(self, workout: Workout) -> Opened:
        preset = self._work.preset
        if preset.is_builtin:
            return user_presets.save_copy(user_presets.open_preset(preset.path), workout)
        return user_presets.save_new(workout)

    def _note(self, opened: Opened, sentence: str) -> None:
        self._work.note_saved(opened)
        self._page.explain("")
        self._page.say(sentence)
        self.kept.emit(opened.preset)

    def _ask(self, changed: ChangedMeanwhile) -> None:

        self.question = Conflict(self._window, self._work, changed)
        acts: dict[str, Callable[[], None]] = {
            COPY: self._save_copy,
            MINE: self._save_mine,
            THEIRS: lambda: self._take_theirs(changed.theirs),
        }
        self.question.answered.connect(lambda answer: acts[answer]() if answer in acts else None)

    def _save_copy(self) -> None:
        self._try(lambda opened: user_presets.save_copy(opened, self._work.workout), _("Saved as {file}."))

    def _save_mine(self) -> None:
        sentence = _("Saved as {file}. The other version is beside it.")
        self._try(lambda opened: user_presets.save_beside(opened, self._work.workout)[0], sentence)

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

    def _take_theirs(self, theirs: object) -> None:
        """Go on with what is in the file now; undo brings back what was here."""
        if isinstance(theirs, Opened):
            self._work.settle()
            self._work.do(lambda _now: select(Editing(theirs.workout), [(0,)]))
            self._work.note_saved(theirs)
            self.kept.emit(theirs.preset)
            self._page.say(_("This is what is in the file now. Undo brings back what you had."))
