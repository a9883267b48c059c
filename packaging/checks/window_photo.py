"""Start the installed window as its menu entry does, and photograph it: `python -I window_photo.py PICTURE`.

`python -I` keeps this checkout off the path; the screen is Qt's offscreen one. The picture is taken when the page
is there and two looks at it are alike. Whoever starts this gives it a time to be done in.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from retrotimer.cli import window
from retrotimer.gui.app import make_application
from retrotimer.gui.core.main_window import Window

BETWEEN_LOOKS_MS = 200
SMALLEST_FILE = 0
"""Qt's quality of a PNG for the most compression; nothing is lost."""


class Photographer:
    """Looks at the window again and again until it stands still."""

    def __init__(self, picture: str) -> None:
        self._picture = picture
        self._seen = QImage()
        self._timer = QTimer(interval=BETWEEN_LOOKS_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for shown in QApplication.topLevelWidgets():
            if isinstance(shown, Window) and shown.page:
                photo = shown.grab()
                now = photo.toImage()
                if now == self._seen:
                    self._timer.stop()
                    photo.save(self._picture, "PNG", SMALLEST_FILE)
                    shown.close_for_certain()
                self._seen = now


def main() -> int:
    """Open the window, and return its exit status once it has been photographed."""
    picture = sys.argv.pop()
    make_application()  # the window takes the one that is there; a timer needs it before
    photographer = Photographer(picture)
    status = window()
    del photographer
    return status


if __name__ == "__main__":
    sys.exit(main())
