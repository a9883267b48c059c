"""The plan's page: choosing days, what comes next and one key to start it, what was done, and the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files.plan_file import Chosen, plan_place, read_chosen, write_chosen
from retrotimer.gui import theme
from retrotimer.gui.plan.page import PlanPage
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
    """Return every text in the rows of the weeks."""
    return [label.text() for label in page.weeks.findChildren(QLabel)]


def test_at_first_the_days_are_chosen(qtbot: QtBot, opened: Open) -> None:
    """If it failed, a person could not begin, or would have begun by looking."""
    page = opened()
    assert not plan_place().exists()
    assert page.start.isHidden()
    assert page.calendar.isHidden()
    assert (page.choice.start.text(), page.choice._reads_as.text()) == ("2026-11-23", "Mon 23 Nov")
    qtbot.keyClick(page.choice.start, Qt.Key.Key_Up)
    assert page.choice._reads_as.text() == "Tue 24 Nov"
    qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
    assert read_chosen() == Chosen(date(2026, 11, 24), (1, 4))
    assert page._sentence.text() == "Today: week 1" or page._sentence.text() == "Next: week 1, on Tue 24 Nov"
    assert page.start.isVisible()


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("start", "soon", "'soon' is not a day: write year, month and day, as 2027-03-01."),
        ("time", "noon", "'noon' is not a time of day: write hours and minutes, as 18:30."),
        ("start", "1805-01-01", "A plan begins in a year from 2000 to 2099."),
    ],
)
def test_what_makes_no_plan_is_told_where_it_stands(
    qtbot: QtBot, opened: Open, field: str, text: str, sentence: str
) -> None:
    """If it failed, a slip would begin another plan, or none without a word."""
    page = opened()
    getattr(page.choice, field).setText(text)
    qtbot.keyClick(getattr(page.choice, field), Qt.Key.Key_Return)
    assert page.choice.mistake.text() == sentence
    assert page.choice.mistake.isVisible()
    assert read_chosen() is None


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
    assert "Week 1, again\n26:00" in texts
    assert "· Tue 1 Dec: to come" in texts


def test_a_session_that_is_late_is_next(opened: Open) -> None:
    """If it failed, a session moved by a day would be given up."""
    begin()
    page = opened(2)
    assert page._sentence.text() == "Still to do since Tue 24 Nov: week 1"
    assert "→ Tue 24 Nov: still to do" in shown(page)


def test_the_rule_speaks_before_a_session_that_is_due(opened: Open) -> None:
    """If it failed, the plan would send a person out on the day after a race."""
    begin()
    run_thrice(5, MONDAY)
    page = opened(1)
    assert "60 % more than in your longest of the last 30 days" in page._mind.text()
    assert "You trained yesterday" in page._mind.text()
    assert page._mind.isVisible()
    assert opened(0)._mind.isHidden()


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
