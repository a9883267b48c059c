"""Open the settings page and read its fields."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.session.clock import Clock
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.audio.voice import Voice
from retrotimer.files.settings import Settings, read_settings
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.settings.page import SettingsPage
from retrotimer.gui.widgets.fold import Fold
from tests.helpers.fakes import FakeSound, ManualClock

DEVICES = ("Built-in Audio", "Speaker (Bluetooth)")
Kind = TypeVar("Kind", bound=QWidget)


class Opener:
    """Open the page on the settings at `path`; its sounds go to `sound`."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.path, self.sound = path, FakeSound()
        self._qtbot = qtbot

    def __call__(
        self, source: str = "", *, width: int = 900, height: int = 700, folds: bool = True
    ) -> SettingsPage:
        """Write `source` to the settings file, if given, and return the page, shown, with all `folds` open."""
        if source:
            self.path.write_text(source, encoding="utf-8")
        page = SettingsPage(
            Preferences(self.path), PreviewPlayer(ManualClock(0), self._make_sound, lambda: DEVICES)
        )
        self._qtbot.addWidget(page)
        for fold in page.findChildren(Fold) if folds else ():
            fold.set_open(is_open=True)
        page.resize(width, height)
        with self._qtbot.waitExposed(page):
            page.show()
        page.setFocus()  # as the window does
        return page

    def _make_sound(self, _playback: PlaybackOptions, _clock: Clock, _voice: Voice | None) -> FakeSound:
        return self.sound


def field(page: SettingsPage, kind: type[Kind], name: str) -> Kind:
    """Return the field of this type and object name."""
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def settings(page: SettingsPage) -> Settings:
    """Return the current settings, after checking that they are saved."""
    assert read_settings(page._preferences._path)[0] == page._preferences.settings
    return page._preferences.settings


def words(page: SettingsPage) -> str:
    """Return all visible text of the page."""
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())
