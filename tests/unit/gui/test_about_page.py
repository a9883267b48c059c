"""The page that tells what RetroTimer is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from retrotimer import __version__
from retrotimer.gui import about_page, theme
from retrotimer.gui.about_page import AboutPage

Key = Qt.Key


@pytest.fixture
def page(qtbot: QtBot) -> AboutPage:
    """The page, shown."""
    page = AboutPage()
    qtbot.addWidget(page)
    page.resize(800, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.setFocus()
    return page


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_Return, Key.Key_Space])
def test_every_way_out_works(qtbot: QtBot, page: AboutPage, key: Key) -> None:
    """Somebody without a mouse would be caught here."""
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page.focusWidget(), key)


def test_versions_can_be_copied(qtbot: QtBot, page: AboutPage) -> None:
    """A report of a mistake would lack what it needs."""
    qtbot.mouseClick(page.copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert f"RetroTimer {__version__}" in copied
    assert "Qt 6." in copied


def test_a_library_that_says_no_version_is_named_all_the_same() -> None:
    """A frozen program would fail on its own about page."""
    assert about_page.version_of("no-such-distribution") == ""


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 400), (1366, 768)])
def test_nothing_is_clipped(qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    """Large texts would lose their ends."""
    theme.use(theme.DARK, scale)
    page = AboutPage()
    qtbot.addWidget(page)
    page.setFixedSize(*size)
    page.show()
    for label in page.findChildren(QLabel):
        needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= needed - 1, label.text()
        if not label.wordWrap():
            assert label.width() >= label.sizeHint().width() - 1, label.text()
    theme.use(theme.LIGHT)
