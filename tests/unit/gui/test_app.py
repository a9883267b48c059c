"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import sys

import shiboken6
from PySide6.QtCore import QTimer


def test_void_calls_keep_the_count_of_none() -> None:
    """A PySide6 that drops a reference to None on each call would kill the process within a minute of a session."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for _n in range(20_000):
        timer.setInterval(1_000)
    assert abs(sys.getrefcount(None) - before) < 1_000
    assert shiboken6.isValid(timer)
