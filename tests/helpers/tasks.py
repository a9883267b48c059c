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
    """Run each task and its result handler as soon as it is added."""

    def add(self, task: Task) -> None:
        task.run()
        task.wait(0)


class Later(TaskQueue):
    """Collect tasks until `go_on`, so that a test can check the page meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.waiting: deque[Task] = deque()

    def add(self, task: Task) -> None:
        self.waiting.append(task)

    def go_on(self) -> None:
        """Run all waiting tasks, in order."""
        while self.waiting:
            task = self.waiting.popleft()
            task.run()
            task.wait(0)
