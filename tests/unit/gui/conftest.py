"""Fixtures for tests of the window, with a manual clock and a fake sound."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import InterruptedSession
from retrotimer.app.session.player import Player
from retrotimer.files import paths
from retrotimer.files.presets.library import all_presets
from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.app import make_application
from retrotimer.gui.core.garbage_collector import collect_due
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor import autosave, document, saving
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.startup import show_first_page
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.training.session import Session, State
from retrotimer.training.workout.paces import Paces
from tests.helpers.data_robot import SOURCE
from tests.helpers.editor_robot import Hands
from tests.helpers.fakes import FakeSound, ManualClock
from tests.helpers.tasks import AtOnce, TimerAtOnce

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _collects_in_this_thread() -> Iterator[None]:
    """Let no worker thread delete what a test before left of a window, as the program does."""
    gc.disable()
    yield
    collect_due()
    gc.enable()


class Track:
    """A window with a running session on a manual clock."""

    def __init__(self, navigator: Navigator, clock: ManualClock, sound: FakeSound) -> None:
        assert navigator.sessions.stage
        self.navigator, self.window, self.clock, self.sound = navigator, navigator.window, clock, sound
        self.engine = navigator.sessions.stage.engine

    @property
    def page(self) -> RunPage:
        """The run page."""
        assert isinstance(self.window.page, RunPage)
        return self.window.page

    def state(self) -> State:
        """Return the session's state now."""
        return self.engine.session.state

    def sleep_s(self, seconds: float) -> None:
        """Let the machine sleep for `seconds`: its monotonic clock does not advance."""
        self.clock.sleep(seconds)
        self.engine.tick()

    def pass_s(self, seconds: float) -> None:
        """Let `seconds` pass, then tick the engine once."""
        self.clock.move(seconds)
        self.engine.tick()


class PatientBot(QtBot):
    """Wait for a worker thread nearly as long as a test may take: how busy the machine is must not matter."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 15_000) -> None:
        """Wait until `callback` returns true, at most `timeout` ms."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - Qt needs its application
    """Return pytest-qt's robot, with more patience."""
    return PatientBot(request)


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:  # noqa: ARG001 - the application must be pytest-qt's
    """Use the program's own application, with its fonts and colours."""
    make_application()


@pytest.fixture(autouse=True)
def _light_theme() -> None:
    """Reset the theme before each test."""
    theme.use(theme.LIGHT)


@pytest.fixture(autouse=True)
def _editor_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the editor analyse, save and write drafts where that is asked for, with no thread and no debounce."""
    monkeypatch.setattr(document, "QTimer", TimerAtOnce)
    for module in (document, saving, autosave):
        monkeypatch.setattr(module, "TaskQueue", AtOnce)


@pytest.fixture(scope="session")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Preset]:
    """Return the built-in presets by id, read once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETROTIMER_HOME", str(tmp_path_factory.mktemp("empty")))
        return {entry.id: entry for entry in all_presets() if isinstance(entry, Preset)}


@pytest.fixture
def presets(built_in: Mapping[str, Preset]) -> dict[str, Preset]:
    """Return a copy of the built-in presets by id."""
    return dict(built_in)


@pytest.fixture
def library(presets: dict[str, Preset]) -> LibraryPage:
    """Return a library of the built-in presets, with "Gentler 3:1" chosen."""
    return LibraryPage(list(presets.values()), Paces(), presets["gentler-3-1"])


@pytest.fixture
def preferences(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Preferences:
    """Return private settings, with no sound and no check before a session."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path_factory.mktemp("home")))
    preferences = Preferences()
    preferences.change(output="silent", ask_before=False, checklist_read=True)
    return preferences


class Machine:
    """Create sessions on a new manual clock and fake sound each."""

    def __init__(self) -> None:
        self.clock, self.sound = ManualClock(0), FakeSound(0.8)

    def stage(self, overview: Overview, found: InterruptedSession | None = None) -> ActiveSession:
        """Return a session of `overview`, or the resumed session `found`."""
        self.clock, self.sound = ManualClock(0), FakeSound(0.8)
        session = found.restored(self.clock.now_ns()) if found else Session(overview.timeline)
        return ActiveSession(overview, Player(session, self.clock, self.sound), None, found)


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Return a machine without a session bus, whose crash journal is written synchronously."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return Machine()


@pytest.fixture
def navigator(
    qtbot: QtBot, preferences: Preferences, machine: Machine, presets: dict[str, Preset]
) -> Iterator[Navigator]:
    """Show the program's window at 1366 × 768, with "Gentler 3:1" chosen in the library."""
    look = Appearance(preferences)
    look.use()
    window = Window()

    def make_library(chosen: Preset | None) -> LibraryPage:
        return LibraryPage(list(presets.values()), preferences.settings.paces, chosen)

    navigator = Navigator(window, preferences, look, make_library, machine.stage)
    navigator.open(presets["gentler-3-1"])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window), qtbot.waitSignal(navigator.library.presets.painted):  # it takes its keys then
        window.show()
    yield navigator
    navigator.window.close_for_certain()
    theme.use(theme.LIGHT)


@pytest.fixture
def window(navigator: Navigator) -> Window:
    """Return the main window."""
    return navigator.window


@pytest.fixture
def track(navigator: Navigator, machine: Machine, presets: dict[str, Preset]) -> Callable[[str], Track]:
    """Return a function that starts a session of a preset, by its id, in the window."""

    def begin(preset_id: str) -> Track:
        navigator.sessions.begin(Overview(presets[preset_id], Paces()))
        return Track(navigator, machine.clock, machine.sound)

    return begin


@pytest.fixture
def hands(navigator: Navigator) -> Hands:
    """Return a keyboard robot for the shown library."""
    navigator.window.activateWindow()
    QApplication.processEvents()
    return Hands(navigator)


@pytest.fixture
def new(hands: Hands) -> Hands:
    """Return a keyboard robot in the editor, on a new workout without steps."""
    hands.press("Ctrl+N", "Enter")
    return hands


@pytest.fixture
def usual_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the default data folder, with one workout, inside the test's own folder."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    if sys.platform != "linux":
        monkeypatch.setattr(paths, "_folder", lambda kind: str(tmp_path / f"XDG_{kind.upper()}_HOME" / paths.NAME))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    paths.presets().mkdir(parents=True)
    (paths.presets() / "mine.toml").write_text(SOURCE)
    paths.history().mkdir()
    return paths.usual_data()


@pytest.fixture
def started(qtbot: QtBot, usual_data: Path) -> Iterator[Callable[[], Navigator]]:
    """Return a function that starts the whole window on the current data."""
    assert usual_data.exists()
    desks: list[Navigator] = []

    def start() -> Navigator:
        preferences = Preferences()
        look = Appearance(preferences)
        look.use()
        window = Window()
        qtbot.addWidget(window)
        navigator = show_first_page(window, preferences, look, LaunchOptions())
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        QApplication.processEvents()
        navigator.data.look()
        desks.append(navigator)
        return navigator

    yield start
    for navigator in desks:
        navigator.window.close_for_certain()
    theme.use(theme.LIGHT)
