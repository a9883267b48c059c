"""Starts the window: Qt, fonts, library, and a session where one is asked for.

The order matters for how soon something is seen: the screen is asked for a window before the presets are read, and
what a session needs is loaded only when one starts.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QMessageLogContext, QSocketNotifier, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes, make_player, wishes
from retrotimer.files.library import Preset, listed
from retrotimer.gui import theme
from retrotimer.gui.desk import Desk
from retrotimer.gui.library_page import LibraryPage
from retrotimer.gui.look import Look, note_system_font
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.window import Window
from retrotimer.texts import _
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    from retrotimer.app.instance import Instance
    from retrotimer.files.settings import Settings
    from retrotimer.gui.stage import Stage

Overrides = Callable[["Settings"], Wishes]


def make_application() -> QApplication:
    """Return Qt's application with our fonts; `Look.use` gives it colours."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else _connected()
    application.setApplicationName("RetroTimer")
    application.setApplicationDisplayName("RetroTimer")
    application.setDesktopFileName("retrotimer")
    note_system_font()
    theme.load_fonts()
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


def open_window(
    overrides: Overrides = wishes,
    *,
    chosen: Preset | None = None,
    start: bool = False,
    close_at_end: bool = False,
    events: TextIO | None = None,
    instance: Instance | None = None,
) -> int:
    """Open the window and stay until it is closed; return the exit status.

    Args:
        overrides: from the settings to how a session is to be played; the command line may have a say in it.
        chosen: the preset to show first.
        start: begin a session of it at once.
        close_at_end: close the window when that session ends.
        events: where to write what happens, one JSON line an event.
        instance: where later starts of the program call.
    """
    application = make_application()
    preferences = Preferences()
    look = Look(preferences)
    look.use()
    window = Window()
    window.show()

    def make_library(chosen: Preset | None) -> LibraryPage:
        return LibraryPage(listed(), preferences.settings.paces, chosen)

    def make_stage(overview: Overview) -> Stage:
        from retrotimer.gui.stage import Stage  # noqa: PLC0415 - not before the window is up

        return Stage(overview, make_player(overview, overrides(preferences.settings)), events)

    desk = Desk(window, preferences, look, make_library, make_stage)
    desk.open(chosen)
    if close_at_end:
        desk.ended.connect(window.close)
    if chosen and start:
        QTimer.singleShot(0, desk, lambda: desk.begin(Overview(chosen, preferences.settings.paces)))
    QTimer.singleShot(0, desk, lambda: _settle(desk, instance))
    wake = _close_on_interrupt(desk)
    status = application.exec()
    del wake
    return status


def _settle(desk: Desk, instance: Instance | None) -> None:
    """Do what need not be done before the window is seen."""
    from retrotimer.gui.callers import Callers  # noqa: PLC0415
    from retrotimer.gui.icon import window_icon  # noqa: PLC0415
    from retrotimer.gui.screens import InSight  # noqa: PLC0415

    QApplication.setWindowIcon(window_icon())
    InSight(desk.window)
    if instance:
        callers = Callers(instance, desk)
        callers.called.connect(desk.take)
        desk.window.closed.connect(callers.close)
    for sentence in desk.preferences.mistakes:
        desk.library.tell(sentence)


def _close_on_interrupt(desk: Desk) -> QSocketNotifier | None:
    """Close the window on Ctrl-C: Qt sleeps through Python's signals unless one of them wakes it by a pipe."""
    if sys.platform == "win32":  # a window has no Ctrl-C there, and a pipe no notifier
        return None
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    signal.signal(signal.SIGINT, lambda *_none: desk.close_for_certain())
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_none: os.read(reader, 1))
    return notifier
