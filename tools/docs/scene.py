"""A window with the program in it, for pictures: without screen, sound, or the person's own folders."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

if TYPE_CHECKING:
    from retrotimer.app.overview import Overview
    from retrotimer.files.presets.library import Preset
    from retrotimer.gui.library.page import LibraryPage
    from retrotimer.gui.navigator import Navigator
    from retrotimer.gui.session.active_session import ActiveSession
    from retrotimer.gui.session.run_page import RunPage

Size = tuple[int, int]
GET_READY_S = 10.0
SMALLEST_FILE = 0
"""Qt's quality of a PNG for the most compression; nothing is lost."""


class HandClock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.ns = 0

    def now_ns(self) -> int:
        """Return the time, in ns."""
        return self.ns

    def boot_ns(self) -> int:
        """Return the same: nothing sleeps here."""
        return self.ns


class Scene:
    """A window with the program in it, and the means to bring it to what is to be seen."""

    def __init__(self, theme: str, size: Size) -> None:
        from retrotimer.files.presets.library import all_presets  # Qt only where a picture is taken
        from retrotimer.gui.app import make_application
        from retrotimer.gui.core.main_window import Window
        from retrotimer.gui.core.settings_model import Preferences
        from retrotimer.gui.navigator import Navigator
        from retrotimer.gui.theme.appearance import Appearance

        make_application()
        self.presets = all_presets()
        self.clock = HandClock()
        self.stage: ActiveSession
        self.preferences = Preferences()
        self.preferences.change(
            theme=theme, output="silent", ask_before=False, checklist_read=True, reduced_motion=True, flash=False
        )
        look = Appearance(self.preferences)
        look.use()
        self.window = Window()
        self.navigator: Navigator = Navigator(self.window, self.preferences, look, self._library, self._stage)
        self.navigator.open(self.preset("gentler-3-1"))
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        commit_typing()

    def preset(self, preset_id: str) -> Preset:
        """Return a preset by its id."""
        from retrotimer.files.presets.library import find

        return find(preset_id)

    def _library(self, chosen: Preset | None) -> LibraryPage:
        from retrotimer.gui.library.page import LibraryPage

        return LibraryPage(self.presets, self.preferences.settings.paces, chosen)

    def _stage(self, overview: Overview, _found: object) -> ActiveSession:
        from retrotimer.app.session.factory import PlaybackOptions, make_player
        from retrotimer.gui.session.active_session import ActiveSession

        self.stage = ActiveSession(
            overview, make_player(overview, PlaybackOptions.from_settings(self.preferences.settings), self.clock)
        )
        return self.stage

    def overview(self) -> Overview:
        """Return the workout that most pictures show."""
        from retrotimer.app.overview import Overview

        return Overview(self.preset("gentler-3-1"), self.preferences.settings.paces)

    def run(self, at_s: float) -> RunPage:
        """Begin a session, go to `at_s` after the first interval's start, and return its page."""
        self.navigator.sessions.begin(self.overview())
        self.pass_s(GET_READY_S + at_s)
        return cast("RunPage", self.window.page)

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.ns += round(seconds * 1e9)
        self.stage.engine.tick()

    def save(self, path: Path) -> None:
        """Photograph the window into `path`."""
        commit_typing()
        self.window.grab().save(str(path), "PNG", SMALLEST_FILE)

    def close(self) -> None:
        """Leave the session and close."""
        self.navigator.sessions.leave()
        self.window.close_for_certain()
        self.window.deleteLater()
        commit_typing()


def commit_typing() -> None:
    """Let Qt lay out and paint."""
    from PySide6.QtWidgets import QApplication

    for _n in range(3):
        QApplication.processEvents()


@contextmanager
def own_home() -> Iterator[None]:
    """Work without screen, bus and the person's own folders."""
    os.environ.update(QT_QPA_PLATFORM="offscreen", DBUS_SESSION_BUS_ADDRESS="disabled:", LANGUAGE="en", TZ="UTC")
    before = os.environ.get("RETROTIMER_HOME")
    with tempfile.TemporaryDirectory() as home:
        os.environ["RETROTIMER_HOME"] = home
        yield
    if before is None:
        del os.environ["RETROTIMER_HOME"]
    else:
        os.environ["RETROTIMER_HOME"] = before
