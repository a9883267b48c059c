"""How the window starts, and how it says that it cannot."""

from __future__ import annotations

import os
import subprocess
import sys

import shiboken6
from PySide6.QtCore import QTimer


def test_a_screen_that_does_not_answer_is_told_in_a_sentence() -> None:
    """Qt would abort with its own jargon and leave a core file."""
    env = os.environ | {"DISPLAY": ":4999", "QT_QPA_PLATFORM": "xcb"}
    started = subprocess.run(
        [sys.executable, "-m", "retrotimer"], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert started.returncode == 3
    assert started.stderr.count("\n") == 1
    assert "no screen answers" in started.stderr


def test_void_calls_keep_the_count_of_none() -> None:
    """A PySide6 that drops a reference to None on each call would kill the process within a minute of a session."""
    timer = QTimer()
    before = sys.getrefcount(None)
    for _n in range(20_000):
        timer.setInterval(1_000)
    assert abs(sys.getrefcount(None) - before) < 1_000
    assert shiboken6.isValid(timer)
