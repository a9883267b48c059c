"""Replace worker threads and timers by ones that work at once, or when a test says so."""

from __future__ import annotations

from collections import deque

from PySide6.QtCore import QTimer

from retrotimer.app.tasks import Task, TaskQueue


class TimerAtOnce(QTimer):
    """Times out where it is started."""

    def start(self, *_interval: object) -> None:
        self.timeout.emit()


class AtOnce(TaskQueue):
    """Does each task where it is added, with what follows from it."""

    def add(self, task: Task) -> None:
        task.run()
        task.wait(0)


class Later(TaskQueue):
    """Keeps what it is asked to do, so that a test may look at the page meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[Task] = deque()

    def add(self, task: Task) -> None:
        self.waiting.append(task)

    def go_on(self) -> None:
        """Do all of it, in its order."""
        while self.waiting:
            task = self.waiting.popleft()
            task.run()
            task.wait(0)
