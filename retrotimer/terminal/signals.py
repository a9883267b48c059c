"""Defer Ctrl-C and SIGTERM until the session waits, so that no step is interrupted halfway."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Self, TextIO

from retrotimer.app.error_boundary import set_error_handler
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a standard stream is a terminal; on Windows NUL says so too, and is none."""
    if stream is None or not stream.isatty():
        return False
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    mode = ctypes.c_ulong()
    handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
    return bool(ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(mode)))


class Interrupted(KeyboardInterrupt):
    """The session is to end; `status` is the exit status, as shells have it."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.status = 128 + number


class Interrupts:
    """Handle the signals while its `with` block lasts. A second one is no longer deferred."""

    def __init__(self) -> None:
        self._came: int | None = None
        self._is_waiting = False
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def __enter__(self) -> Self:
        for number in self._before:
            signal.signal(number, self._take)
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Raise `Interrupted` for a signal that comes in this block, or came before it."""
        self._is_waiting = True
        try:
            if self._came is not None:
                raise Interrupted(self._came)
            yield
        finally:
            self._is_waiting = False

    def _take(self, number: int, _frame: FrameType | None) -> None:
        again = self._came is not None
        self._came = number
        if self._is_waiting or again:
            raise Interrupted(number)


class ErrorPrinter:
    """Collect errors of optional work during a session, within its `with` block."""

    def __init__(self) -> None:
        self._has_any = False

    def __enter__(self) -> Self:
        set_error_handler(self._take)
        self._before, threading.excepthook = threading.excepthook, self._take_of_thread
        return self

    def __exit__(self, *_error: object) -> None:
        set_error_handler(None)
        threading.excepthook = self._before

    def outlive(self, end: Callable[[], object]) -> None:
        """End something beside the session; where that fails, it is reported and everything else goes on."""
        try:
            end()
        except Exception as error:  # noqa: BLE001 - whatever it is, the session must be saved and the error reported
            self._report(error)

    def tell(self) -> None:
        """Say on standard error that there was one, and where its report is."""
        if self._has_any:
            sentence = _(
                "Something went wrong meanwhile. Details are in the log: `retrotimer doctor --report FILE`."
            )
            print(sentence, file=sys.stderr, flush=True)

    def _take(self, error: Exception) -> None:
        if isinstance(
            error, OSError | RetroTimerError
        ):  # the terminal is gone, or the error has a sentence of its own
            raise error
        self._report(error)

    def _take_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):  # a traceback would tear the display
            self._report(arguments.exc_value)

    def _report(self, error: Exception) -> None:
        from retrotimer.app.diagnostics import crash_report  # hopefully never

        crash_report.failed(error)
        self._has_any = True


@contextmanager
def quiet_errors() -> Iterator[None]:
    """Drop standard error while a whole terminal is drawn on; one that goes to a file is left alone."""
    if not is_terminal(sys.stderr):
        yield
        return
    sys.stderr.flush()
    number = sys.stderr.fileno()
    kept = os.dup(number)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, number)
        yield
    finally:
        os.dup2(kept, number)
        os.close(kept)
        os.close(nowhere)
