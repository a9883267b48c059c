"""Read the history in a worker thread, and again when its folder has changed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.history.history import Session, SessionList, current_day, latest_sessions, load_history
from retrotimer.app.tasks import Task, TaskQueue, deliver, report_error, run_task
from retrotimer.files import paths
from retrotimer.files.history.folder import FileStamp, stamps

LOOK_MS, LOOKS = 1_000, 10
"""How often the folder's time of change is checked. Every `LOOKS`th time all files are, as a change within a file
does not change its folder."""
LATEST = 100
"""So many files are read first where there are more, to be seen while the others are read."""

Seen = tuple[Path, date, frozenset[FileStamp]]
"""A folder, and the day and its files when it was read."""
Read = tuple[Seen, SessionList | None]


class HistoryReader(QObject):
    """Hold the history as it was read last: `book`, None before the first time.

    `read` is emitted with a new or changed book; before the first, `begun` with the latest sessions where there are
    many, and `moved` with the percent read so far.
    """

    read = Signal(object)
    begun = Signal(object)
    moved = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.book: SessionList | None = None
        self._queue = TaskQueue()
        self._task: Task | None = None
        self._stamp: int | None = None
        self._seen: Seen | None = None
        self._looks = 0
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)

    def follow(self, *, is_wanted: bool) -> None:
        """Read it now and whenever it changes; or stop doing so."""
        if is_wanted:
            self.start()
            self._look.start()
        else:
            self._look.stop()

    def start(self) -> None:
        """Begin to read, unless a worker is reading already."""
        if self._task:
            return
        self._stamp, self._looks = _stamp(), 0
        folder, known, seen = paths.history(), self.book, self._seen
        self._task = run_task(lambda: self._read(folder, known, seen), self._take, self._fail, queue=self._queue)

    def keep(self, book: SessionList) -> None:
        """Hold `book`, which this window has changed, and drop the result of a worker that began before."""
        self.book, self._stamp, self._seen = book, None, None
        if self._task:
            self._task.cancel()
            self._task = None

    def look(self) -> None:
        """Read again where the folder has changed, or it is time to compare all files."""
        self._looks += 1
        if self._looks >= LOOKS or _stamp() != self._stamp:
            self.start()

    def _read(self, folder: Path, known: SessionList | None, seen: Seen | None) -> Read | None:
        """Return what is in `folder`, in a worker thread; None where no file changed since `seen`."""
        found = (folder, current_day(), stamps(folder))
        if found == seen:
            return None
        if known is None and len(found[2]) > LATEST:
            deliver(self._show_latest, latest_sessions(folder, LATEST))
        percents = [-1]

        def notify(done: int, of: int) -> None:
            percent = 100 * done // max(1, of)
            if percent != percents[0]:
                percents[0] = percent
                deliver(self._show_percent, percent)

        book = load_history(folder, notify=notify)
        if book == known:
            return found, None
        book.streak_weeks  # noqa: B018 - sums the weeks here, where no key waits for it
        return found, book

    def _show_latest(self, sessions: tuple[Session, ...]) -> None:
        if self._task:
            self.begun.emit(sessions)

    def _show_percent(self, percent: int) -> None:
        if self._task:
            self.moved.emit(percent)

    def _take(self, read: Read | None) -> None:
        self._task = None
        if read:
            self._seen, book = read
            if book:
                self.book = book
                self.read.emit(book)

    def _fail(self, error: Exception) -> None:
        """Report an unexpected error; the folder is read again once it has changed."""
        self._task = None
        report_error(error)


def _stamp() -> int | None:
    """Return the time of change of the history's folder in ns; None where there is none."""
    with suppress(OSError):
        return paths.history().stat().st_mtime_ns
    return None
