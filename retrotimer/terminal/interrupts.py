"""Ctrl-C and SIGTERM, let through only while the session waits, so that nothing is left half done by them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self


class Interrupted(KeyboardInterrupt):
    """The session is to end; `status` is the exit status, as shells have it."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.status = 128 + number


class Interrupts:
    """Takes the signals while its `with` block lasts. A second one no longer waits for a good moment."""

    def __init__(self) -> None:
        self._came: int | None = None
        self._is_waiting = False
        self._before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def __enter__(self) -> Self:
        """Take the signals."""
        for number in self._before:
            signal.signal(number, self._take)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give them back."""
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
