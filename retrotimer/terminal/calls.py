"""Make calls of other threads in the session's own, and wake it for them."""

from __future__ import annotations

import os
import select
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from retrotimer.app.error_boundary import run_guarded

LOOK_S = 0.02
"""Where a pipe cannot be waited for, calls are looked for this often."""


class Calls:
    """Calls that wait for the session's thread."""

    def __init__(self) -> None:
        self._calls: deque[Callable[[], object]] = deque()
        self._reader, self._writer = os.pipe()
        if sys.platform != "win32":
            os.set_blocking(self._reader, False)
            os.set_blocking(self._writer, False)

    @property
    def are_waiting(self) -> bool:
        """Whether there are any."""
        return bool(self._calls)

    def add(self, call: Callable[[], object]) -> None:
        """Have `call` made; from any thread."""
        self._calls.append(call)
        if sys.platform != "win32":
            with suppress(OSError):  # a full pipe wakes the session anyway
                os.write(self._writer, b".")

    def run(self) -> None:
        """Make the calls that wait."""
        if sys.platform != "win32":
            with suppress(BlockingIOError):
                os.read(self._reader, 65_536)
        for _call in range(len(self._calls)):
            run_guarded(self._calls.popleft())

    def wait(self, seconds: float, *files: int) -> tuple[int, ...]:
        """Wait for a call or for one of `files`, `seconds` at most; return those of them that can be read."""
        if sys.platform == "win32":  # only sockets can be waited for there
            until = time.perf_counter() + seconds
            while not self._calls and (left := until - time.perf_counter()) > 0:
                time.sleep(min(LOOK_S, left))
            return ()
        ready, _write, _error = select.select([*files, self._reader], [], [], seconds)
        return tuple(file for file in ready if file != self._reader)
