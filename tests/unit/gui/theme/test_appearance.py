"""Theme and text size: what the person set, and what their system says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QGuiApplication
from pytestqt.qtbot import QtBot

from retrotimer.files.settings import Settings
from retrotimer.gui import theme
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.theme import appearance
from retrotimer.gui.theme.appearance import Appearance, note_system_font, system_scale, wanted_colours, wanted_scale


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the look back that the other tests expect."""
    monkeypatch.setattr(appearance, "_system_scale", 1.0)
    used = theme.colours, theme.text_scale
    yield
    theme.use(*used)


@pytest.mark.parametrize(
    ("theme_set", "is_dark", "contrast", "wanted"),
    [
        ("system", False, False, theme.LIGHT),
        ("system", True, False, theme.DARK),
        ("light", True, False, theme.LIGHT),
        ("dark", False, False, theme.DARK),
        ("system", False, True, theme.CONTRAST_LIGHT),
        ("system", True, True, theme.CONTRAST_DARK),
        ("light", True, True, theme.CONTRAST_LIGHT),
        ("dark", False, True, theme.CONTRAST_DARK),
    ],
)
def test_the_theme_is_as_set_or_as_the_system_has_it(
    monkeypatch: pytest.MonkeyPatch, theme_set: str, is_dark: bool, contrast: bool, wanted: theme.Colours
) -> None:
    """If it failed, a person who needs contrast, or darkness, would not get it."""
    monkeypatch.setattr(appearance, "_system_is_dark", lambda: is_dark)
    monkeypatch.setattr(appearance, "_system_wants_contrast", lambda: contrast)
    assert wanted_colours(Settings(theme=theme_set)) is wanted


def test_this_qt_can_be_asked() -> None:
    """If it failed, another version of Qt would crash the window at its start."""
    assert wanted_colours(Settings()) in (theme.LIGHT, theme.DARK, theme.CONTRAST_LIGHT, theme.CONTRAST_DARK)


@pytest.mark.parametrize(
    ("points", "platform", "scale"),
    [(11, "linux", 1.0), (9, "linux", 1.0), (16.5, "linux", 1.5), (9, "win32", 1.0), (18, "win32", 2.0)],
)
def test_larger_system_texts_make_ours_larger_and_never_smaller(points: float, platform: str, scale: float) -> None:
    """If it failed, a person with large system texts would have to squint at ours."""
    assert system_scale(points, platform) == scale


def test_the_two_scales_multiply_up_to_what_pages_hold() -> None:
    """If it failed, texts would be larger than their pages, or the system's wish lost."""
    before = QGuiApplication.font()
    try:
        QGuiApplication.setFont(QFont("", 100))
        note_system_font()
        assert wanted_scale(Settings()) == 2.0
        assert wanted_scale(Settings(text_scale=2.0)) == 2.0
    finally:
        QGuiApplication.setFont(before)
    assert wanted_scale(Settings()._replace(text_scale=0.8)) == 2.0


def test_without_large_system_texts_the_scale_is_as_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the setting would be a hint at best."""
    assert wanted_scale(Settings(text_scale=1.3)) == 1.3
    monkeypatch.setattr(appearance, "_system_scale", 1.5)
    assert wanted_scale(Settings(text_scale=0.8)) == pytest.approx(1.2)


def test_a_change_is_told_and_used(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, another theme would be seen only after the next start."""
    preferences = Preferences(tmp_path / "settings.toml")
    wanted = Appearance(preferences)
    wanted.use()
    with qtbot.waitSignal(wanted.changed):
        preferences.change(theme="dark", text_scale=1.5)
    wanted.use()
    assert (theme.colours, theme.text_scale) == (theme.DARK, 1.5)


def test_other_settings_do_not_build_the_pages_anew(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, each number typed would throw the page away under the typing."""
    preferences = Preferences(tmp_path / "settings.toml")
    wanted = Appearance(preferences)
    wanted.use()
    with qtbot.assertNotEmitted(wanted.changed):
        preferences.change(volume=0.5)


def test_the_system_going_dark_is_told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the window would stay bright when the evening comes."""
    wanted = Appearance(Preferences(tmp_path / "settings.toml"))
    wanted.use()
    monkeypatch.setattr(appearance, "_system_is_dark", lambda: True)
    with qtbot.waitSignal(wanted.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(QGuiApplication.styleHints().colorScheme())
