"""What nobody expected: an error beside a session in the terminal. The session goes on; at its end that is told."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self

from retrotimer.app.safely import take_charge
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError


class Mishaps:
    """Takes errors beside a session, between `with` and its end."""

    def __init__(self) -> None:
        self._has_any = False

    def __enter__(self) -> Self:
        """Take charge."""
        take_charge(self._take)
        self._before, threading.excepthook = threading.excepthook, self._take_of_thread
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let errors go on to their caller again."""
        take_charge(None)
        threading.excepthook = self._before

    def outlive(self, end: Callable[[], object]) -> None:
        """End something beside the session; where that fails, it is reported and everything else goes on."""
        try:
            end()
        except Exception as error:  # noqa: BLE001 - whatever it is, what was done must be kept and told
            self._report(error)

    def tell(self) -> None:
        """Say on standard error that there was one, and where its report is."""
        if self._has_any:
            sentence = _(
                "Something went wrong meanwhile. Details are in the log: `retrotimer doctor --report FILE`."
            )
            print(sentence, file=sys.stderr, flush=True)

    def _take(self, error: Exception) -> None:
        if isinstance(error, OSError | RetroTimerError):  # the terminal is gone, or it is told in a sentence anyway
            raise error
        self._report(error)

    def _take_of_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if isinstance(arguments.exc_value, Exception):  # a traceback would tear the display
            self._report(arguments.exc_value)

    def _report(self, error: Exception) -> None:
        from retrotimer.app import report  # hopefully never

        report.failed(error)
        self._has_any = True
