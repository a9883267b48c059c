"""Keeps what is unsaved in the editor in a draft, and asks what to do with one that was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

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
        self.timer.timeout.connect(self.keep)
        work.edited.connect(self._wait)
        work.saved.connect(self.forget)

    def _wait(self) -> None:
        if not self.timer.isActive():
            self.timer.start()

    def keep(self) -> None:
        """Write what is unsaved; where nothing is, let go of what was written."""
        self.timer.stop()
        if not self._work.is_unsaved:
            self.forget()
            return
        opened = self._work.opened
        draft = Draft(self._work.workout, opened.path, opened.source) if opened else Draft(self._work.workout)
        try:
            drafts.keep(draft)
        except RetroTimerError as error:
            self.trouble.emit(str(error))

    def forget(self) -> None:
        """Let go of the draft: all is saved, or not wanted."""
        self.timer.stop()
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
