"""Start the window: Qt application, fonts, library, and a session where one is asked for.

The order matters for how soon something is seen: the screen is asked for a window before the presets are read, and
what a session needs is loaded only when one starts.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLibraryInfo,
    QMessageLogContext,
    QSocketNotifier,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from retrotimer.gui import theme
from retrotimer.gui.core.garbage_collector import GarbageCollector
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.core.task_bridge import bridge_of
from retrotimer.gui.core.window_geometry import WindowGeometry
from retrotimer.gui.error_reporter import ErrorReporter
from retrotimer.gui.theme.appearance import Appearance, note_system_font
from retrotimer.texts import ENGLISH, _, reader_language
from retrotimer.training.errors import MissingPart

if TYPE_CHECKING:
    from retrotimer.app.launch_options import LaunchOptions


def make_application() -> QApplication:
    """Return Qt's application with our fonts; `Appearance.use` gives it colours."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        application = _connected()
        note_system_font()  # before it is our own
    if sys.platform == "win32" and not getattr(sys, "frozen", False):
        import ctypes

        # else the taskbar shows Python's icon, and puts us together with other programs in Python
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("RetroTimer.RetroTimer")
    application.setApplicationName("RetroTimer")
    application.setApplicationDisplayName("RetroTimer")
    application.setDesktopFileName("retrotimer")
    theme.load_fonts()
    bridge_of(application)
    return application


def use_reader_language(application: QApplication) -> list[QTranslator]:
    """Let Qt write the texts of its own in the reader's language; return its translators."""
    language = reader_language()
    if language == ENGLISH:
        return []
    from retrotimer.gui.qt_texts import QtTexts  # not in English

    of_qt = QTranslator(application)
    of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    translators = [of_qt, QtTexts(application, language)]  # the last is asked first
    for translator in translators:
        application.installTranslator(translator)
    return translators


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

    def message(kind: QtMsgType, _context: QMessageLogContext, _message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            from retrotimer.app.diagnostics.doctor import lack  # seldom needed

            sentence = _(
                "The window cannot be opened: no screen answers. `retrotimer doctor` tells what is missing."
            )
            print(lack() or sentence, file=sys.stderr, flush=True)
            os._exit(MissingPart.status)

    if sys.platform == "linux":
        _spare_bus_search()
    qInstallMessageHandler(message)
    application = QApplication(
        [*sys.argv[:1], "-style", "Fusion"]
    )  # setStyle would make PySide build all of QStyle
    qInstallMessageHandler(None)
    return application


def open_window(asked: LaunchOptions) -> int:
    """Open the window, do what was `asked` for, and stay until it is closed; return the exit status.

    The window is shown before anything is loaded that the library needs, and drawn before the library is made.
    """
    application = make_application()
    GarbageCollector(application)
    use_reader_language(application)
    preferences = Preferences()
    look = Appearance(preferences)
    look.use()
    window = Window()
    WindowGeometry(window).restore()
    error_reporter = ErrorReporter(window)

    def show_first_page() -> None:
        from retrotimer.gui.startup import show_first_page  # now that something is seen

        navigator = show_first_page(window, preferences, look, asked)
        error_reporter.notify = navigator.notify_error

    window.drawn.connect(show_first_page)
    window.show()
    wake = _close_on_interrupt(window)
    status = application.exec()
    bridge_of(application).close()
    error_reporter.close()
    del wake
    return status


def _close_on_interrupt(window: Window) -> QSocketNotifier | None:
    """Close the window when the process is told to end.

    Qt sleeps through Python's signals unless one of them wakes it by a pipe.
    """
    if sys.platform == "win32":  # a window has no Ctrl-C there, and a pipe no notifier
        return None
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer)
    for ending in (signal.SIGINT, signal.SIGTERM):  # the second at a shutdown
        signal.signal(ending, lambda *_none: window.close_for_certain())
    notifier = QSocketNotifier(reader, QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda *_none: os.read(reader, 1))
    return notifier
