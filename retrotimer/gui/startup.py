"""Fill the window at its start: library, session where one is asked for, second instances, recovery."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.overview import Overview
from retrotimer.files.paths import missing_data
from retrotimer.files.presets.library import Preset, listed
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import SETTINGS, Navigator
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.texts import reader_language

if TYPE_CHECKING:
    from retrotimer.app.remote.access import StartServer
    from retrotimer.app.remote.networks import Place
    from retrotimer.app.session.crash_journal import InterruptedSession
    from retrotimer.gui.session.active_session import ActiveSession
    from retrotimer.gui.session.phones import Phones


SETTLE_MS = 60
"""What need not be done before the library is seen waits so long."""


def show_first_page(window: Window, preferences: Preferences, look: Appearance, asked: LaunchOptions) -> Navigator:
    """Show the library in `window`, and do what was `asked` for; return what leads through its pages."""

    def make_library(chosen: Preset | None) -> LibraryPage:
        return LibraryPage(listed(), preferences.settings.paces, chosen)

    def make_active_session(overview: Overview, found: InterruptedSession | None) -> ActiveSession:
        from retrotimer.app.session.factory import PlaybackOptions, make_player  # not before there is a session
        from retrotimer.gui.session.active_session import ActiveSession

        wanted = (asked.overrides or PlaybackOptions.from_settings)(preferences.settings)
        return ActiveSession(overview, make_player(overview, wanted, found=found), asked.events, found)

    navigator = Navigator(window, preferences, look, make_library, make_active_session)
    if asked.start_server:
        navigator.sessions.make_phones = partial(_make_phones, asked.start_server, asked.place, navigator)
    navigator.open(asked.preset)
    if asked.close_at_end:
        navigator.sessions.ended.connect(window.close)
    if asked.preset and asked.start:
        navigator.sessions.begin(Overview(asked.preset, preferences.settings.paces))
    QTimer.singleShot(SETTLE_MS, navigator, lambda: _finish_setup(navigator, asked))
    return navigator


def _make_phones(start_server: StartServer, place: Place | None, navigator: Navigator) -> Phones:
    from retrotimer.gui.session.phones import Phones  # not before there is a session

    return Phones(start_server, place, navigator)


def _finish_setup(navigator: Navigator, asked: LaunchOptions) -> None:
    """Take an icon, the reader's dates, later starts and what is to be told."""
    from retrotimer.gui.core.screens import ScreenGuard
    from retrotimer.gui.instance_server import InstanceServer
    from retrotimer.gui.theme import window_icon

    QApplication.setWindowIcon(window_icon())
    use_reader_locale(navigator.window)
    ScreenGuard(navigator.window)
    navigator.find_screens()
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.screenAdded.connect(navigator.find_screens)
        application.screenRemoved.connect(navigator.find_screens)
    if asked.instance:
        server = InstanceServer(asked.instance, navigator)
        server.called.connect(navigator.take)
        navigator.window.closed.connect(server.close)
    remove_temp_files_soon()
    if asked.file:
        navigator.show_file(asked.file)
    if navigator.preferences.mistakes:
        navigator.library.notify("\n".join(navigator.preferences.mistakes), SETTINGS, stays=True)
    if missing_data():  # what was left is offered once there is a place for it
        navigator.data.data_changed.connect(
            lambda: _offer_recovery(navigator), Qt.ConnectionType.SingleShotConnection
        )
    else:
        _offer_recovery(navigator)


def use_reader_locale(window: QWidget) -> None:
    """Let Qt write dates in the reader's language, in `window` too, which took the locale that was in use before.

    Where the system has another language, its country stays: an Italian who reads English writes 31/12.
    """
    from PySide6.QtCore import QLocale  # not before the library is seen: its lists of countries take 15 ms

    system, wanted = QLocale.system(), QLocale(reader_language())
    is_same = system.language() == wanted.language()
    QLocale.setDefault(system if is_same else QLocale(wanted.language(), system.territory()))
    window.setLocale(QLocale())


def remove_temp_files_soon() -> None:
    """Remove what interrupted writes left, in a worker thread."""
    from retrotimer.app.tasks import run_task
    from retrotimer.files.atomic import remove_temp_files

    run_task(remove_temp_files)


def _offer_recovery(navigator: Navigator) -> None:
    """Offer what a crash cut off: a session, else work in the editor."""
    from retrotimer.files.crash_journal import journals

    if navigator.sessions.stage is not None:
        return
    if journals():
        navigator.sessions.ask_about_interrupted()
    else:
        navigator.editor.offer_drafts()
