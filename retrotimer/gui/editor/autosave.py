"""Write unsaved changes to a draft file in a worker thread, and ask about a draft that was left."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from retrotimer.app.tasks import SAVE_S, Task, TaskQueue, report_error, run_task
from retrotimer.files.presets import drafts
from retrotimer.files.presets.drafts import Draft
from retrotimer.gui.widgets.dialogs import Answer, Question
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.gui.editor.document import Document

EVERY_MS = 1_000
"""A draft is written at most once in this time."""


class DraftAutosave(QObject):
    """Writes a draft of `document` soon after each change. `problem` says why it could not."""

    problem = Signal(str)

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._first_path = document.opened.path if document.opened else None
        self.timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._queue = TaskQueue()
        self._task: Task | None = None
        self.timer.timeout.connect(self.keep)
        document.edited.connect(self._wait)
        document.saved.connect(self._note_saved)

    def _wait(self) -> None:
        if not self.timer.isActive():
            self.timer.start()

    def _note_saved(self) -> None:
        self.forget()
        if self._document.is_unsaved:  # there was typing while it was saved
            self._wait()

    def keep(self) -> None:
        """Write what is unsaved, in a worker thread; where nothing is, remove what was written."""
        if not self._document.is_unsaved:
            self.forget()
            return
        opened = self._document.opened
        draft = (
            Draft(self._document.workout, opened.path, opened.source) if opened else Draft(self._document.workout)
        )
        self._cancel()
        self._task = run_task(partial(drafts.keep, draft), None, self._notify, queue=self._queue)

    def forget(self) -> None:
        """Remove the draft: all is saved, or not wanted."""
        self._cancel()
        paths = {self._document.opened.path if self._document.opened else None}
        if self._first_path is None:  # it had no file then
            paths.add(None)
        for path in paths:
            run_task(partial(drafts.forget, path), queue=self._queue)

    def close(self) -> bool:
        """Wait until the last of it is done, for a while at most; return whether it is."""
        return self._queue.close(SAVE_S)

    def _cancel(self) -> None:
        """Write no draft that is not the latest any more."""
        self.timer.stop()
        if self._task:
            self._task.cancel()

    def _notify(self, error: Exception) -> None:
        """Say why the draft is not written."""
        if isinstance(error, RetroTimerError):
            self.problem.emit(str(error))
        else:
            report_error(error)


def ask_for_draft(
    window: QWidget, draft: Draft, go_on: Callable[[], object], otherwise: Callable[[], object]
) -> Question:
    """Ask whether to go on with `draft`; else it is thrown away, and what is to be done `otherwise` is done."""
    name = draft.workout.name or _("a workout without a name")
    question = Question(
        window,
        _("Go on where you were?"),
        _("Your last changes to {name} were not saved. They are still here.").format(name=name),
        (Answer("go on", _("Go on with them")), Answer("drop", _("Throw them away"))),
    )

    def act(answer: str) -> None:
        if answer == "go on":
            go_on()
        else:
            drafts.forget(draft.path)
            otherwise()

    question.answered.connect(act)
    return question
