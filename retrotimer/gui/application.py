"""Starts the window: Qt, fonts, library, and a session where one is asked for.

The order matters for how soon something is seen: the screen is asked for a window before the presets are read, and
what a session needs is loaded only when one starts.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from shutil import which
from typing import TextIO

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes, make_player
from retrotimer.files.library import Preset, listed
from retrotimer.gui import theme
from retrotimer.gui.library_page import LibraryPage
from retrotimer.gui.window import Window
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart
from retrotimer.training.paces import Paces


def make_application() -> QApplication:
    """Return Qt's application with our fonts and colours."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _connected()
    application.setApplicationName("RetroTimer")
    application.setApplicationDisplayName("RetroTimer")
    application.setDesktopFileName("retrotimer")
    theme.load_fonts()
    application.setPalette(theme.palette())
    application.setFont(theme.font(17, bold=False, family=theme.TEXT))
    return application


def _spare_bus_search() -> None:
    """Tell libdbus that there is no bus where there is none, and no program that could start one.

    It would fork and try a dozen places for that program, before anything is seen.
    """
    own = Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / "bus"
    if "DBUS_SESSION_BUS_ADDRESS" not in os.environ and not own.exists() and which("dbus-launch") is None:
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


def _connected() -> QApplication:
    """Return an application that has found its screen; where Qt cannot, say so in one sentence and end.

    Qt aborts the process itself, leaving a core file, so the end has to come from within its message.
    """

    def told(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            sentence = _(
                "The window cannot be opened: no screen answers. `retrotimer doctor` tells what is missing."
            )
            print(sentence, file=sys.stderr, flush=True)
            os._exit(MissingPart.status)

    if sys.platform == "linux":
        _spare_bus_search()
    qInstallMessageHandler(told)
    application = QApplication(
        [*sys.argv[:1], "-style", "Fusion"]
    )  # setStyle would make PySide build all of QStyle
    qInstallMessageHandler(None)
    return application


class Sessions:
    """Makes a session whenever the window wants one."""

    def __init__(self, window: Window, wishes: Wishes, events: TextIO | None, *, close_at_end: bool) -> None:
        self._window, self._wishes, self._events, self._close_at_end = window, wishes, events, close_at_end
        window.wanted.connect(self.run)

    def run(self, overview: Overview) -> None:
        """Play `overview` in the window."""
        from retrotimer.app.event_log import EventLog  # noqa: PLC0415 - not before the window is up
        from retrotimer.gui.engine import Engine  # noqa: PLC0415

        player = make_player(overview, self._wishes)
        if self._events:
            player.listen(EventLog(self._events, player.speed.mono_ns))
        engine = Engine(player)
        if self._close_at_end:
            engine.ended.connect(self._window.close)
        self._window.run(engine, overview)


def open_window(
    wishes: Wishes,
    *,
    chosen: Preset | None = None,
    start: bool = False,
    close_at_end: bool = False,
    events: TextIO | None = None,
) -> int:
    """Open the window and stay until it is closed; return the exit status.

    Args:
        wishes: how sessions are to be played.
        chosen: the preset to show first.
        start: begin a session of it at once.
        close_at_end: close the window when that session ends.
        events: where to write what happens, one JSON line an event.
    """
    application = make_application()
    window = Window()
    window.show()
    paces = Paces()
    window.fill(LibraryPage(listed(), paces, chosen=chosen))
    sessions = Sessions(window, wishes, events, close_at_end=close_at_end)
    if chosen and start:
        QTimer.singleShot(0, lambda: sessions.run(Overview(chosen, paces)))
    wake = _close_on_interrupt(window)
    status = application.exec()
    del wake
    return status


def _close_on_interrupt(window: Window) -> QSocketNotifier | None:
    """Close `window` on Ctrl-C: Qt sleeps through Python's signals unless one of them wakes it by a pipe."""
    if sys.platform == "win32":  # a window has no Ctrl-C there, and a pipe no notifier
        return None
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGINT, lambda *_none: window.close())
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_none: os.read(reader, 1))
    return notifier
