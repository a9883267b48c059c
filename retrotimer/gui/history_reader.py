"""Reads the history beside the window, which goes on answering, and again when its folder has changed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.background import Background
from retrotimer.app.history import HistoryBook, load_history
from retrotimer.files import places

POLL_MS, LOOK_MS, LOOKS = 15, 1_000, 10
"""How often a reading is asked whether it is ready, and the folder for new files. Every `LOOKS`th time all files
are compared, as one that was changed in its place leaves no mark on the folder."""


@dataclass
class _Reading:
    """One reading, between two threads. `percent` is how much of it is done; `book` comes last."""

    percent: int = 0
    book: HistoryBook | None = None
    is_over: bool = False

    def tell(self, done: int, of: int) -> None:
        """Take how many files of how many have been read."""
        self.percent = 100 * done // max(1, of)


class HistoryReader(QObject):
    """Holds the history as it was read last: `book`, None before the first time.

    `read` comes with a book that is new or other than the last; `moved` tells the percent of a reading that lasts.
    """

    read = Signal(object)
    moved = Signal(int)

    def __init__(self, parent: QObject | None = None, background: Background | None = None) -> None:
        super().__init__(parent)
        self.book: HistoryBook | None = None
        self._background = background or Background()
        self._reading: _Reading | None = None
        self._stamp: int | None = None
        self._looks = 0
        self._poll, self._look = QTimer(self), QTimer(self)
        self._poll.setInterval(POLL_MS)
        self._poll.timeout.connect(self._ask)
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
        if self._reading:
            return
        self._stamp, self._looks = _stamp(), 0
        self._reading = reading = _Reading()
        folder, known = places.history(), self.book
        self._background.do(lambda: _read(folder, known, reading))
        self._poll.start()

    def keep(self, book: HistoryBook) -> None:
        """Hold `book`, which this window has changed; what is being read is from before."""
        self.book, self._stamp = book, None
        if self._reading:
            self._poll.stop()
            self._reading = None

    def look(self) -> None:
        """Read again where the folder has changed, or it is time to compare all files."""
        self._looks += 1
        if self._looks >= LOOKS or _stamp() != self._stamp:
            self.start()

    def _ask(self) -> None:
        reading = self._reading
        if reading is None or not reading.is_over:
            self.moved.emit(reading.percent if reading else 0)
            return
        self._poll.stop()
        self._background.end()
        self._reading = None
        if reading.book:
            self.book = reading.book
            self.read.emit(self.book)


def _read(folder: Path, known: HistoryBook | None, reading: _Reading) -> None:
    """Read `folder` into `reading`; a book that is as the `known` one is none."""
    try:
        book = load_history(folder, tell=reading.tell)
        if book != known:
            book.streak_weeks  # noqa: B018 - sums the weeks here, where no key waits for it
            reading.book = book
    finally:
        reading.is_over = True


def _stamp() -> int | None:
    """Return when something came into the folder of the history, or left it; None where it is not there."""
    with suppress(OSError):
        return places.history().stat().st_mtime_ns
    return None
