"""Deliver the results of worker threads in the window's thread."""

from __future__ import annotations

from collections import deque
from threading import Lock

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from shiboken6 import isValid

from retrotimer.app.tasks import Call, set_delivery


class TaskBridge(QObject):
    """Makes the calls that `app.tasks` delivers in its own thread, in their order, until it is closed."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._calls: deque[tuple[Call, object]] = deque()
        self._lock = Lock()
        self._is_closed = False
        self._arrived.connect(self._call_next, Qt.ConnectionType.QueuedConnection)
        set_delivery(self.post)

    def post(self, call: Call, receiver: object) -> None:
        """Make `call` soon, unless `receiver`, whose method it calls, has been deleted by then; from any thread."""
        with self._lock:
            if not self._is_closed:
                self._calls.append((call, receiver))
                self._arrived.emit()

    def close(self) -> None:
        """Drop what comes from now on: a thread that ends after the window must not touch Qt any more."""
        with self._lock:
            self._is_closed = True
            self._calls.clear()

    def _call_next(self) -> None:
        if self._calls:
            call, receiver = self._calls.popleft()
            if not isinstance(receiver, QObject) or isValid(receiver):
                call()


_bridge: TaskBridge | None = None


def bridge_of(application: QCoreApplication) -> TaskBridge:
    """Return the one bridge of `application`.

    `findChild` would find it too, but PySide then builds the class of each other child, all of QStyle among them.
    """
    global _bridge  # noqa: PLW0603 - one application a process, as Qt has it
    if _bridge is None or not isValid(_bridge) or _bridge.parent() is not application:
        _bridge = TaskBridge(application)
    return _bridge
