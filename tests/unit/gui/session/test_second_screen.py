"""The run page for a group; what happens on real screens is seen in tests/system/screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.screens import ScreenGuard, is_in_sight, other_screen, shows_other
from retrotimer.gui.session import second_screen
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.session.second_screen import SecondScreen
from retrotimer.training.errors import MissingPart
from tests.unit.gui.conftest import Track

Group = tuple[Track, SecondScreen]


@pytest.fixture
def group(track: Callable[[str], Track], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Group:
    """A session that a second screen shows too; the only screen of this platform stands for it."""
    run = track("gentler-3-1")
    second = SecondScreen(run.window, RunPage())
    qtbot.addWidget(second)
    monkeypatch.setattr(second_screen, "other_screen", lambda _window: QGuiApplication.primaryScreen())
    second.open(run.engine)
    return run, second


def test_one_screen_is_told_in_a_sentence(track: Callable[[str], Track], qtbot: QtBot) -> None:
    """The only screen would be covered, and the controls with it."""
    run = track("gentler-3-1")
    second = SecondScreen(run.window, RunPage())
    qtbot.addWidget(second)
    with pytest.raises(MissingPart, match="There is no second screen"):
        second.open(run.engine)
    assert second.isHidden()
    assert other_screen(run.window) is None


def test_a_mirror_is_no_second_screen() -> None:
    """A projector that mirrors the laptop would be covered by the run page, and with it the laptop."""
    screen = QGuiApplication.primaryScreen()
    assert not shows_other(screen, screen)


def test_both_screens_show_the_same(group: Group) -> None:
    """A group would run by other times than the coach sees."""
    run, second = group
    for seconds in (3, 12, 301, 95):
        run.pass_s(seconds)
        shown = second.page.face._display
        assert shown is not None
        assert shown == run.page.face._display == run.engine.display
    assert second.isFullScreen()


def test_its_keys_are_those_of_the_run_page(group: Group) -> None:
    """A presenter clicker would mean nothing after a click on the group's screen."""
    run, second = group
    run.pass_s(20)
    index = run.engine.session.index
    QTest.keyClick(second.page, Qt.Key.Key_PageDown)
    assert run.engine.session.index == index + 1
    QTest.keyClick(second.page, Qt.Key.Key_Space)
    assert not run.engine.session.is_moving


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F, Qt.Key.Key_F11])
def test_it_closes_by_key_and_the_session_goes_on(group: Group, qtbot: QtBot, key: Qt.Key) -> None:
    """Taking the second screen away would end the session on the laptop."""
    run, second = group
    run.pass_s(20)
    with qtbot.waitSignal(second.closed):
        QTest.keyClick(second.page, key)
    assert second.isHidden()
    assert run.engine.session.is_moving
    run.pass_s(5)


def test_a_lost_screen_is_told_once(group: Group, qtbot: QtBot) -> None:
    """A coach would not know where the picture went, or the page would come up over the controls."""
    run, second = group
    message: list[str] = []
    second.lost.connect(message.append)
    second.closed.connect(lambda: message.append("closed"))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    for _n in range(2):
        application.screenRemoved.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(second.isHidden)
    assert message == ["The second screen is gone. The session goes on here.", "closed"]
    assert run.window.isVisible()


def test_it_keeps_no_program_running(group: Group) -> None:
    """After closing the laptop's window the group's would stand there without controls."""
    _run, second = group
    assert not second.testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)


@pytest.mark.qt_log_ignore("does not support raise")  # the platform of tests has no stack of windows
@pytest.mark.parametrize("is_full", [False, True])
def test_a_window_on_a_screen_that_went_comes_back(qtbot: QtBot, *, is_full: bool) -> None:
    """The window would go on where nobody can see it."""
    window = QMainWindow()
    qtbot.addWidget(window)
    ScreenGuard(window)
    if is_full:
        window.showFullScreen()
    else:
        window.show()
    window.setGeometry(5_000, 200, 4_000, 3_000)
    assert not is_in_sight(window)
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(lambda: is_in_sight(window))
    assert window.isFullScreen() == is_full
    assert is_full or window.screen().geometry().contains(window.frameGeometry())


def test_a_window_in_sight_stays_where_it_is(qtbot: QtBot) -> None:
    """Unplugging a projector would throw the window about on the laptop."""
    window = QMainWindow()
    qtbot.addWidget(window)
    sight = ScreenGuard(window)
    window.show()
    window.move(QPoint(30, 40))
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.screenRemoved.emit(QGuiApplication.primaryScreen())
    qtbot.waitUntil(lambda: not sight._later.isActive())
    assert window.pos() == QPoint(30, 40)
