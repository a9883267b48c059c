"""Reads the history beside the window, which goes on answering, and again when its folder has changed."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.history.history import HistoryBook, load_history
from retrotimer.app.tasks import Task, TaskQueue, deliver, report_error, run_task
from retrotimer.files import paths

LOOK_MS, LOOKS = 1_000, 10
"""How often the folder is asked for new files. Every `LOOKS`th time all files are compared, as one that was changed
in its place leaves no mark on the folder."""


class HistoryReader(QObject):
    """Holds the history as it was read last: `book`, None before the first time.

    `read` comes with a book that is new or other than the last; `moved` tells the percent of a reading that lasts.
    """

    read = Signal(object)
    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book: HistoryBook | None = None
        self._queue = TaskQueue()
        self._task: Task | None = None
        self._stamp: int | None = None
        self._looks = 0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    def follow(self, *, is_wanted: bool) -> None:
        """Read it now, and again whenever it changes; or no longer."""
        if is_wanted:
            self.start()
            self._look.start()
        else:
            self._look.stop()

    def start(self) -> None:
        """Begin to read, unless that goes on already."""
        if self._task:
            return
        self._stamp, self._looks = _stamp(), 0
        folder, known = paths.history(), self.book
        self._task = run_task(lambda: self._read(folder, known), self._take, self._fail, queue=self._queue)

    def keep(self, book: HistoryBook) -> None:
        """Hold `book`, which this window has changed; what is being read is from before."""
        self.book, self._stamp = book, None
        if self._task:
            self._task.cancel()
            self._task = None

    def look(self) -> None:
        """Read again where the folder has changed, or it is time to compare all files."""
        self._looks += 1
        if self._looks >= LOOKS or _stamp() != self._stamp:
            self.start()

    def _read(self, folder: Path, known: HistoryBook | None) -> HistoryBook | None:
        """Return what is in `folder`, in a worker thread; None where it is as the `known` book has it."""
        percents = [-1]

        def tell(done: int, of: int) -> None:
            percent = 100 * done // max(1, of)
            if percent != percents[0]:
                percents[0] = percent
                deliver(self._show_percent, percent)

        book = load_history(folder, tell=tell)
        if book == known:
            return None
        book.streak_weeks  # noqa: B018 - sums the weeks here, where no key waits for it
        return book

    def _show_percent(self, percent: int) -> None:
        if self._task:
            self.moved.emit(percent)

    def _take(self, book: HistoryBook | None) -> None:
        self._task = None
        if book:
            self.book = book
            self.read.emit(book)

    def _fail(self, error: Exception) -> None:
        """Report what nobody expected; the folder is read again once it has changed."""
        self._task = None
        report_error(error)


def _stamp() -> int | None:
    """Return when something came into the folder of the history, or left it; None where it is not there."""
    with suppress(OSError):
        return paths.history().stat().st_mtime_ns
    return None
