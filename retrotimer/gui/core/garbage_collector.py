"""Collect Python's reference cycles in the window's thread only."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1_000


class GarbageCollector(QObject):
    """Collects cycles by a timer of the window's thread, to the end of the process.

    Python itself collects in whichever thread makes an object next. In a worker thread, or in that of the sound
    device, it would delete objects of Qt that belong to the window: one with a running timer crashes the program.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=INTERVAL_MS)
        self._timer.timeout.connect(collect_due)
        self._timer.start()


def collect_due() -> None:
    """Collect the oldest generation that Python would collect by now."""
    pairs = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, threshold) in enumerate(pairs) if count > threshold > 0]
    if due:
        gc.collect(due[-1])
