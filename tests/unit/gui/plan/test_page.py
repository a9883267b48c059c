"""The plan's page: choosing days, what comes next and one key to start it, what was done, and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTime
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files.plan_file import Chosen, plan_place, read_chosen, write_chosen
from retrotimer.gui import theme
from retrotimer.gui.plan.page import PlanPage
from retrotimer.gui.widgets.fold import Fold
from retrotimer.training.workout.paces import Paces
from tests.helpers.started_sessions import local, run_thrice, train_week

MONDAY = date(2026, 11, 23)
Open = Callable[..., PlanPage]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    """Return what opens the page so many days after the first day."""

    def open_page(after: int = 0, *, size: tuple[int, int] = (1366, 768)) -> PlanPage:
        page = PlanPage(Paces(), now=lambda: local(MONDAY + timedelta(days=after)))
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        return page

    yield open_page
    theme.use(theme.LIGHT)


def begin() -> None:
    """Begin the plan on that Monday, on Tuesdays and Fridays."""
    write_chosen(Chosen(MONDAY, (1, 4)))


def shown(page: PlanPage) -> list[str]:
    """Return what the rows of the weeks say."""
    return [line for button in page.weeks.buttons for line in (f"{button.text()} {button._total}", *button._lines)]


def test_at_first_the_days_are_chosen(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person could not begin, or would have begun by looking."""
    page = opened()
    assert not plan_place().exists()
    assert page.start.isHidden()
    assert page.calendar.isHidden()
    assert page.choice.start.date() == QDate(2026, 11, 23)
    assert page.choice._weekday.text() == "Mon 23 Nov"
    page.choice.start.setDate(QDate(2026, 11, 24))
    assert page.choice._weekday.text() == "Tue 24 Nov"
    qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
    assert read_chosen() == Chosen(date(2026, 11, 24), (1, 4))
    assert page._sentence.text() == "Today: week 1" or page._sentence.text() == "Next: week 1, on Tue 24 Nov"
    assert page.start.isVisible()


@pytest.mark.parametrize("name", ["de_DE", "en_US", "en_GB", "C"])
def test_days_are_written_as_they_are_in_ones_country(qtbot: QtBot, opened: Open, name: str) -> None:
    """If it failed, the third of January would be read as the first of March, or a day could be mistyped."""
    before = QLocale()
    QLocale.setDefault(QLocale(name))
    try:
        page = opened()
    finally:
        QLocale.setDefault(before)
    assert page.choice.start.calendarPopup()
    assert "2026" in page.choice.start.text()
    start, at = page.choice.start, page.choice.time
    start.setDate(QDate(2027, 1, 3))
    at.setTime(QTime(18, 30))
    assert (start.text(), at.text()) == {
        "de_DE": ("03.01.2027", "18:30"),
        "en_US": ("1/3/2027", "6:30 PM"),
        "en_GB": ("03/01/2027", "18:30"),
        "C": ("3 01 2027", "18:30"),
    }[name]
    qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
    assert read_chosen() == Chosen(date(2027, 1, 3), (1, 4), time(18, 30))


def test_days_that_follow_each_other_are_refused(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a plan could ask for sessions on two days running."""
    page = opened()
    page.choice.second.setCurrentIndex(2)
    qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
    assert "with a day between them" in page.choice.mistake.text()


def test_one_key_starts_what_is_due(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person would have to look for the session of the day."""
    begin()
    train_week(1, MONDAY + timedelta(days=1))
    page = opened(4)
    assert page._sentence.text() == "Today: week 1"
    with qtbot.waitSignal(page.started) as caught:
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert caught.args
    overview = caught.args[0]
    assert isinstance(overview, Overview)
    assert overview.preset.id == "plan-week-1"


def test_done_missed_and_to_come_are_seen(opened: Open) -> None:
    """If it failed, a person would not see where they stand."""
    begin()
    train_week(1, MONDAY + timedelta(days=1))
    texts = shown(opened(7))
    assert "✓ Tue 24 Nov: done" in texts
    assert "× Fri 27 Nov: missed" in texts
    assert "Week 1, again 26:00" in texts
    assert "· Tue 1 Dec: to come" in texts


def test_a_session_that_is_late_is_next(opened: Open) -> None:
    """If it failed, a session moved by a day would be given up."""
    begin()
    page = opened(2)
    assert page._sentence.text() == "Due since Tue 24 Nov: week 1"
    assert "→ Tue 24 Nov: due" in shown(page)


def test_the_rule_speaks_before_a_session_that_is_due(opened: Open) -> None:
    """If it failed, the plan would send a person out on the day after a race."""
    begin()
    run_thrice(5, MONDAY)
    page = opened(1)
    assert "60 % more than in your longest of the last 30 days" in page._advice.text()
    assert "You trained yesterday" in page._advice.text()
    assert page._advice.isVisible()
    assert opened(0)._advice.isHidden()


def test_each_week_tells_what_is_done_in_it(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person could not see what is to come without starting it."""
    begin()
    page = opened(1)
    assert page.recipe.isVisible()
    assert page.start.isVisible()
    qtbot.mouseClick(page.weeks.buttons[5], Qt.MouseButton.LeftButton)
    assert page._sentence.text() == "Week 6"
    assert "run backward" in page.recipe.accessibleName()
    assert not page.start.isVisible()
    qtbot.mouseClick(page.weeks.buttons[0], Qt.MouseButton.LeftButton)
    assert "walk backward" in page.recipe.accessibleName()
    assert page.start.isVisible()


def test_the_plan_is_ended_and_taken_up_again(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a plan could never be left, or a click would lose its days."""
    begin()
    before = plan_place().read_text()
    page = opened(1)
    qtbot.mouseClick(page.findChildren(Fold)[0].head, Qt.MouseButton.LeftButton)
    page.end.setFocus()
    QApplication.processEvents()
    qtbot.mouseClick(page.end, Qt.MouseButton.LeftButton)
    assert not plan_place().exists()
    assert not page.weeks.isVisible()
    assert "stays in your history" in page.notice.text()
    qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
    assert plan_place().read_text() == before
    assert page.weeks.isVisible()
    assert not page.undo.isVisible()


def test_when_all_is_done_it_says_so(opened: Open) -> None:
    """If it failed, the plan would ask for a ninth week."""
    begin()
    for number in range(1, 9):
        for after in (1, 4):
            train_week(number, MONDAY + timedelta(days=7 * (number - 1) + after))
    page = opened(60)
    assert page._sentence.text() == "You have done all eight weeks."
    assert page.start.isHidden()


def test_it_says_what_it_is_worth(opened: Open) -> None:
    """If it failed, a heuristic would pass for a measurement."""
    texts = " ".join(label.text() for label in opened().findChildren(QLabel))
    assert "a rule of thumb of ours, no study has tried it" in texts
    assert "the plan makes an intermediate of you" in texts


def test_a_calendar_is_written(qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the plan could not be taken to a phone."""
    begin()
    page, out = opened(), tmp_path / "plan.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(out), ""))
    qtbot.mouseClick(page.calendar, Qt.MouseButton.LeftButton)
    assert out.read_bytes().count(b"BEGIN:VEVENT") == 16
    assert page.notice.text() == "16 sessions are in plan.ics."
    page.export(tmp_path / "nowhere" / "plan.ics")
    assert "could not be saved" in page.notice.text()


def test_no_place_chosen_writes_nothing(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, closing the dialogue would be an error."""
    begin()
    page = opened()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    page.calendar.click()
    assert page.notice.isHidden()


def test_a_wrong_file_is_told_and_kept(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a slip in plan.toml would hide the page, or be written over."""
    plan_place().parent.mkdir(parents=True)
    plan_place().write_text("start = [")
    page = opened()
    assert "not TOML" in page.problem.text()
    qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
    assert plan_place().read_text() == "start = ["
    assert "The plan holds until the window is closed." in page.problem.text()
    assert page.start.isVisible()


def test_escape_goes_back(qtbot: QtBot, opened: Open) -> None:
    """If it failed, there would be no way out by the keyboard."""
    page = opened()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("is_begun", [False, True])
def test_everything_fits_the_smallest_window(opened: Open, scale: float, is_begun: bool) -> None:
    """If it failed, a small laptop or large texts would cut words off."""
    theme.use(theme.LIGHT, scale)
    if is_begun:
        begin()
    page = opened(1, size=(640, 400))
    assert page.minimumSizeHint().width() <= 640
    for widget in (page._sentence, page.choice.take, page.choice.time, page.weeks, page.back):
        if widget.isVisible():
            assert widget.mapTo(page, widget.rect().topRight()).x() <= 640
