"""Test where reference cycles are collected."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.garbage_collector import GarbageCollector, collect_due

YOUNG = 100
"""So many new objects are looked through in these tests."""


@pytest.fixture(autouse=True)
def _python_collects_again() -> Iterator[None]:
    thresholds = gc.get_threshold()
    yield
    gc.set_threshold(*thresholds)
    gc.enable()


def cycle() -> list[int]:
    """Drop an object of Qt with a running timer that is part of a cycle; return a list for where it is deleted."""
    threads: list[int] = []
    dropped = QObject()
    dropped.itself = dropped  # type: ignore[attr-defined]
    QTimer(dropped).start(0)
    dropped.destroyed.connect(lambda: threads.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)
    return threads


def made_elsewhere() -> list[list[object]]:
    """Return as many objects, made by another thread, as make Python collect everything."""
    made: list[list[object]] = []
    worker = threading.Thread(target=lambda: made.extend([] for _ in range(100 * YOUNG)))
    worker.start()
    worker.join()
    return made


def test_no_other_thread_deletes_what_belongs_to_the_window(qtbot: QtBot) -> None:
    """A worker that reads the history would crash the window now and then, with no message."""
    gc.collect()
    gc.set_threshold(YOUNG, 1, 1)
    gc.enable()  # as Python starts
    collector = GarbageCollector()
    threads = cycle()
    made = made_elsewhere()
    assert threads == []
    with qtbot.waitSignal(collector._timer.timeout):
        collector._timer.setInterval(0)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [threading.get_ident()]
    assert made


def test_old_cycles_are_collected_too() -> None:
    """A window that is open all day would keep each page that was ever shown."""
    gc.collect()
    gc.disable()
    gc.set_threshold(YOUNG, 1, 1)
    threads = cycle()
    kept: list[list[object]] = []
    for _turn in range(12):
        kept.append([[] for _ in range(2 * YOUNG)])
        collect_due()
    assert threads == [threading.get_ident()]


def test_nothing_is_collected_before_it_is_due() -> None:
    """The window would stand still each second for nothing."""
    gc.collect()
    gc.disable()
    threads = cycle()
    collect_due()
    assert threads == []
    gc.collect()
    assert threads
