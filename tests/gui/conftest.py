"""A window with a clock that tests move, and a sound that only remembers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.player import Player
from retrotimer.files.library import all_presets
from retrotimer.files.preset import Preset
from retrotimer.gui.application import make_application
from retrotimer.gui.engine import Engine
from retrotimer.gui.library_page import LibraryPage
from retrotimer.gui.window import Window
from retrotimer.training.paces import Paces
from retrotimer.training.session import Session
from retrotimer.training.states import Event, State

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
S = 1_000_000_000


class HandClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.ns = self.asleep_ns = 0

    def now_ns(self) -> int:
        return self.ns

    def boot_ns(self) -> int:
        return self.ns + self.asleep_ns


class Quiet:
    """A sound that plays nothing."""

    def __init__(self) -> None:
        self.volume, self.muted, self.closed = 0.8, False, False
        self.notice: str | None = None

    def start(self) -> None: ...

    def follow(self, session: Session, to_mono: Callable[[int], int], events: Iterable[Event]) -> None: ...

    def tick(self, now_ns: int) -> None: ...

    def close(self, *, drain: bool) -> None:  # noqa: ARG002 - as the protocol has it
        self.closed = True


class Track:
    """A window in which a session runs, with the means to let time pass."""

    def __init__(self, window: Window, clock: HandClock, sound: Quiet, engine: Engine) -> None:
        self.window, self.clock, self.sound, self.engine = window, clock, sound, engine

    def state(self) -> State:
        """Return the session's state now."""
        return self.engine.session.state

    def sleep_s(self, seconds: float) -> None:
        """Let the machine sleep for `seconds`: its clock stands still meanwhile."""
        self.clock.asleep_ns += round(seconds * S)
        self.engine.tick()

    def pass_s(self, seconds: float) -> None:
        """Let `seconds` pass, looked at once, at the end."""
        self.clock.ns += round(seconds * S)
        self.engine.tick()


@pytest.fixture(scope="session", autouse=True)
def look(qapp: QApplication) -> None:  # noqa: ARG001 - the application must be pytest-qt's
    """Use the program's own application, with its fonts and colours."""
    make_application()


@pytest.fixture
def presets() -> dict[str, Preset]:
    """The built-in presets by id."""
    return {entry.id: entry for entry in all_presets() if isinstance(entry, Preset)}


@pytest.fixture
def library(presets: dict[str, Preset], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LibraryPage:
    """A library of the built-in presets, "Gentler 3:1" chosen, in a home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    return LibraryPage(list(presets.values()), Paces(), presets["gentler-3-1"])


@pytest.fixture
def window(qtbot: QtBot, library: LibraryPage) -> Iterator[Window]:
    """The main window, shown at the size of a small laptop."""
    window = Window()
    window.fill(library)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


@pytest.fixture
def track(window: Window, presets: dict[str, Preset]) -> Callable[[str], Track]:
    """Begin a session of a preset, by its id, in the window."""

    def begin(preset_id: str) -> Track:
        clock, sound = HandClock(), Quiet()
        overview = Overview(presets[preset_id], Paces())
        engine = Engine(Player(Session(overview.timeline), clock, sound))
        window.run(engine, overview)
        return Track(window, clock, sound, engine)

    return begin
