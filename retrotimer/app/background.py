"""Work that may take long, done beside the window: opening a sound device takes up to two seconds."""

from __future__ import annotations

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread

Job = Callable[[], None]
PATIENCE_S = 0.5
"""How long `end` waits for the last job."""


class Background:
    """Does one job after the other in a thread of its own, made for the first and ended with the program."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    def do(self, job: Job) -> None:
        """Have `job`, which raises nothing, done after those before it."""
        if self._thread is None:
            self._thread = Thread(target=self._work, args=(self._jobs,), daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def end(self) -> None:
        """Let the thread end after the jobs it has, and wait for that, but for `PATIENCE_S` at most.

        What is given to it afterwards is done by another thread.
        """
        if self._thread is None:
            return
        self._jobs.put(None)
        self._thread.join(PATIENCE_S)
        self._thread, self._jobs = None, SimpleQueue()

    @staticmethod
    def _work(jobs: SimpleQueue[Job | None]) -> None:
        while (job := jobs.get()) is not None:
            job()
