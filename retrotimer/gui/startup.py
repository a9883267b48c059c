"""Fill the window at its start: library, session where one is asked for, second instances, recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from retrotimer.app.launch_options import Asked
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.files.crash_journal import journals
from retrotimer.files.paths import missing_data
from retrotimer.files.presets.library import Preset, listed
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import SETTINGS, Desk
from retrotimer.gui.theme.appearance import Look

if TYPE_CHECKING:
    from retrotimer.app.session.crash_journal import CutOff
    from retrotimer.gui.session.active_session import Stage


SETTLE_MS = 60
"""What need not be done before the library is seen waits so long."""


def furnish(window: Window, preferences: Preferences, look: Look, asked: Asked) -> Desk:
    """Show the library in `window`, and do what was `asked` for; return what leads through its pages."""

    def make_library(chosen: Preset | None) -> LibraryPage:
        return LibraryPage(listed(), preferences.settings.paces, chosen)

    def make_stage(overview: Overview, found: CutOff | None) -> Stage:
        from retrotimer.gui.session.active_session import Stage  # not before there is a session

        wanted = (asked.overrides or PlaybackOptions.from_settings)(preferences.settings)
        return Stage(overview, make_player(overview, wanted, found=found), asked.events, found)

    desk = Desk(window, preferences, look, make_library, make_stage)
    desk.open(asked.preset)
    if asked.close_at_end:
        desk.sessions.ended.connect(window.close)
    if asked.preset and asked.start:
        desk.sessions.begin(Overview(asked.preset, preferences.settings.paces))
    QTimer.singleShot(SETTLE_MS, desk, lambda: _settle(desk, asked))
    return desk


def _settle(desk: Desk, asked: Asked) -> None:
    """Take an icon, later starts and what is to be told."""
    from retrotimer.gui.core.screens import InSight
    from retrotimer.gui.instance_server import InstanceServer
    from retrotimer.gui.theme import window_icon

    QApplication.setWindowIcon(window_icon())
    InSight(desk.window)
    desk.look_for_screens()
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.screenAdded.connect(desk.look_for_screens)
        application.screenRemoved.connect(desk.look_for_screens)
    if asked.instance:
        server = InstanceServer(asked.instance, desk)
        server.called.connect(desk.take)
        desk.window.closed.connect(server.close)
    tidy_soon()
    if asked.file:
        desk.show_file(asked.file)
    if desk.preferences.mistakes:
        desk.library.tell("\n".join(desk.preferences.mistakes), SETTINGS, stays=True)
    if missing_data():  # what was left is offered once there is a place for it
        desk.data.renewed.connect(lambda: _offer_what_was_left(desk), Qt.ConnectionType.SingleShotConnection)
    else:
        _offer_what_was_left(desk)


def tidy_soon() -> None:
    """Remove what interrupted writes left, in a worker thread."""
    from retrotimer.app.tasks import run_task
    from retrotimer.files.atomic import tidy

    run_task(tidy)


def _offer_what_was_left(desk: Desk) -> None:
    """Offer what a crash cut off: a session, else work in the editor."""
    if desk.sessions.stage is not None:
        return
    if journals():
        desk.sessions.ask_about_cut_off()
    else:
        desk.editor.offer_drafts()
