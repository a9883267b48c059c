"""Report unhandled errors: show a notice, log the traceback, and let the session go on.

An error that was raised on purpose carries a sentence for the person: that is shown, and no report is written.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject

from retrotimer.app.error_boundary import set_error_handler
from retrotimer.app.tasks import deliver
from retrotimer.texts import _
from retrotimer.training.errors import IllegalCommand, RetroTimerError


class ErrorReporter(QObject):
    """Takes every error that nobody else did, on whichever thread, until it is closed.

    `notify` is called on the thread of the window with the sentence of the error, empty where it has none for a
    person; once for each error of ours, however often that comes. While there is none, a sentence goes to standard
    error.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.notify: Callable[[str], object] | None = None
        self._is_telling = False
        set_error_handler(self.note)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._take
        threading.excepthook = self._take_of_thread

    def close(self) -> None:
        """Give the errors back to who had them before."""
        set_error_handler(None)
        sys.excepthook, threading.excepthook = self._before

    def note(self, error: BaseException) -> None:
        """Tell the sentence of `error`, or that there was one and write a report of it."""
        if isinstance(error, RetroTimerError) and not isinstance(error, IllegalCommand):
            deliver(self._notify, str(error))
            return
        from retrotimer.app.diagnostics import crash_report  # hopefully never

        if crash_report.failed(error):
            deliver(self._notify, "")  # later: never amid what failed

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            self.note(error.with_traceback(trace))
        else:
            self._before[0](kind, error, trace)

    def _take_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):
            self.note(arguments.exc_value)

    def _notify(self, message: str) -> None:
        if self._is_telling:  # telling may fail too
            return
        self._is_telling = True
        try:
            if self.notify:
                self.notify(message)
            else:
                print(message or sentence(in_session=False), file=sys.stderr, flush=True)
        finally:
            self._is_telling = False


def sentence(*, in_session: bool) -> str:
    """Return what is told of an error."""
    if in_session:
        return _("Something went wrong; the session goes on. Details are in the log.")
    return _("Something went wrong. Details are in the log: `retrotimer doctor --report FILE` packs them.")
