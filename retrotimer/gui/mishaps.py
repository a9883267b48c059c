"""What nobody expected: an error in the window itself. The session goes on; a notice says so, the log what."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject

from retrotimer.app.safely import take_charge
from retrotimer.app.tasks import deliver
from retrotimer.texts import _


class Mishaps(QObject):
    """Takes every error that nobody else did, on whichever thread, until it is closed.

    `tell` is called on the thread of the window, once for each error, however often that comes; while there is
    none, a sentence goes to standard error.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.tell: Callable[[], object] | None = None
        self._is_telling = False
        take_charge(self.note)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread

    def close(self) -> None:
        """Give the errors back to who had them before."""
        take_charge(None)
        sys.excepthook, threading.excepthook = self._before

    def note(self, error: BaseException) -> None:
        """Write a report of `error`, and tell that there was one."""
        from retrotimer.app import report  # hopefully never

        if report.failed(error):
            deliver(self._tell)  # later: never amid what failed

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.note(error.with_traceback(trace))
        else:
            self._before[0](kind, error, trace)

    def _take_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):
            self.note(arguments.exc_value)

    def _tell(self) -> None:
        if self._is_telling:  # telling may fail too
            return
        self._is_telling = True
        try:
            if self.tell:
                self.tell()
            else:
                print(sentence(in_session=False), file=sys.stderr, flush=True)
        finally:
            self._is_telling = False


def sentence(*, in_session: bool) -> str:
    """Return what is told of an error."""
    if in_session:
        return _("Something went wrong; the session goes on. Details are in the log.")
    return _("Something went wrong. Details are in the log: `retrotimer doctor --report FILE` packs them.")
