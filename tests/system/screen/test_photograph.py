"""The program, started as its user starts it, on a real screen: what is there to be seen."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from retrotimer.app.session.display import Display
from retrotimer.gui import theme
from retrotimer.gui.app import make_application
from retrotimer.gui.session.run_face import RunFace
from retrotimer.gui.widgets.face_layout import face_layout
from retrotimer.training.formatting import countdown_text
from retrotimer.training.session import State
from retrotimer.training.workout.workout import WALK_FORWARD
from tests.helpers.xvfb import Screen

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
GROUND = theme.movement_colour(WALK_FORWARD)
PATIENCE_MS = 30_000


@pytest.fixture
def window(screen: Screen, tmp_path: Path) -> Iterator[Path]:
    """A window that runs "Gentler 3:1" from its first interval on; gives the file with its events."""
    events = tmp_path / "events.jsonl"
    command = ["run", "gentler-3-1", "--window", "--output", "silent", "--get-ready", "0", "--events", str(events)]
    process = subprocess.Popen(
        [sys.executable, "-m", "retrotimer", *command], env=screen.env | {"RETROTIMER_HOME": str(tmp_path)}
    )
    yield events
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE_MS / 1_000) == 0


def face_in(photo: QImage) -> QRect | None:
    """Return where the face of the window stands in `photo`: what its ground's colour spans."""
    is_ground = [QColor(photo.pixel(photo.width() // 2, y)) == GROUND for y in range(photo.height())]
    if sum(is_ground) < photo.height() // 8:
        return None
    top = is_ground.index(True)
    bottom = photo.height() - 1 - is_ground[::-1].index(True)
    across = [QColor(photo.pixel(x, top + 1)) == GROUND for x in range(photo.width())]
    left, right = across.index(True), photo.width() - 1 - across[::-1].index(True)
    return QRect(QPoint(left, top), QPoint(right, bottom))


def painted(digits: str, size: QRect) -> QImage:
    """Return the face with `digits` as this process paints it."""
    face = RunFace()
    face.resize(size.size())
    face.show_display(
        Display(State.RUNNING, WALK_FORWARD, "Walk forward", "", digits, 1, "", "", "", None, "", ""), None, ""
    )
    return face.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def greys(image: QImage, area: QRect) -> bytes:
    """Return the lightness of every third pixel of every third row in `area`."""
    grey = image.copy(area).convertToFormat(QImage.Format.Format_Grayscale8)
    data, wide, stride = bytes(grey.constBits()), grey.width(), grey.bytesPerLine()
    return b"".join(data[y * stride : y * stride + wide : 3] for y in range(0, grey.height(), 3))


def difference(one: bytes, other: bytes) -> float:
    """Return which part of the pixels clearly differs."""
    return sum(abs(a - b) > 64 for a, b in zip(one, other, strict=True)) / len(one)


def read_digits(photo: QImage, face: QRect) -> str:
    """Return the digits that the photographed face shows, by comparing it with what each time would look like."""
    area = face_layout(face.width(), face.height()).digits.toRect()
    seen = greys(photo.copy(face), area)
    texts = [countdown_text(seconds * 1_000_000_000) for seconds in range(300, 240, -1)]
    differences = {text: difference(seen, greys(painted(text, face), area)) for text in texts}
    best = min(differences, key=lambda text: differences[text])
    assert differences[best] < 0.01, f"no digits are to be seen: nearest is {best}, {differences[best]:.1%} differ"
    return best


def test_started_window_shows_the_time(qtbot: QtBot, screen: Screen, window: Path) -> None:
    """The window could stand there empty, stuck or with boxes for digits, and every other test would pass."""
    make_application()
    read: Callable[[], QRect | None] = lambda: face_in(screen.photo())  # noqa: E731
    qtbot.waitUntil(lambda: read() is not None, timeout=PATIENCE_MS)
    first = screen.photo()
    qtbot.waitUntil(lambda: screen.photo() != first, timeout=PATIENCE_MS)  # the program's own clock goes on
    before_ns = time.monotonic_ns()
    photo = screen.photo()
    after_ns = time.monotonic_ns()
    face = face_in(photo)
    assert face is not None
    begun = next(e for e in map(json.loads, window.read_text().splitlines()) if e["event"] == "interval")
    expected = {
        countdown_text(300_000_000_000 - (now_ns - begun["mono_ns"]))
        for now_ns in (before_ns - 100_000_000, after_ns)
    }
    assert read_digits(photo, face) in expected
