"""Open the program's window, tell where it and its Start button are, and close it; run by test_window_place.

`python -m tests.system.screen.opened_window [LEFT TOP WIDTH HEIGHT | maximized | full-screen | normal]` brings the
window there first.
"""

from __future__ import annotations

import gc
import json
import sys

from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrotimer.app.launch_options import LaunchOptions
from retrotimer.gui.app import make_application, open_window
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.library.page import LibraryPage

LOOK_MS, SETTLE_MS = 50, 500


def window() -> Window | None:
    """Return the program's window once its library is seen."""
    found = [top for top in QApplication.topLevelWidgets() if isinstance(top, Window) and top.isVisible()]
    return found[0] if found and isinstance(found[0].page, LibraryPage) else None


def main(*arguments: str) -> None:
    """Look until the window is there, change it where that is asked for, and tell what has come of it."""

    def look() -> None:
        found = window()
        if found is None:
            return
        timer.stop()
        QTest.qWait(SETTLE_MS)  # a window manager frames and moves it meanwhile
        if arguments == ("maximized",):
            found.showMaximized()
        elif arguments == ("full-screen",):
            found.change_full_screen()
        elif arguments == ("normal",):
            found.showNormal()
        elif arguments:
            left, top, width, height = map(int, arguments)
            found.resize(width, height)
            found.move(left, top)
        QTest.qWait(SETTLE_MS)
        assert isinstance(found.page, LibraryPage)
        start = found.page.panel.start
        message = {
            "frame": found.frameGeometry().getRect(),
            "inner": found.geometry().getRect(),
            "start": QRect(start.mapToGlobal(QPoint(0, 0)), start.size()).getRect(),
            "free": found.screen().availableGeometry().getRect(),
            "maximized": found.is_maximized,
        }
        print(json.dumps(message), flush=True)
        found.close()

    application = make_application()
    timer = QTimer(application, interval=LOOK_MS)
    timer.timeout.connect(look)
    timer.start()
    status = open_window(LaunchOptions())
    assert not gc.isenabled()  # else a worker thread may delete what belongs to the window
    sys.exit(status)


if __name__ == "__main__":
    main(*sys.argv[1:])
