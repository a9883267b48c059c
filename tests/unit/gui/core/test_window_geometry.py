"""The window's size and place; on real screens they are seen in tests/system/screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from retrotimer.files.window_state import WindowState, read_window_state, write_window_state
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.screens import fitted
from retrotimer.gui.core.window_geometry import WindowGeometry

ROOM = QRect(100, 30, 1000, 600)


@pytest.fixture(autouse=True)
def _root_page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))


@pytest.fixture
def screen() -> QRect:
    """The one screen of this platform, 800 x 800 px."""
    return QGuiApplication.primaryScreen().geometry()


def opened(qtbot: QtBot) -> Window:
    """Return a window as it opens."""
    window = Window()
    qtbot.addWidget(window)
    WindowGeometry(window).restore()
    with qtbot.waitSignal(window.drawn):
        window.show()
    return window


@pytest.mark.parametrize(
    ("frame", "wanted"),
    [
        ((200, 100, 500, 400), (200, 100, 500, 400)),
        ((0, 0, 500, 400), (100, 30, 500, 400)),
        ((900, 500, 500, 400), (600, 230, 500, 400)),
        ((0, 0, 1280, 720), (100, 30, 1000, 600)),
        ((150, 0, 900, 720), (150, 30, 900, 600)),
        ((-5000, 9000, 400, 300), (100, 330, 400, 300)),
    ],
)
def test_a_frame_is_moved_and_made_smaller_as_little_as_it_must(
    frame: tuple[int, ...], wanted: tuple[int, ...]
) -> None:
    """A window would lie partly outside its screen, or jump though it fits."""
    assert fitted(QRect(*frame), ROOM).getRect() == wanted


def test_the_first_window_fits_the_screen(qtbot: QtBot, screen: QRect) -> None:
    """On a small screen Start would lie outside."""
    assert screen.contains(opened(qtbot).frameGeometry())


def test_it_comes_back_as_it_was_left(qtbot: QtBot, screen: QRect) -> None:
    """Everybody would have to arrange their windows at each start."""
    window = opened(qtbot)
    window.setGeometry(31, 47, 655, 432)
    window.close()
    assert read_window_state() == WindowState((31, 47, 655, 432), screen.getRect())  # type: ignore[arg-type]
    assert opened(qtbot).geometry().getRect() == (31, 47, 655, 432)


def test_what_fitted_a_tiny_screen_comes_back_as_small(qtbot: QtBot, screen: QRect) -> None:
    """On a screen below the usual least size the second window would be too large again."""
    write_window_state(WindowState((10, 20, 500, 300), screen.getRect()))  # type: ignore[arg-type]  # four numbers
    assert opened(qtbot).geometry().getRect() == (10, 20, 500, 300)


def test_a_maximised_window_keeps_the_size_below(qtbot: QtBot) -> None:
    """What it was before it was maximised would be lost with it."""
    window = opened(qtbot)
    window.setGeometry(31, 47, 655, 432)
    window.showMaximized()
    window.change_full_screen()
    window.close()
    again = opened(qtbot)
    assert again.isMaximized()
    assert not again.isFullScreen()
    assert again.plain_geometry.getRect() == (31, 47, 655, 432)


def test_full_screen_and_back_stays_maximised(qtbot: QtBot) -> None:
    """F pressed twice would make a maximised window small."""
    window = opened(qtbot)
    window.showMaximized()
    window.change_full_screen()
    window.change_full_screen()
    assert window.isMaximized()
    assert not window.isFullScreen()


@pytest.mark.parametrize("box", [(5_000, 40, 900, 600), (200, 200, 1280, 720)])
def test_a_window_of_another_screen_fits_this_one(qtbot: QtBot, screen: QRect, box: tuple[int, ...]) -> None:
    """The large screen at the desk is gone, and so would be the window."""
    write_window_state(WindowState(box, (0, 0, 5_120, 2_880)))  # type: ignore[arg-type]  # four numbers
    assert screen.contains(opened(qtbot).frameGeometry())


def test_a_place_that_cannot_be_kept_keeps_no_window_open(qtbot: QtBot, tmp_path: Path) -> None:
    """A full disk or a read-only folder would hold the window."""
    window = opened(qtbot)
    (tmp_path / "state").write_text("in the way")
    window.close()
    assert not window.isVisible()
