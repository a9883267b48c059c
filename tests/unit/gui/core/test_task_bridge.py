"""Results of worker threads in the window's thread."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from retrotimer.app import tasks
from retrotimer.app.tasks import TaskQueue, deliver, run_task, set_delivery
from retrotimer.gui.core.task_bridge import TaskBridge, bridge_of

PATIENCE_S = 20.0


class Page(QObject):
    """Shows numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[object] = []

    def show_number(self, number: object) -> None:
        assert threading.current_thread() is threading.main_thread()
        self.objectName()  # fails where Qt has deleted us
        self.shown.append(number)


@pytest.fixture
def bridge(qapp: QApplication) -> Iterator[TaskBridge]:
    """A bridge of the test's own, in place of the program's."""
    before = tasks._delivery[0]
    bridge = TaskBridge(qapp)
    yield bridge
    set_delivery(before)
    bridge.deleteLater()


def done_by(queue: TaskQueue) -> None:
    """Wait until `queue` has nothing left to do."""
    assert queue.close(PATIENCE_S)


@pytest.mark.usefixtures("bridge")
def test_progress_and_results_come_in_their_order_in_the_window_s_thread(qtbot: QtBot) -> None:
    """A bar would go back, or a widget be changed from a worker thread, which ends the program."""
    page = Page()

    def work() -> int:
        for percent in range(100):
            deliver(page.show_number, percent)
        return 100

    run_task(work, page.show_number)
    qtbot.waitUntil(lambda: len(page.shown) == 101)
    assert page.shown == list(range(101))


@pytest.mark.usefixtures("bridge")
@pytest.mark.parametrize(
    "callback",
    [
        pytest.param(lambda page: page.show_number, id="method"),
        pytest.param(lambda page: partial(page.show_number), id="partial"),
        pytest.param(lambda page: page.deleteLater, id="Qt's own"),
    ],
)
@pytest.mark.parametrize("fails", [False, True])
def test_what_comes_for_a_page_that_is_gone_is_dropped(
    qapp: QApplication, callback: Callable[[Page], Callable[..., object]], fails: bool
) -> None:
    """Leaving a page too soon would show an error of the program."""
    page, queue = Page(), TaskQueue()
    run_task(lambda: 1 / (0 if fails else 1), callback(page), callback(page), queue=queue)
    deliver(callback(page))
    done_by(queue)
    delete(page)
    qapp.processEvents()
    assert page.shown == []


def test_after_its_end_nothing_is_delivered(bridge: TaskBridge, qapp: QApplication) -> None:
    """A thread that ends after the window would end the program in a crash."""
    page, queue = Page(), TaskQueue()
    run_task(lambda: 1, page.show_number, queue=queue)
    done_by(queue)
    bridge.close()
    run_task(lambda: 2, page.show_number, queue=queue)
    done_by(queue)
    qapp.processEvents()
    assert page.shown == []


@pytest.mark.usefixtures("bridge")
@pytest.mark.qt_no_exception_capture
def test_a_page_that_raises_does_not_stop_the_next(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """One error in a page would keep all later results from being shown."""
    raised: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: raised.append(str(error)))

    def fail(_found: object) -> None:
        raise ValueError("odd")

    page, queue = Page(), TaskQueue()
    run_task(lambda: 1, fail, queue=queue)
    run_task(lambda: 2, page.show_number, queue=queue)
    qtbot.waitUntil(lambda: page.shown == [2])
    assert raised == ["odd"]


def test_a_program_has_one(qapp: QApplication) -> None:
    """Results would be delivered twice, or by a bridge that is gone."""
    assert bridge_of(qapp) is bridge_of(qapp)
