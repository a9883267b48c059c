"""The history in the window: listed, searched, deleted and taken back, opened and rated anew."""

from __future__ import annotations

from errno import ENOSPC
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import load_history
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.gui import theme
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.history.controller import HistoryController
from retrotimer.gui.history.list import row_height
from retrotimer.gui.history.page import HistoryPage
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.training.history.weeks import monday
from tests.helpers.history_rows import done, listed, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep to an empty folder."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    return tmp_path


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    """Return the page of a history with three sessions."""
    for nth, name in enumerate(("Hills", "Track", "Hills again")):
        done(name, 8 * nth)
    return opened(qtbot)


def test_sessions_are_listed_and_found(page: HistoryPage) -> None:
    """What was done would not be seen, or not be found again."""
    assert listed(page) == ["Hills", "Track", "Hills again"]
    page.search.setText("hills")
    assert listed(page) == ["Hills", "Hills again"]
    assert "3:00" in str(page.sessions.currentIndex().data())
    assert page.found.text() == "Found: 2 sessions, 6:00, 4:00 forward, 2:00 backward"
    page.search.setText("snow")
    assert page.found.text() == "No session fits that."
    assert "3 sessions" in page.figures.text()


def test_the_keyboard_tells_the_numbers_of_a_week(qtbot: QtBot, page: HistoryPage) -> None:
    """Who cannot see the bars, or has no mouse, would not learn what they say."""
    assert "1 session, 2:00 forward, 1:00 backward" in page.week.text()
    for _week in range(11):
        qtbot.keyClick(page.bars, Qt.Key.Key_Left)
    assert page.week.text() in page.bars.accessibleName()
    assert "no session" in page.week.text()


def test_the_list_stays_where_it_is_while_the_pointer_goes_over_the_bars(page: HistoryPage) -> None:
    """Each week's sentence, of one line or two, would move all sessions up and down."""
    page.resize(640, 400)
    page.bars.message.emit(page.week.text())
    high = page.week.minimumHeight()
    page.bars.message.emit("Week of Mon 7 Sep 2026: no session.")
    assert page.week.minimumHeight() == high


def test_a_deletion_can_be_taken_back(qtbot: QtBot, page: HistoryPage) -> None:
    """A key pressed by mistake would cost a session."""
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    assert [one.name for one in load_history().sessions] == ["Track", "Hills again"]
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert listed(page) == ["Hills", "Track", "Hills again"]
    assert not page.undo.isVisible()
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    qtbot.keyClick(page.sessions, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert listed(page) == ["Hills", "Track", "Hills again"]
    qtbot.keyClick(page.sessions, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(load_history().sessions) == 3


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_a_session_has_a_menu(page: HistoryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a right click, as everywhere else, would do nothing."""
    out = tmp_path / "track.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    area = page.sessions.visualRect(page.sessions.rows.index(page.sessions.rows.session_from(2), 0))
    at = area.center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.sessions.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.sessions.viewport(), event)
    (menu,) = [one for one in page.sessions.findChildren(QMenu) if one.isVisible()]
    lines = {action.text(): action for action in menu.actions() if action.text()}
    assert list(lines) == ["Open", "Export this session…", "Delete"]
    chosen = page.sessions.current()
    assert chosen
    lines["Export this session…"].trigger()
    assert out.is_file()
    assert page.notice.text().replace("\u200b", "") == f"Saved: {out}"
    lines["Delete"].trigger()
    menu.close()
    assert chosen.id not in {one.id for one in load_history().sessions}


def test_what_cannot_be_written_is_told(qtbot: QtBot, page: HistoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A deletion on a full disk would look as if it had been kept, or end in a traceback."""

    def full(*_arguments: object, **_playback_options: object) -> None:
        raise NotSaved(Path("x.json"), OSError(ENOSPC, "No space left on device"))

    with monkeypatch.context() as patch:
        patch.setattr(store, "delete", full)
        qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    assert "x.json" in page.notice.text()
    assert len(listed(page)) == 3
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    monkeypatch.setattr(store, "delete", full)
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert "x.json" in page.notice.text()
    assert page.undo.isVisible()


def test_a_session_is_opened_and_rated_anew(qtbot: QtBot) -> None:
    """What was noted of a session would not be seen again, or could not be corrected."""
    path = done("Hills", 0)
    store.rate(path, 4, "windy")
    window = Window()
    qtbot.addWidget(window)
    controller = HistoryController(window)
    window.show()
    page = controller.show_history()
    qtbot.waitUntil(lambda: page.book is not None)
    qtbot.keyClick(page.sessions, Qt.Key.Key_Return)
    summary = window.page
    assert isinstance(summary, SummaryPage)
    assert (summary.effort.effort, summary.note.toPlainText()) == (4, "windy")
    summary.effort.choose(7)
    qtbot.keyClick(summary, Qt.Key.Key_Escape)
    assert isinstance(window.page, HistoryPage)
    assert (load_history().sessions[0].effort, load_history().sessions[0].note) == (7, "windy")
    page = window.page
    qtbot.waitUntil(lambda: "effort 7" in str(page.sessions.currentIndex().data()))


def test_the_way_back_from_a_summary_leads_to_the_same_place(qtbot: QtBot) -> None:
    """Who looks at one of ten thousand sessions would have to find the place in the list again."""
    for nth, name in enumerate(("Hills", "Track", "Hills")):
        done(name, nth)
    window = Window()
    qtbot.addWidget(window)
    window.show()
    controller = HistoryController(window)
    page = controller.show_history()
    qtbot.waitUntil(lambda: page.book is not None)
    page.search.setText("hills")
    page.sessions.choose(page.sessions.rows.sessions[1].id)
    chosen = page.sessions.current()
    qtbot.keyClick(page.sessions, Qt.Key.Key_Return)
    assert isinstance(window.page, SummaryPage)
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    again = window.page
    assert isinstance(again, HistoryPage)
    assert (again.search.text(), again.sessions.current()) == ("hills", chosen)


@pytest.mark.parametrize("wide", [1280, 700, 640])
def test_rows_are_as_high_on_the_way_back_as_before(qtbot: QtBot, wide: int) -> None:
    """If it failed, the list would be laid out for a width that it had before it was shown, half as long."""
    for nth in range(5):
        done(f"Hills {nth}", nth)
    window = Window()
    qtbot.addWidget(window)
    window.resize(wide, 720)
    window.show()
    page = HistoryController(window).show_history()
    qtbot.waitUntil(lambda: page.book is not None)
    for _visit in range(3):
        qtbot.waitUntil(lambda: row_heights(window) == row_heights(window, expected=True))
        qtbot.keyClick(window.page.sessions, Qt.Key.Key_Return)  # type: ignore[union-attr]  # the history
        assert isinstance(window.page, SummaryPage)
        qtbot.keyClick(window.page, Qt.Key.Key_Escape)


def row_heights(window: Window, *, expected: bool = False) -> list[int]:
    """Return how high the rows of the history are, or how high they should be at its width."""
    page = window.page
    assert isinstance(page, HistoryPage)
    rows, right = page.sessions.rows, row_height(page.sessions.viewport().width())
    found = [page.sessions.visualRect(rows.index(nth, 0)).height() for nth in range(rows.rowCount())]
    return [right] * len(found) if expected else found


def test_a_session_that_is_gone_is_told(qtbot: QtBot, page: HistoryPage) -> None:
    """A session whose file another laptop took away would end in a traceback."""
    window = Window()
    qtbot.addWidget(window)
    session = page.sessions.rows.sessions[0]
    session.path.unlink()
    HistoryController(window)._show_session(page, session)
    assert "cannot be read" in page.notice.text()


def test_what_is_passed_over_is_told(qtbot: QtBot) -> None:
    """Conflict copies and torn files would go unnoticed."""
    path = done("Hills", 0)
    path.with_name(f"{path.stem} (1).json").write_text("")
    page = opened(qtbot)
    assert page.problems.isVisible()
    assert page.problems.text().startswith("1 copy in the history folder is passed over")
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert page.problems.isVisible()


@pytest.mark.parametrize("ending", ["csv", "json", "fit"])
def test_sessions_go_out(
    ending: str, page: HistoryPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody could take the history along from the window, or a failure would pass without a word."""
    out = tmp_path / f"out.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert "Saved:" in page.notice.text()
    assert out.stat().st_size > 100
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / f"no/out.{ending}"), ""))
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert "Saved:" not in page.notice.text()
    assert page.notice.text()


def test_no_file_is_written_where_none_is_chosen(
    page: HistoryPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who changes their mind in the dialog would get a file anyway."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert not page.notice.isVisible()
    assert [one.name for one in tmp_path.iterdir()] == ["data"] or not list(tmp_path.glob("*.csv"))


def test_bars_and_list_follow_each_other(qtbot: QtBot, page: HistoryPage) -> None:
    """A bar of half a year ago would not lead to its sessions."""
    track = page.sessions.rows.sessions[1]
    while page.bars._weeks[page.bars._at].day != monday(track.day):
        qtbot.keyClick(page.bars, Qt.Key.Key_Left)
    assert page.sessions.current() == track
    page.sessions.choose(page.sessions.rows.sessions[2].id)
    assert "1 session, 2:00 forward" in page.week.text()
    assert page.bars._weeks[page.bars._at].day == monday(page.sessions.rows.sessions[2].day)


@pytest.mark.parametrize("size", [(640, 400), (800, 600), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_part_fits_and_none_covers_another(qtbot: QtBot, size: tuple[int, int], scale: float) -> None:
    """In a low window texts would stand on the bars, or what has the keys would be out of sight."""
    for nth in range(3):
        done("A name so long that it does not fit into any row of a narrow window, whatever is done", nth)
    theme.use(theme.LIGHT, scale)
    try:
        window = Window()
        qtbot.addWidget(window)
        window.resize(*size)
        window.show()
        page = HistoryController(window).show_history()
        qtbot.waitUntil(lambda: page.book is not None)
        parts = (page.figures, page.bars, page.week, page.sessions)
        qtbot.waitUntil(lambda: not _covered([part.geometry() for part in parts]))
        places = [part.geometry() for part in parts]
        assert all(place.width() <= size[0] for place in places)
        qtbot.waitUntil(lambda: page.week.height() >= page.week.heightForWidth(page.week.width()))
        qtbot.waitUntil(lambda: page.rect().intersects(_in_page(page)))
    finally:
        theme.use(theme.LIGHT)


def _covered(places: list[QRect]) -> bool:
    """Return whether one of `places` covers another."""
    return any(one.intersects(other) for one, other in combinations(places, 2))


def _in_page(page: HistoryPage) -> QRect:
    """Return where the list is seen."""
    return QRect(page.sessions.mapTo(page, QPoint(0, 0)), page.sessions.size())


def test_an_empty_history_is_friendly(qtbot: QtBot) -> None:
    """Who has done nothing yet would meet an empty page without a word."""
    page = opened(qtbot)
    assert "first session" in page.figures.text()
    assert not page.export.isEnabled()
    assert not page.bars.isVisible()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_back_and_title_stay_in_sight(qtbot: QtBot, scale: float) -> None:
    """In a low window the way back would have to be scrolled to."""
    for nth in range(3):
        done("Gentler 3:1", nth)
    theme.use(theme.LIGHT, scale)
    page = opened(qtbot)
    page.resize(588, 400)
    page.sessions.setFocus()
    QApplication.processEvents()
    page._scroll.verticalScrollBar().setValue(page._scroll.verticalScrollBar().maximum())
    for part in (page.back, page._title, page.action_row):
        assert page.rect().contains(QRect(part.mapTo(page, QPoint(0, 0)), part.size()))
        assert part.visibleRegion().boundingRect() == part.rect()
