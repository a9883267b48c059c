"""Test worker threads: order, results, and isolation of errors and hangs."""

from __future__ import annotations

import ast
import re
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, get_ident

import pytest

import retrotimer
from retrotimer.app import tasks
from retrotimer.app.error_boundary import set_error_handler
from retrotimer.app.tasks import (
    Call,
    TaskQueue,
    deliver,
    run_task,
    set_delivery,
)

PATIENCE_S = 20.0
PACKAGE = Path(retrotimer.__file__).parent
SOUND = {"device.py", "encoders/mp3.py", "outputs/simpleaudio.py", "tts/dispatcher.py"}
OWN_THREADS = {
    "remote/thread.py",
    "audio/music/source.py",
    "app/tasks.py",
    "app/single_instance.py",
    *(f"audio/{name}" for name in SOUND),
}
"""Where a thread may be started: sound lies below `app`, and a listener waits for other starts."""


class Window:
    """Stands for a window's event loop: what is delivered waits until it looks."""

    def __init__(self) -> None:
        self.calls: list[Call] = []

    def take(self, call: Call, _receiver: object) -> None:
        self.calls.append(call)

    def look(self) -> None:
        while self.calls:
            self.calls.pop(0)()


@pytest.fixture
def window() -> Iterator[Window]:
    """A window that gets the results."""
    before, window = tasks._delivery[0], Window()
    set_delivery(window.take)
    yield window
    set_delivery(before)


@pytest.fixture
def _no_window() -> Iterator[None]:
    """Let there be no window, as in the terminal."""
    before = tasks._delivery[0]
    set_delivery(None)
    yield
    set_delivery(before)


@pytest.fixture
def reported() -> Iterator[list[Exception]]:
    """Return what the error reporter gets."""
    found: list[Exception] = []
    set_error_handler(found.append)
    yield found
    set_error_handler(None)


@pytest.fixture
def queue() -> Iterator[TaskQueue]:
    """A queue, all of whose tasks are done at the end."""
    queue = TaskQueue()
    yield queue
    assert queue.close(PATIENCE_S)


def fail(kind: type[BaseException] = ValueError) -> None:
    """Fail as a task may."""
    raise kind("odd")


@pytest.mark.usefixtures("window")
def test_tasks_are_done_in_their_order_and_elsewhere(queue: TaskQueue) -> None:
    """The window would stand still while a device opens, or a device be closed before it is open."""
    done: list[tuple[int, int]] = []

    def note(n: int) -> None:
        done.append((n, get_ident()))

    for n in range(50):
        run_task(partial(note, n), queue=queue)
    assert queue.close(PATIENCE_S)
    assert [n for n, _thread in done] == list(range(50))
    assert get_ident() not in {thread for _n, thread in done}


def test_the_result_comes_in_the_window_s_thread(queue: TaskQueue, window: Window) -> None:
    """A widget would be changed from a worker thread, which ends the program."""
    found: list[tuple[object, int]] = []
    run_task(lambda: 7, lambda seven: found.append((seven, get_ident())), queue=queue)
    run_task(fail, on_error=lambda error: found.append((str(error), get_ident())), queue=queue)
    queue.close(PATIENCE_S)
    assert found == []
    window.look()
    assert found == [(7, get_ident()), ("odd", get_ident())]


@pytest.mark.parametrize("kind", [ValueError, OSError, SystemExit, KeyboardInterrupt, MemoryError])
def test_a_task_that_raises_never_stops_the_next(
    queue: TaskQueue, window: Window, kind: type[BaseException]
) -> None:
    """One failed save would end all later ones."""
    found: list[object] = []
    for _time in range(3):
        run_task(lambda: fail(kind), on_error=lambda error: found.append(type(error)), queue=queue)
        run_task(lambda: "next", found.append, queue=queue)
    assert queue.close(PATIENCE_S)
    window.look()
    assert found == [kind, "next"] * 3


def test_an_error_that_nobody_takes_goes_to_the_reporter(
    queue: TaskQueue, window: Window, reported: list[Exception]
) -> None:
    """A worker thread would fail without a word."""
    done: list[object] = []
    run_task(fail, queue=queue)
    run_task(lambda: "next", done.append, queue=queue)
    queue.close(PATIENCE_S)
    window.look()
    assert [str(error) for error in reported] == ["odd"]
    assert done == ["next"]


def test_without_a_reporter_an_error_goes_to_python_s_hook(
    queue: TaskQueue, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error before the window is up would be lost, and the thread with it."""
    seen: list[object] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: seen.append(arguments.exc_value))
    done: list[object] = []
    run_task(fail, queue=queue)
    run_task(lambda: "next", done.append, queue=queue)
    queue.close(PATIENCE_S)
    window.look()
    assert (str(seen[0]), done) == ("odd", ["next"])


@pytest.mark.usefixtures("_no_window")
def test_without_a_window_a_callback_that_raises_stops_nothing(queue: TaskQueue, reported: list[Exception]) -> None:
    """In the terminal an error in what is told would end the journal."""
    done: list[object] = []
    run_task(lambda: 1, lambda _one: fail(), queue=queue)
    run_task(fail, on_error=lambda _error: fail(), queue=queue)
    run_task(lambda: deliver(fail), queue=queue)
    run_task(lambda: "next", done.append, queue=queue)
    assert queue.close(PATIENCE_S)
    assert (len(reported), done) == (3, ["next"])


@pytest.mark.usefixtures("window")
def test_closing_never_waits_longer_than_its_bound_and_loses_nothing(queue: TaskQueue) -> None:
    """A disk that hangs would hang the window at its end; or what was left to do would never be done."""
    hangs, done = Event(), list[str]()
    run_task(lambda: hangs.wait(PATIENCE_S), queue=queue)
    run_task(lambda: done.append("left"), queue=queue)
    assert not queue.close(0)
    run_task(lambda: done.append("later"), queue=queue)
    assert not queue.close(0)
    hangs.set()
    assert queue.close(PATIENCE_S)
    assert done == ["left", "later"]


@pytest.mark.usefixtures("window")
def test_it_begins_again_after_its_end(queue: TaskQueue) -> None:
    """The sound test would be dead the second time the panel is shown."""
    done = Event()
    assert queue.close(0)
    for _time in range(2):
        done.clear()
        run_task(done.set, queue=queue)
        assert queue.close(PATIENCE_S)
        assert done.is_set()


@pytest.mark.usefixtures("window")
def test_a_thread_with_nothing_to_do_ends(queue: TaskQueue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each visit of a page would leave a thread behind until the program ends."""
    monkeypatch.setattr(tasks, "IDLE_S", 0.0)
    run_task(int, queue=queue)
    thread = queue._thread
    if thread:
        thread.join(PATIENCE_S)
    assert queue._thread is None


def test_a_result_can_be_waited_for_and_comes_once(window: Window) -> None:
    """Leaving the editor would ask about a save that was done, or tell of it twice."""
    found: list[object] = []
    task = run_task(lambda: 7, found.append)
    assert task.wait(PATIENCE_S)
    assert found == [7]
    window.look()
    assert task.wait(0)
    assert found == [7]


@pytest.mark.usefixtures("window")
def test_waiting_has_an_end(queue: TaskQueue) -> None:
    """A save that hangs would hang the window."""
    hangs, found = Event(), list[object]()
    task = run_task(lambda: hangs.wait(PATIENCE_S), found.append, queue=queue)
    assert not task.wait(0)
    hangs.set()
    assert task.wait(PATIENCE_S)
    assert found == [True]


def test_what_is_cancelled_is_not_begun_and_tells_nothing(queue: TaskQueue, window: Window) -> None:
    """An older total would overwrite a newer one."""
    goes, done, found = Event(), list[str](), list[object]()
    first = run_task(lambda: goes.wait(PATIENCE_S), found.append, queue=queue)
    second = run_task(lambda: done.append("second"), found.append, queue=queue)
    first.cancel()
    second.cancel()
    goes.set()
    queue.close(PATIENCE_S)
    window.look()
    assert (done, found) == ([], [])


STARTING = re.compile(r"\b(Thread|Timer|ThreadPoolExecutor|QThread|QThreadPool|QRunnable)\b")


def _starts(source: str) -> Iterator[str]:
    """Give what the code in `source` starts threads with."""
    if not STARTING.search(source):
        return  # to parse each module takes seconds
    for node in ast.walk(ast.parse(source)):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if STARTING.fullmatch(name):
            yield name


def test_nothing_but_run_task_starts_a_thread() -> None:
    """A thread of its own kind would die of its first error, or hang the window at its end."""
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(_starts(path.read_text(encoding="utf-8")))
    }
    assert found <= OWN_THREADS
