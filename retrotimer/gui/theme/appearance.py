"""Choose the theme and text size: by the settings, else by the system.

At start, with nothing set, this asks Qt two questions and builds nothing.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from retrotimer.gui import theme

if TYPE_CHECKING:
    from retrotimer.files.settings import Settings
    from retrotimer.gui.core.settings_model import Preferences
    from retrotimer.gui.theme import Colours

ORDINARY_PT = {"darwin": 13.0, "win32": 9.0}
ORDINARY_ELSEWHERE_PT = 11.0
"""The size of a system's texts, in points, of a person who never asked for larger ones."""
PT_PER_PX = 0.75
SCHEMES = {
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
    "system": Qt.ColorScheme.Unknown,
}
TITLE_BAR_BY_SCHEME = ("darwin", "win32")
"""Systems that draw a window's title bar by what Qt says of our theme."""
LARGEST_SCALE = 2.0
"""Our pages hold texts this large, and no larger."""

_system_scale = 1.0


def note_system_font() -> None:
    """Remember how large the system's texts are. To be called once, before the program sets a font of its own."""
    global _system_scale  # noqa: PLW0603 - there is one system
    font = QGuiApplication.font()
    points = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * PT_PER_PX
    _system_scale = system_scale(points, sys.platform)


def system_scale(points: float, platform: str) -> float:
    """Return how many times as large as ordinary texts of `points` are on `platform`; never less than 1."""
    return max(1.0, points / ORDINARY_PT.get(platform, ORDINARY_ELSEWHERE_PT))


def wanted_scale(settings: Settings) -> float:
    """Return the text scale to use: the person's own, on top of what their system's texts are enlarged by."""
    if _system_scale == 1.0:
        return settings.text_scale
    return max(settings.text_scale, min(LARGEST_SCALE, settings.text_scale * _system_scale))


def wanted_colours(settings: Settings) -> Colours:
    """Return the theme to use: light or dark as set or as the system is, in high contrast if it asks."""
    is_dark = settings.theme == "dark" or (settings.theme == "system" and _system_is_dark())
    if _system_wants_contrast():
        return theme.CONTRAST_DARK if is_dark else theme.CONTRAST_LIGHT
    return theme.DARK if is_dark else theme.LIGHT


def _system_is_dark() -> bool:
    return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # held: with it goes what it gave
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


class Appearance(QObject):
    """Tells by `changed` when another theme or text size is wanted than the one in use.

    A receiver calls `use`, and then rebuilds its pages.
    """

    changed = Signal()

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._used: tuple[Colours, float] | None = None
        self._hints = QGuiApplication.styleHints()
        preferences.changed.connect(self._compare)
        self._hints.colorSchemeChanged.connect(self._compare)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._compare)

    def use(self) -> None:
        """Use what is wanted now, for all that is made and painted from now on."""
        self._used = self._wanted()
        if sys.platform in TITLE_BAR_BY_SCHEME:
            self._hints.setColorScheme(SCHEMES[self._preferences.settings.theme])
        theme.use(*self._used)
        QApplication.setPalette(theme.palette())
        QApplication.setFont(theme.text_font(17))

    def _wanted(self) -> tuple[Colours, float]:
        settings = self._preferences.settings
        return wanted_colours(settings), wanted_scale(settings)

    def _compare(self) -> None:
        if self._wanted() != self._used:
            self.changed.emit()
