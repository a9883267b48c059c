"""What a person meets in the library: the first word, the plan's session, sections, menus, and the folded load."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from retrotimer.files.library_state import read_marks
from retrotimer.files.plan_file import Chosen, write_chosen
from retrotimer.gui import theme
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.plan.page import PlanPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.workout.paces import Paces
from tests.helpers.editor_robot import Hands

LEFT = Qt.MouseButton.LeftButton


def headings(page: LibraryPage) -> list[tuple[str, str]]:
    """Return each section of the list with its first workout."""
    rows = page.presets.rows
    return [(heading, rows.items[row].name) for row, heading in rows.headings.items()]


def open_menu_of(page: LibraryPage, row: int) -> dict[str, QMenu]:
    """Right-click on a row and return the menu's actions by their words."""
    at = page.presets.row_area(page.presets.rows.index(row, 0)).center().toPoint()
    click = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, page.presets.viewport().mapToGlobal(at))
    QApplication.sendEvent(page.presets.viewport(), click)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    return {action.text(): menu for action in menu.actions() if action.text()}


def test_a_beginner_is_shown_where_to_begin_once(qtbot: QtBot, navigator: Navigator) -> None:
    """A beginner would not know what to choose, or be told for ever."""
    page = navigator.library
    assert headings(page) == [("For you", "First steps"), ("Came with RetroTimer", "Beginner")]
    assert page.welcome
    qtbot.mouseClick(page.welcome.workout, LEFT)
    item = page.presets.current()
    assert item
    assert item.key == "first-steps"
    assert page.welcome is None
    assert read_marks()[0].welcomed
    navigator._rebuild_library()
    assert navigator.library.welcome is None


def test_the_first_word_leads_to_the_plan_or_is_put_away(qtbot: QtBot, navigator: Navigator) -> None:
    """Its words would promise a plan that cannot be reached, or stay in the way."""
    welcome = navigator.library.welcome
    assert welcome
    qtbot.mouseClick(welcome.plan, LEFT)
    assert isinstance(navigator.window.page, PlanPage)
    assert navigator.library.welcome is None


def test_what_is_one_s_own_stands_above_what_came_with_it(hands: Hands) -> None:
    """One's own workouts would sink below foreign ones."""
    page = hands.navigator.library
    hands.press("Ctrl+Shift+D")
    assert [heading for heading, _name in headings(page)] == ["Mine", "Came with RetroTimer"]
    preset = next(item.found for item in page.library_model.items if item.key == "pyramid")
    page.record_use(preset, datetime(2026, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]  # a preset by its key
    assert headings(page)[0] == ("For you", "Pyramid")
    page.tools.sort.picked.emit("name")
    assert headings(page) == []


def test_the_plan_s_session_stands_above_the_list(qtbot: QtBot, navigator: Navigator) -> None:
    """With a plan, one would have to look for today's session on another page."""
    today = date.today()  # noqa: DTZ011 - the day where the person is
    write_chosen(Chosen(today, (today.weekday(), (today.weekday() + 3) % 7)))
    navigator.library.look_at_plan()
    qtbot.waitUntil(lambda: navigator.library.plan_card is not None)
    card = navigator.library.plan_card
    assert card
    qtbot.mouseClick(card.start, LEFT)
    assert isinstance(navigator.window.page, RunPage)
    assert navigator.sessions.stage
    assert navigator.sessions.stage.overview.preset.id == "plan-week-1"


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_a_workout_has_a_menu_of_its_own(hands: Hands) -> None:
    """A right click would do nothing, or offer to delete what came with RetroTimer."""
    page = hands.navigator.library
    offered = open_menu_of(page, 1)
    assert page.presets.currentIndex().row() == 1
    assert list(offered) == ["Start", "Edit", "Rename", "Duplicate", "Export…", "Favourite"]
    hands.press("Ctrl+Shift+D")
    offered = open_menu_of(page, page.presets.currentIndex().row())
    assert list(offered)[-2:] == ["Show in folder", "Delete"]


def test_the_load_is_one_line_until_it_is_opened_and_that_is_remembered(qtbot: QtBot, navigator: Navigator) -> None:
    """Numbers of a laboratory would stand before everybody, or be opened anew each day."""
    load = navigator.library.panel.load
    assert load.fold.text() == "Load on knee and calf: light"
    assert not load.panel.curves.isVisible()
    qtbot.mouseClick(load.fold, LEFT)
    assert load.panel.curves.isVisible()
    assert not load.panel.info.isVisible()
    qtbot.mouseClick(load.info, LEFT)
    assert "a model of ours" in load.panel.info.text()
    assert load.panel.info.isVisible()
    again = LibraryPage([item.found for item in navigator.library.library_model.items], Paces())
    qtbot.addWidget(again)
    assert again.panel.load.fold.isChecked()


def test_files_are_taken_from_a_dialog(navigator: Navigator, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who does not know of dropping files could not take one in."""
    taken: list[object] = []
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileNames", lambda *_a: (["/nowhere/run.toml"], ""))
    monkeypatch.setattr(navigator.library, "show_taken", taken.append)
    navigator.library_actions.open_file()
    assert taken


SIZES = [(640, 400), (1024, 600), (1093, 614), (1366, 768), (1920, 1080)]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "colours",
    [theme.LIGHT, pytest.param(theme.CONTRAST_DARK, marks=pytest.mark.thorough)],
    ids=lambda colours: colours.name,
)
def test_start_is_always_in_view_and_no_button_is_cut(
    navigator: Navigator, size: tuple[int, int], scale: float, colours: theme.Colours
) -> None:
    """In a small window or with large texts, Start or a word would be cut off."""
    navigator.preferences.change(text_scale=scale)
    theme.use(colours, scale)
    navigator._is_stale = False
    navigator._rebuild_library()
    navigator.window.resize(*size)
    QApplication.processEvents()
    window = QRect(QPoint(0, 0), navigator.window.size())
    assert (navigator.window.width(), navigator.window.height()) == size
    for button in navigator.window.findChildren(QAbstractButton):
        if button.isVisible() and not navigator.library.panel._body.isAncestorOf(button):
            place = QRect(button.mapTo(navigator.window, QPoint(0, 0)), button.size())
            assert window.contains(place), button.accessibleName()
            assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()
    assert navigator.library.panel.start.isVisible()
    start = navigator.library.panel.start
    assert start.width() >= start.fontMetrics().horizontalAdvance(start.label())
    assert navigator.library.panel._body.width() <= navigator.library.panel._area.width()


def test_a_day_without_a_plan_has_no_card(navigator: Navigator) -> None:
    """A card would tell of a plan that nobody has."""
    navigator.library.look_at_plan()
    assert navigator.library.plan_card is None
