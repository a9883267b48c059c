"""Moves the data's folder beside the window, which goes on answering, whatever page it shows meanwhile."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from retrotimer.app.moving import move, use_usual_for_now
from retrotimer.app.tasks import TaskQueue, deliver, run_task
from retrotimer.files import places
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError


class GivenUp(Exception):  # noqa: N818 - nothing went wrong
    """The person changed their mind."""


class DataMover(QObject):
    """Moves once at a time. `changed` tells that it looks different now, `moved` that the data lies elsewhere.

    `is_working` and `percent` tell how far it is; `told` and `trouble` what came of it, one of them empty.
    """

    changed = Signal()
    moved = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._cancel = TaskQueue(), Event()
        self.is_working, self.percent, self.told, self.trouble = False, 0, "", ""

    def move(self, folder: Path) -> None:
        """Begin to move all data to `folder`; where the folder in use is missing, use `folder` instead."""
        if self.is_working:
            return
        self._cancel = cancel = Event()
        self.is_working, self.percent, self.trouble = True, 0, ""
        self.told = _("Copying to {folder}…").format(folder=printable(str(folder)))
        self.changed.emit()
        old = places.data()
        run_task(
            lambda: self._work(folder, cancel),
            self._end,
            partial(self._fail, old, folder),
            queue=self._queue,
        )

    def cancel(self) -> None:
        """Have it end soon, with the old folder in use."""
        if self.is_working:
            self._cancel.set()
            self.told = _("Cancelling…")
            self.changed.emit()

    def forget(self) -> None:
        """Tell no more of what came of the last move."""
        if not self.is_working:
            self.told = self.trouble = ""
            self.changed.emit()

    def close(self) -> None:
        """End with the window: what is copied so far is used by nobody."""
        self._cancel.set()
        self._queue.close()

    def use_own_for_now(self) -> None:
        """Use this laptop's own folder until the one that is missing is there again."""
        try:
            use_usual_for_now()
        except RetroTimerError as error:
            self._end((), str(error))
        else:
            self._end((_("This laptop's own folder is used for now."),))

    def _work(self, folder: Path, cancel: Event) -> tuple[str, ...]:
        """Move, in a worker thread; return what to tell."""
        known = [-1]

        def told(done: int, of: int) -> None:
            if cancel.is_set():
                raise GivenUp
            percent = 100 * done // max(1, of)
            if percent > known[0]:
                known[0] = percent
                deliver(self._progress, percent)

        return move(folder, told).told

    def _fail(self, old: Path, folder: Path, error: Exception) -> None:
        if isinstance(error, GivenUp):
            sentence = _("Cancelled. Your data stays in {old}; what was copied already is left in {folder}.")
            self._end((), sentence.format(old=printable(str(old)), folder=printable(str(folder))))
        elif isinstance(error, RetroTimerError):
            self._end((), str(error))
        else:
            self._end((), _("The data could not be moved: {why}.").format(why=error))

    def _progress(self, percent: int) -> None:
        self.percent = percent
        self.changed.emit()

    def _end(self, sentences: tuple[str, ...], trouble: str = "") -> None:
        self.is_working, self.told, self.trouble = False, "\n".join(sentences), trouble
        self.changed.emit()
        if not trouble:
            self.moved.emit()
