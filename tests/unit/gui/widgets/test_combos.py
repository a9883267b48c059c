"""Lists to choose from."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.navigator import Navigator

LEAST_PX = 30


@pytest.mark.thorough
@pytest.mark.qt_log_ignore("This plugin does not support")  # of a list, where there is no real screen
@pytest.mark.parametrize("scale", [1.0, 1.5])
@pytest.mark.parametrize("keys", ["Ctrl+,", "Ctrl+B", "Ctrl+P", "Ctrl+E"])
def test_a_list_shows_its_entries_whole(
    qtbot: QtBot, navigator: Navigator, preferences: Preferences, keys: str, scale: float
) -> None:
    """The last entry would be cut in half although there is room."""
    preferences.change(text_scale=scale)
    navigator.window.activateWindow()
    qtbot.waitUntil(lambda: navigator.library_actions.table is not None)  # it takes its keys then
    QTest.keySequence(navigator.library.presets, QKeySequence(keys))
    QApplication.processEvents()
    page = navigator.window.page
    assert page
    lists = [one for one in page.findChildren(QComboBox) if one.isVisible() and one.isEnabled()]
    assert lists
    for one in lists:
        one.showPopup()
        view = one.view()
        qtbot.waitUntil(view.isVisible)
        heights = [view.sizeHintForRow(row) for row in range(min(one.count(), one.maxVisibleItems()))]
        assert view.viewport().height() >= sum(heights), one.accessibleName()
        assert min(heights) >= LEAST_PX * scale
        one.hidePopup()
