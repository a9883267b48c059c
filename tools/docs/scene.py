"""A window with the program in it, and a training past, for pictures: no screen, no sound, folders of its own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import cast
from unittest.mock import patch

from PySide6.QtWidgets import QApplication

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.files.history import store
from retrotimer.files.plan_file import Chosen, write_chosen
from retrotimer.files.presets.library import all_presets, find
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.app import make_application
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile  # noqa: A004
from tests.helpers.fakes import ManualClock

Size = tuple[int, int]
GET_READY_S = 10.0
SMALLEST_FILE = 0
"""Qt's quality of a PNG for the most compression; nothing is lost."""
WEEKS = 5
"""How long ago the plan began, in weeks, at a Monday."""
TUESDAY, FRIDAY = 1, 4
BESIDE = {"warm-up-drill": (-17, -10, -3, 5, 19), "first-steps": (-31, -24)}
"""Sessions by preset, in days after the plan's first."""


class Scene:
    """A window with the program in it, and the means to bring it to what is to be seen."""

    def __init__(self, theme: str, size: Size) -> None:
        make_application()
        self.clock = ManualClock(0)
        self.stage: ActiveSession
        self.preferences = Preferences()
        self.preferences.change(
            theme=theme, output="silent", ask_before=False, checklist_read=True, reduced_motion=True, flash=False
        )
        look = Appearance(self.preferences)
        look.use()
        self.window = Window()
        self.navigator: Navigator = Navigator(self.window, self.preferences, look, self._library, self._stage)
        self.navigator.open(find("gentler-3-1"))
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        process_events()

    def _library(self, chosen: Preset | None) -> LibraryPage:
        return LibraryPage(all_presets(), self.preferences.settings.paces, chosen)

    def _stage(self, overview: Overview, _found: object) -> ActiveSession:
        options = PlaybackOptions.from_settings(self.preferences.settings)
        self.stage = ActiveSession(overview, make_player(overview, options, self.clock))
        return self.stage

    def overview(self) -> Overview:
        """Return the workout that most pictures show."""
        return Overview(find("gentler-3-1"), self.preferences.settings.paces)

    def run(self, at_s: float) -> RunPage:
        """Begin a session, go to `at_s` after the first interval's start, and return its page."""
        self.navigator.sessions.begin(self.overview())
        self.pass_s(GET_READY_S + at_s)
        return cast("RunPage", self.window.page)

    def pass_s(self, seconds: float) -> None:
        """Let time pass."""
        self.clock.move(seconds)
        self.stage.engine.tick()

    def save(self, path: Path) -> None:
        """Photograph the window into `path`."""
        process_events()
        self.window.grab().save(str(path), "PNG", SMALLEST_FILE)

    def close(self) -> None:
        """Leave the session and close."""
        self.navigator.sessions.leave()
        self.window.close_for_certain()
        self.window.deleteLater()
        process_events()


def process_events() -> None:
    """Let Qt lay out and paint."""
    for _n in range(3):
        QApplication.processEvents()


@contextmanager
def own_home() -> Iterator[None]:
    """Work without screen, bus and the person's own folders."""
    own = {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:", "LANGUAGE": "en", "TZ": "UTC"}
    with tempfile.TemporaryDirectory() as home, patch.dict(os.environ, own, RETROTIMER_HOME=home):
        yield


def begin_plan() -> None:
    """Write a plan that has come to its middle, and the sessions that were done of it."""
    today = datetime.now(UTC).replace(hour=16, minute=30, second=0, microsecond=0)
    first = today - timedelta(days=today.weekday(), weeks=WEEKS)
    write_chosen(Chosen(first.date(), (TUESDAY, FRIDAY)))
    effort = count()
    for week in range(WEEKS):
        for weekday in (TUESDAY, FRIDAY):
            _save(f"plan-week-{week + 1}", first + timedelta(days=weekday, weeks=week), 3 + next(effort) % 3)
    for name, days in BESIDE.items():
        for day in days:
            _save(name, first + timedelta(days=day), 4)


def _save(name: str, started: datetime, effort: int) -> None:
    """Save a session that went as planned, and how hard it was."""
    workout = find(name).workout
    intervals = compile(workout, Paces()).intervals
    plan = tuple(Planned(one.movement, one.duration_ms, one.name, one.role) for one in intervals)
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan))
    record = SessionRecord(workout.name, name, started, Paces(), plan, visits, is_finished=True, offset_s=0)
    store.rate(store.save(record), effort, "")
