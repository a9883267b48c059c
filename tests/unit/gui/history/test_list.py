"""The list of sessions: heads are passed over by the keys, and rows fold where it is narrow."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import Session
from retrotimer.app.history.rows import SessionRow
from retrotimer.gui import theme
from retrotimer.gui.history.list import HistoryList, SessionRowStyle, paint_row, row_height
from retrotimer.training.history.weeks import Figures, monday

FIGURES = Figures(90_000, 60_000, 30_000, 30_000, 80_000, 85_000)
SUNDAY = datetime(2026, 5, 3, 18, 30, tzinfo=UTC)


def sessions(*hours: int) -> tuple[Session, ...]:
    """Return sessions, so many hours before Sunday evening."""
    return tuple(
        Session(f"{ago}", Path(), SUNDAY - timedelta(hours=ago), "Hills", "x", True, 5, "wind", None, FIGURES)
        for ago in hours
    )


@pytest.fixture
def made(qtbot: QtBot) -> HistoryList:
    """Return a list of two weeks, the first with a day of two sessions."""
    found = HistoryList()
    qtbot.addWidget(found)
    found.resize(900, 300)
    found.show()
    found.show_sessions(sessions(0, 9, 24, 24 * 7, 24 * 8))
    return found


def chosen(made: HistoryList) -> str:
    """Return the id of what is chosen."""
    session = made.current()
    return session.id if session else ""


def test_keys_go_from_session_to_session(qtbot: QtBot, made: HistoryList) -> None:
    """A key would stop at a head, where Enter does nothing, or not get past it."""
    assert chosen(made) == "0"
    for key, known in (
        (Qt.Key.Key_Down, "9"),
        (Qt.Key.Key_Down, "24"),
        (Qt.Key.Key_Down, "168"),
        (Qt.Key.Key_Up, "24"),
        (Qt.Key.Key_End, "192"),
        (Qt.Key.Key_Home, "0"),
        (Qt.Key.Key_Up, "0"),
        (Qt.Key.Key_PageDown, "192"),
        (Qt.Key.Key_PageUp, "0"),
    ):
        qtbot.keyClick(made, key)
        assert chosen(made) == known, key


def test_a_click_opens_a_session_and_no_head(qtbot: QtBot, made: HistoryList) -> None:
    """A click on a total would open some session."""
    opened: list[Session] = []
    made.opened.connect(opened.append)
    for row in range(3):
        place = made.visualRect(made.rows.index(row, 0)).center()
        qtbot.mouseClick(made.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert [one.id for one in opened] == ["0"]


def test_heads_are_read_out_with_the_first_session_below(made: HistoryList) -> None:
    """Who hears the list would never hear what a week or a day came to."""
    first, second = (str(made.rows.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)) for row in (2, 3))
    assert first.startswith("Week of Mon 27 Apr 2026: 3 sessions, 4:30")
    assert "Sun 3 May: 2 sessions, 3:00" in first
    assert "Week" not in second


def test_a_deletion_chooses_the_next_one(made: HistoryList) -> None:
    """After a deletion the keys would go to the top, years away."""
    made.choose("24")
    made.show_sessions(sessions(0, 9, 24 * 7, 24 * 8))
    assert chosen(made) == "168"
    made.show_sessions(())
    assert chosen(made) == ""


def test_a_week_is_shown_and_chosen(made: HistoryList) -> None:
    """A bar would not lead to the sessions of its week; one without a session would jump to another."""
    week = monday(sessions(24 * 7)[0].day)
    made.show_week(week)
    assert chosen(made) == "168"
    made.choose("0")
    made.show_week(week - 70)
    assert chosen(made) == "0"
    made.show_sessions(sessions(0, 24 * 21))
    made.show_week(week)
    assert chosen(made) == "0"


LONG = (
    "Six times a minute forward, thirty seconds backward and a walk, at the old track in the woods behind the town"
)


def painted(session: Session, wide: int) -> QImage:
    """Return the row of `session`, `wide` px wide."""
    image = QImage(wide, row_height(wide), QImage.Format.Format_RGB32)
    image.fill(theme.colours.paper)
    painter = QPainter(image)
    paint_row(painter, QRectF(image.rect()), SessionRow(session, tells_day=True), SessionRowStyle(False, False))
    painter.end()
    return image


@pytest.mark.parametrize("wide", [360, 480, 579, 580, 592, 680, 900, 1232])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_name_hides_neither_effort_nor_note(wide: int, scale: float) -> None:
    """If it failed, how hard a session was and what was noted would be seen only below a short name."""
    theme.use(theme.LIGHT, scale)
    (session,) = sessions(0)
    long = session._replace(
        name=LONG, note="wind from the north, and the left calf was tight from the third round on"
    )
    try:
        usual = painted(long, wide)
        if wide >= 480 * scale:
            assert painted(long._replace(effort=9), wide) != usual
            assert painted(long._replace(is_finished=False), wide) != usual
        if wide >= 680 * scale:
            assert painted(long._replace(note="snow"), wide) != usual
        assert painted(long._replace(name="x"), wide) != usual
    finally:
        theme.use(theme.LIGHT)


def test_all_of_a_row_stands_in_its_tip(made: HistoryList) -> None:
    """If it failed, what is cut off could be read only by opening the session."""
    made.show_sessions((sessions(0)[0]._replace(name=LONG, note="snow"),))
    tip = made.rows.data(made.currentIndex(), Qt.ItemDataRole.ToolTipRole)
    assert isinstance(tip, str)
    assert LONG in tip
    assert tip.endswith("effort 5, snow")


def test_rows_fold_where_it_is_narrow(made: HistoryList) -> None:
    """With large texts or in a small window the figures would stand on the names."""
    high = made.visualRect(made.rows.index(0, 0)).height()
    made.resize(400, 300)
    made.grab()
    assert made.visualRect(made.rows.index(0, 0)).height() == row_height(400) > high
    narrow = made.grab().toImage()
    theme.use(theme.DARK)
    assert made.grab().toImage() != narrow
    theme.use(theme.LIGHT)
