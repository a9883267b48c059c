"""The bars of the weeks: chosen by keys and clicks, told by the pointer, and always in sight."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.history.week_chart import WeekBars
from retrotimer.training.history.weeks import Total

FIRST = date(2024, 1, 1).toordinal()


def weeks(count: int) -> tuple[Total, ...]:
    """Return weeks from the start of 2024 on, each with more than the one before; every third has none."""
    return tuple(
        Total(FIRST + 7 * n, 2, 90_000 * n, 60_000 * n, 30_000 * n, 1, 1, 1) if n % 3 else Total(FIRST + 7 * n)
        for n in range(count)
    )


@pytest.fixture
def bars(qtbot: QtBot) -> WeekBars:
    """Return two years of weeks."""
    made = WeekBars()
    qtbot.addWidget(made)
    made.resize(720, 160)
    made.show()
    made.show_weeks(weeks(104))
    return made


def move(bars: WeekBars, x: float) -> None:
    """Move the pointer to `x`."""
    at = QPointF(x, 40)
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    bars.mouseMoveEvent(event)


def test_the_pointer_tells_of_a_week_and_chooses_none(bars: WeekBars) -> None:
    """What a bar stands for would not be told, or the list would jump wherever the pointer goes."""
    message: list[str] = []
    asked: list[int] = []
    bars.message.connect(message.append)
    bars.asked.connect(asked.append)
    move(bars, bars._left() + 1)
    first_seen = bars._weeks[bars._first]
    assert date.fromordinal(first_seen.day).strftime("%Y") in message[-1]
    assert message[-1] != message[0] or len(message) == 1
    move(bars, 2)
    assert "22 Dec 2025" in message[-1]
    bars.leaveEvent(QEvent(QEvent.Type.Leave))
    assert "22 Dec 2025" in message[-1]
    assert asked == []


def test_a_click_asks_for_its_week(qtbot: QtBot, bars: WeekBars) -> None:
    """A click on a bar would do nothing."""
    asked: list[int] = []
    bars.asked.connect(asked.append)
    x = round(bars._left() + 2.5 * bars._wide())
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    qtbot.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(2, 40))
    assert asked == [FIRST + 7 * (bars._first + 2)]


def test_keys_reach_every_week(qtbot: QtBot, bars: WeekBars) -> None:
    """Weeks of earlier years could not be seen."""
    asked: list[int] = []
    bars.asked.connect(asked.append)
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert asked == [FIRST + 7 * 103, FIRST + 7 * 102]
    for _nth in range(20):
        qtbot.keyClick(bars, Qt.Key.Key_PageUp)
    assert (asked[-1], bars._first) == (FIRST, 0)
    assert "Week of Mon 1 Jan 2024: no session." in bars.accessibleName()
    bars.show_week(FIRST + 7 * 103)
    assert bars._first + bars._count() == 104


@pytest.mark.parametrize("count", [0, 1, 12, 104])
@pytest.mark.parametrize("wide", [60, 300, 1_900])
def test_any_number_of_weeks_fits_any_width(qtbot: QtBot, count: int, wide: int) -> None:
    """A first week, or a narrow window, would end in a traceback or an empty picture."""
    bars = WeekBars()
    qtbot.addWidget(bars)
    bars.resize(wide, 120)
    bars.show()
    empty = bars.grab().toImage()
    bars.show_weeks(weeks(count))
    assert (bars.grab().toImage() == empty) == (count == 0)
    move(bars, wide - 1)


def test_what_is_chosen_stays_so_when_weeks_come(bars: WeekBars) -> None:
    """Sessions from another laptop would take the chosen week away."""
    bars.show_week(FIRST + 7 * 50)
    bars.show_weeks(weeks(105))
    assert bars._at == 50


def test_large_texts_make_the_bars_higher(qtbot: QtBot) -> None:
    """With large texts the months would fill all the height."""
    plain = WeekBars()
    qtbot.addWidget(plain)
    theme.use(theme.LIGHT, 2.0)
    large = WeekBars()
    qtbot.addWidget(large)
    theme.use(theme.LIGHT)
    assert large.minimumHeight() == 2 * plain.minimumHeight()
