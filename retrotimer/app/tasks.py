"""Run work in worker threads with `run_task`, and deliver its results in the window's thread.

An exception never stops the next task: it goes to `on_error`, else to the error reporter.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from threading import Condition, Event, RLock, Thread
from typing import TypeVar

from retrotimer.app.error_boundary import run_guarded

T = TypeVar("T")
Call = Callable[[], object]
Delivery = Callable[[Call, object], None]
"""Makes a call in the window's thread, unless the object whose method is called is gone by then."""

CLOSE_S = 0.5  # how long closing a queue waits for tasks that nobody would miss
SAVE_S = 3.0  # how long it waits for a file to be written: longer than any takes on a disk that works
IDLE_S = 10.0  # after how long without a task a worker thread ends; the next task starts another one


class Task:
    """Work that was given to a worker thread; `run_task` makes it."""

    def __init__(
        self, work: Call, on_done: Callable[..., object] | None, on_error: Callable[..., object] | None
    ) -> None:
        self._work, self._on_done, self._on_error = work, on_done, on_error
        self._is_cancelled = False
        self._over, self._delivering = Event(), RLock()
        self._result: Call | None = None

    def cancel(self) -> None:
        """Do not begin it, where it has not begun, and deliver nothing of it."""
        self._is_cancelled = True

    def wait(self, timeout_s: float) -> bool:
        """Wait for its end and deliver its result here and now; return False where it takes over `timeout_s`."""
        if not self._over.wait(timeout_s):
            return False
        self._deliver()
        return True

    def run(self) -> None:
        """Do the work, in the worker's thread. This raises nothing: the thread has other tasks to do."""
        callback: Callable[..., object] | None = None
        if not self._is_cancelled:
            try:
                found = self._work()
            except BaseException as error:  # noqa: BLE001 - SystemExit would end the thread as well
                callback = self._on_error
                if callback:
                    self._result = partial(callback, error)
                else:
                    report_error(error)
            else:
                callback = self._on_done
                self._result = partial(callback, found) if callback else None
        self._over.set()
        if self._result:
            _delivery[0](self._deliver, _receiver(callback))

    def _deliver(self) -> None:
        """Call back, unless that was done or cancelled before."""
        with self._delivering:
            result, self._result = self._result, None
            if result and not self._is_cancelled:
                result()


class TaskQueue:
    """Does tasks in their order, one at a time, in a worker thread that it starts when there is something to do."""

    def __init__(self) -> None:
        self._tasks: deque[Task] = deque()
        self._changed = Condition()
        self._thread: Thread | None = None
        self._is_closing = False

    def add(self, task: Task) -> None:
        """Have `task` done after those before it."""
        with self._changed:
            self._tasks.append(task)
            self._is_closing = False
            if self._thread is None:
                thread = Thread(target=self._work, name="tasks", daemon=True)
                thread.start()
                self._thread = thread
            self._changed.notify()

    def close(self, timeout_s: float | None = None) -> bool:
        """End the thread after its tasks; return whether all are done within `timeout_s` (default `CLOSE_S`)."""
        with self._changed:
            thread, self._is_closing = self._thread, True
            self._changed.notify()
        if thread:
            thread.join(CLOSE_S if timeout_s is None else timeout_s)
        return thread is None or not thread.is_alive()

    def _work(self) -> None:
        while task := self._next():
            task.run()

    def _next(self) -> Task | None:
        with self._changed:
            if not self._tasks and not self._is_closing:
                self._changed.wait_for(lambda: self._tasks or self._is_closing, IDLE_S)
            if self._tasks:
                return self._tasks.popleft()
            self._thread = None
            return None


def run_task(
    work: Callable[[], T],
    on_done: Callable[[T], object] | None = None,
    on_error: Callable[[Exception], object] | None = None,
    *,
    queue: TaskQueue | None = None,
) -> Task:
    """Do `work` in a worker thread or `queue`, then call `on_done` with its result or `on_error` with its error.

    Both are called in the window's thread, if any, and not for methods of widgets that were deleted.
    """
    task = Task(work, on_done, on_error)
    if queue:
        queue.add(task)
    else:
        own = TaskQueue()
        own.add(task)
        own.close(0)
    return task


def deliver(callback: Callable[..., object], *arguments: object) -> None:
    """Call `callback` in the window's thread: for work that tells how far it is, and for errors."""
    _delivery[0](partial(callback, *arguments), _receiver(callback))


def set_delivery(delivery: Delivery | None) -> None:
    """Let `delivery` make all calls from now on; with None they are made in the worker's thread."""
    _delivery[0] = delivery or _call_here


def _receiver(callback: object) -> object:
    """Return the object whose method `callback` is, also within a `partial`; None for a function."""
    return getattr(getattr(callback, "func", callback), "__self__", None)


def _call_here(call: Call, _receiver: object) -> None:
    try:
        call()
    except BaseException as error:  # noqa: BLE001 - the thread has other tasks to do
        report_error(error)


_delivery: list[Delivery] = [_call_here]


def report_error(error: BaseException) -> None:
    """Give `error` to the error reporter, from any thread; where there is none, to Python's hook for threads."""

    def fail() -> None:
        raise error

    try:
        run_guarded(fail)
    except BaseException as left:  # noqa: BLE001 - whatever it is, the thread has other tasks to do
        thread = threading.current_thread()
        threading.excepthook(threading.ExceptHookArgs((type(left), left, left.__traceback__, thread)))
