"""Keeps what is unsaved in the editor in a draft, and asks what to do with one that was left."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from retrotimer.app.aside import aside
from retrotimer.app.background import Background
from retrotimer.files import drafts
from retrotimer.files.drafts import Draft
from retrotimer.gui.question import Answer, Question
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError

if TYPE_CHECKING:
    from retrotimer.gui.editor_work import Work

EVERY_MS = 1_000
"""A draft is written at most once in this time."""


class DraftKeeper(QObject):
    """Writes a draft of `work` soon after each change. `trouble` tells in a sentence where that cannot be."""

    trouble = Signal(str)

    def __init__(self, work: Work, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._first_path = work.opened.path if work.opened else None
        self.timer = QTimer(self, singleShot=True, interval=EVERY_MS)
        self._background = Background()
        self._writing, self._nth = Lock(), 0
        self.timer.timeout.connect(self._keep_soon)
        work.edited.connect(self._wait)
        work.saved.connect(self._note_saved)

    def _wait(self) -> None:
        if not self.timer.isActive():
            self.timer.start()

    def _note_saved(self) -> None:
        self.forget()
        if self._work.is_unsaved:  # there was typing while it was saved
            self._wait()

    def _keep_soon(self) -> None:
        """Write what is unsaved, a long workout beside the keys."""
        if not (self._work.is_large and self._work.is_unsaved):
            self.keep()
            return
        self._nth += 1
        draft, nth = self._draft(), self._nth

        def write() -> None:
            with aside():
                self._write(draft, nth)

        self._background.do(write)

    def keep(self) -> None:
        """Write what is unsaved at once; where nothing is, let go of what was written."""
        self.timer.stop()
        if not self._work.is_unsaved:
            self.forget()
            return
        self._nth += 1
        self._write(self._draft(), self._nth)

    def _draft(self) -> Draft:
        opened = self._work.opened
        return Draft(self._work.workout, opened.path, opened.source) if opened else Draft(self._work.workout)

    def _write(self, draft: Draft, nth: int) -> None:
        """Write `draft`, the `nth`, unless it is not the latest any more."""
        with self._writing:
            if nth != self._nth:
                return
            try:
                drafts.keep(draft)
            except RetroTimerError as error:
                self.trouble.emit(str(error))

    def forget(self) -> None:
        """Let go of the draft: all is saved, or not wanted."""
        self.timer.stop()
        self._nth += 1  # what is still to be written is not wanted either
        with self._writing:
            drafts.forget(self._work.opened.path if self._work.opened else None)
            if self._first_path is None:  # it had no file then
                drafts.forget(None)


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
