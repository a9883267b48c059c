"""Where the window leads, with real keys and clicks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import load_history
from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.overview import Overview
from retrotimer.app.single_instance import Message
from retrotimer.files import paths
from retrotimer.files.presets.library import find
from retrotimer.gui import theme
from retrotimer.gui.about_page import AboutPage
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.history.page import HistoryPage
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.plan.page import PlanPage
from retrotimer.gui.session.key_help import KeyHelp, PageKeyHelp
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.settings.page import SettingsPage
from retrotimer.gui.startup import show_first_page
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.gui.widgets.dialogs import Question
from retrotimer.training.session import State
from retrotimer.training.workout.paces import Paces
from tests.helpers.editor_robot import Hands

Begin = Callable[[str], Any]
Key = Qt.Key


def asked(window: Window) -> Question:
    """Return the question that stands on `window`."""
    return next(question for question in window.findChildren(Question) if question.isVisible())


def test_space_starts_the_chosen_workout(qtbot: QtBot, navigator: Navigator) -> None:
    """Nobody could start with the keyboard alone."""
    qtbot.keyClick(navigator.library.presets, Key.Key_Space)
    assert navigator.sessions.stage
    assert navigator.sessions.stage.overview.preset.id == "gentler-3-1"
    assert isinstance(navigator.window.page, RunPage)


def test_start_button_starts_the_chosen_workout(qtbot: QtBot, navigator: Navigator) -> None:
    """Nobody could start with the mouse alone."""
    qtbot.keyClick(navigator.library.presets, Key.Key_Up)
    qtbot.mouseClick(navigator.library.panel.start, Qt.MouseButton.LeftButton)
    assert navigator.sessions.stage
    assert navigator.sessions.stage.overview.preset.id == "beginner"


def test_the_check_comes_first_unless_it_is_not_requested(
    qtbot: QtBot, navigator: Navigator, preferences: Preferences
) -> None:
    """An athlete would find out on the track that nothing is heard."""
    preferences.change(ask_before=True)
    qtbot.keyClick(navigator.library.presets, Key.Key_Space)
    page = navigator.window.page
    assert isinstance(page, PreflightPage)
    qtbot.keyClick(page, Key.Key_Escape)
    assert navigator.window.page is navigator.library
    qtbot.keyClick(navigator.library.presets, Key.Key_Space)
    page = navigator.window.page
    assert isinstance(page, PreflightPage)
    qtbot.keyClick(page, Key.Key_Return)
    assert isinstance(navigator.window.page, RunPage)


def test_a_session_ends_in_its_summary_and_is_kept(qtbot: QtBot, track: Begin) -> None:
    """What was done on the track would be gone."""
    run = track("warm-up-drill")
    run.pass_s(20)
    for _n in range(2):
        qtbot.keyClick(run.page, Key.Key_Escape)
    page = run.window.page
    assert isinstance(page, SummaryPage)
    qtbot.keyClick(page, Key.Key_7)
    qtbot.keyClick(page, Key.Key_Escape)
    assert run.window.page is run.navigator.library
    assert len(list(paths.history().iterdir())) == 2
    assert any('"effort": 7' in file.read_text() for file in paths.history().iterdir())


def test_what_ended_by_itself_is_kept_at_once(qtbot: QtBot, track: Begin) -> None:
    """A battery that dies beside the track would take the session along."""
    run = track("warm-up-drill")
    with qtbot.waitSignal(run.navigator.sessions.ended):
        run.pass_s(310)
    assert len(list(paths.history().iterdir())) == 1


def test_nothing_is_kept_of_a_get_ready(qtbot: QtBot, track: Begin) -> None:
    """A slip on Start would stand in the history."""
    run = track("warm-up-drill")
    run.pass_s(3)
    for _n in range(2):
        qtbot.keyClick(run.page, Key.Key_Escape)
    assert run.window.page is run.navigator.library
    assert not paths.history().exists()


def test_closing_during_a_session_asks(qtbot: QtBot, track: Begin) -> None:
    """A slip on the window's cross would end everybody's session."""
    run = track("gentler-3-1")
    run.pass_s(20)
    run.window.close()
    assert run.window.isVisible()
    qtbot.keyClick(asked(run.window), Key.Key_Escape)
    assert run.state() is State.RUNNING
    run.window.close()
    qtbot.keyClick(asked(run.window), Key.Key_Tab)
    qtbot.keyClick(run.window.focusWidget(), Key.Key_Space)
    assert not run.window.isVisible()
    assert run.sound.closed
    assert len(list(paths.history().iterdir())) == 1


def test_closing_without_a_session_does_not_ask(navigator: Navigator) -> None:
    """A question that nobody needs would stand in the way."""
    navigator.window.close()
    assert not navigator.window.isVisible()


def test_another_theme_holds_at_once_and_keeps_the_place(
    qtbot: QtBot, navigator: Navigator, preferences: Preferences
) -> None:
    """A person would have to start the program anew, or look for the setting again."""
    navigator.show_settings()
    before = navigator.window.page
    preferences.change(theme="dark")
    page = navigator.window.page
    assert isinstance(page, SettingsPage)
    assert page is not before
    assert theme.colours.is_dark
    qtbot.keyClick(page, Key.Key_Escape)
    assert navigator.window.page is navigator.library
    item = navigator.library.presets.current()
    assert item
    assert item.name == "Gentler 3:1"


@pytest.mark.thorough
@pytest.mark.parametrize("size", [(1366, 768), (640, 400)])
def test_a_text_size_stays_under_the_eyes_as_it_is_chosen(
    qtbot: QtBot, navigator: Navigator, size: tuple[int, int]
) -> None:
    """If it failed, texts of 200 % would push the field away that made them so."""
    navigator.window.resize(*size)
    navigator.show_settings()
    heights = list[int]()
    for key in 5 * [Key.Key_Down] + [Key.Key_Up]:
        page = navigator.window.page
        assert isinstance(page, SettingsPage)
        scale = page.findChild(QComboBox, "text_scale")
        assert scale is not None
        if not heights:
            scale.setFocus(Qt.FocusReason.TabFocusReason)
        for _round in range(4):
            QApplication.processEvents()
        assert page.focusWidget() is scale
        heights.append(page.view.y_of(scale))
        qtbot.keyClick(scale, key)
    assert navigator.preferences.settings.text_scale == 1.75
    assert max(heights) - min(heights) <= 4
    assert 0 <= min(heights) <= max(heights) < size[1] - 100


def test_other_paces_change_the_library(navigator: Navigator, preferences: Preferences) -> None:
    """Lengths of distances would be somebody else's."""
    item = navigator.library.presets.current()
    assert item
    before = item.entry
    preferences.change(run_forward=3.0)
    item = navigator.library.presets.current()
    assert item
    assert item.entry is not before


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_later_start_hands_over_its_preset(navigator: Navigator, track: Begin, tmp_path: Path) -> None:
    """A double click on a file would do nothing where the window is open already."""
    navigator.take(Message("pyramid"))
    item = navigator.library.presets.current()
    assert item
    assert item.name == "Pyramid"
    broken = tmp_path / "broken.toml"
    broken.write_text("steps = 3")
    navigator.take(Message(str(broken)))
    run = track("warm-up-drill")
    navigator.take(Message("beginner"))
    assert run.window.page is run.page


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_later_start_hands_over_a_workout_of_another_program(navigator: Navigator, tmp_path: Path) -> None:
    """A double click on a workout from a watch or another program would show a mistake, or nothing."""
    text = tmp_path / "tuesday.txt"
    text.write_text("Name: Tuesday\n\n4 x (800m F / 20s B)", encoding="utf-8")
    navigator.take(Message(str(text)))
    item = navigator.library.presets.current()
    assert item
    assert (item.name, item.path.parent) == ("Tuesday", paths.presets())
    message = [label.text() for label in navigator.library.findChildren(QLabel)]
    assert any("800" in text for text in message)  # what an m was taken for
    navigator.take(Message(str(text)))
    assert len([*paths.presets().iterdir()]) == 1


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_later_start_with_a_wrong_workout_tells_why(navigator: Navigator, tmp_path: Path) -> None:
    """Whoever double clicked it would not know why nothing happened."""
    wrong = tmp_path / "wrong.zwo"
    wrong.write_text("<no", encoding="utf-8")
    navigator.take(Message(str(wrong)))
    message = [label.text() for label in navigator.library.panel.findChildren(QLabel) if label.isVisible()]
    assert any("wrong.zwo" in text.replace("\u200b", "") for text in message)


def test_a_first_start_shows_a_workout_of_another_program(
    qtbot: QtBot, preferences: Preferences, machine: object, tmp_path: Path
) -> None:
    """The first double click of a day would open an empty library."""
    assert machine
    text = tmp_path / "tuesday.txt"
    text.write_text("Name: Tuesday\n\n4 x (60s F / 20s B)", encoding="utf-8")
    window = Window()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    navigator = show_first_page(window, preferences, Appearance(preferences), LaunchOptions(file=text))

    def is_shown() -> bool:
        item = navigator.library.presets.current()
        return item is not None and item.name == "Tuesday"

    qtbot.waitUntil(is_shown, timeout=15_000)
    window.close_for_certain()


@pytest.mark.parametrize(("key", "title"), [(Key.Key_Comma, "Settings"), (None, "RetroTimer")])
def test_pages_lead_back_to_the_library(qtbot: QtBot, navigator: Navigator, key: Key | None, title: str) -> None:
    """Somebody without a mouse would be caught on a page."""
    if key:
        navigator.show_settings()
    else:
        navigator.show_about()
    assert title in navigator.window.windowTitle()
    qtbot.keyClick(navigator.window.page, Key.Key_Escape)
    assert navigator.window.page is navigator.library


CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize("key", [Key.Key_Q, Key.Key_W])
@pytest.mark.parametrize("page", ["library", "settings", "search", "session"])
def test_ctrl_q_and_w_close_the_window(
    qtbot: QtBot, navigator: Navigator, track: Begin, key: Key, page: str
) -> None:
    """Keys that close any other window would do nothing here; in a session they must ask."""
    navigator.window.activateWindow()
    if page == "settings":
        navigator.show_settings()
    elif page == "search":
        navigator.library.tools.search.setFocus()
    elif page == "session":
        track("gentler-3-1").pass_s(20)
    qtbot.waitUntil(lambda: navigator.window.focusWidget() is not None)
    qtbot.keyClick(navigator.window.focusWidget(), key, CONTROL)
    if page == "session":
        assert asked(navigator.window).isVisible()
    else:
        assert not navigator.window.isVisible()


@pytest.mark.parametrize("keys", ["Ctrl+H", "Ctrl+E", "Ctrl+P", "Ctrl+,"])
def test_f1_tells_the_keys_of_the_page(qtbot: QtBot, navigator: Navigator, keys: str) -> None:
    """The keys of editor and history would stand in the manual alone."""
    navigator.window.activateWindow()
    QTest.keySequence(navigator.library.presets, QKeySequence(keys))
    page = navigator.window.page
    qtbot.keyClick(navigator.window.focusWidget(), Key.Key_F1)
    (shown,) = navigator.window.findChildren(PageKeyHelp)
    message = {label.text() for label in shown.findChildren(QLabel)}
    titles = {"Ctrl+H": "In the history", "Ctrl+E": "In the editor"}
    assert titles.get(keys, "On this page") in message
    assert "Ctrl+Q or Ctrl+W" in message
    qtbot.keyClick(shown.close_button, Key.Key_Escape)
    assert not shown.isVisible()
    assert navigator.window.page is page


def test_f1_in_a_session_shows_its_keys(qtbot: QtBot, track: Begin) -> None:
    """The key for help anywhere would do nothing where one is in a hurry."""
    run = track("gentler-3-1")
    run.window.activateWindow()
    qtbot.keyClick(run.page, Key.Key_F1)
    assert run.page.findChildren(KeyHelp)


def test_f1_tells_the_keys_of_this_page(qtbot: QtBot, navigator: Navigator) -> None:
    """It would tell those of a session, or of all pages at once."""
    navigator.window.activateWindow()
    qtbot.keyClick(navigator.library.presets, Key.Key_F1)
    (help_shown,) = navigator.window.findChildren(PageKeyHelp)
    message = {label.text() for label in help_shown.findChildren(QLabel)}
    assert {"In the library", "Everywhere"} <= message
    assert "In the editor" not in message


@pytest.mark.parametrize(
    ("keys", "page"),
    [
        ("Ctrl+H", HistoryPage),
        pytest.param("Ctrl+P", PlanPage, marks=pytest.mark.thorough),
        pytest.param("Ctrl+,", SettingsPage, marks=pytest.mark.thorough),
        pytest.param("Shift+F1", AboutPage, marks=pytest.mark.thorough),
    ],
)
def test_one_key_leads_to_each_place_from_every_page(hands: Hands, keys: str, page: type[QWidget]) -> None:
    """A place would be reached from the library alone, or by a menu."""
    for start in ("Ctrl+L", "Ctrl+P", "Ctrl+H", "Ctrl+,", "Ctrl+B", "Ctrl+T"):
        hands.press("Ctrl+L", start, keys)
        assert isinstance(hands.navigator.window.page, page), start


@pytest.mark.parametrize("place", ["plan", "history", "settings", "help", "workouts"])
def test_one_click_leads_to_each_place(qtbot: QtBot, navigator: Navigator, place: str) -> None:
    """A place would be found in a menu alone, or the sidebar would not say where one is."""
    assert navigator.sidebar
    for start in (
        navigator.plans.show_builder,
        navigator.show_settings,
        navigator.histories.show_history,
        navigator.show_library,
    ):
        start()
        qtbot.mouseClick(navigator.sidebar.places[place], Qt.MouseButton.LeftButton)
        assert [name for name, one in navigator.sidebar.places.items() if one.isChecked()] == [place]
        assert (navigator.window.page is navigator.library) == (place == "workouts")


def test_a_session_has_the_window_for_itself(track: Begin) -> None:
    """A key or click would lead out of a session that runs on."""
    run = track("gentler-3-1")
    assert run.navigator.sidebar.isHidden()
    run.navigator.go_to("history")
    assert isinstance(run.window.page, RunPage)
    run.navigator.sessions.leave()
    assert not run.navigator.sidebar.isHidden()


def test_another_place_asks_for_what_is_unsaved_first(hands: Hands) -> None:
    """Leaving the editor by the sidebar would lose work, or forget where one wanted to go."""
    hands.press("Ctrl+N", "Enter", "N", "Ctrl+H")
    question = asked(hands.navigator.window)
    question.answered.emit("drop")
    assert isinstance(hands.navigator.window.page, HistoryPage)


@pytest.mark.parametrize("place", ["workouts", "plan", "settings", "about"])
def test_ctrl_plus_and_minus_change_the_size_of_texts(hands: Hands, place: str) -> None:
    """Who cannot read the page would have to find the settings first, on a page that they cannot read."""
    navigator = hands.navigator
    navigator.go_to(place)
    navigator.actions["larger"].trigger()
    assert navigator.preferences.settings.text_scale == theme.text_scale == 1.15
    navigator.actions["smaller"].trigger()
    navigator.actions["smaller"].trigger()
    assert theme.text_scale == 0.9
    navigator.actions["plain"].trigger()
    assert theme.text_scale == 1.0
    assert navigator.sidebar
    assert navigator.sidebar.places["help" if place == "about" else place].isChecked()


def test_a_page_with_work_on_it_follows_the_size_of_texts(hands: Hands) -> None:
    """Ctrl++ would do nothing where one types, or lose what was typed, the undo or the place."""
    navigator = hands.navigator
    hands.press("Ctrl+N", "N", "Enter", "N", "1", "Enter")
    hands.press("F2", '"My morning"')
    before, items = hands.page, hands.items
    assert before.focusWidget() is before.side.step.fields["name"]
    navigator.actions["larger"].trigger()
    page = hands.page
    assert page is not before
    assert theme.text_scale == 1.15
    assert navigator.window.page is page
    assert page.save.font().pixelSize() > before.save.font().pixelSize()
    assert hands.items == items
    assert page.focusWidget() is page.side.step.fields["name"]
    hands.press('"s"', "Ctrl+S")
    assert getattr(hands.items[-1], "name", "") == "My mornings"
    assert len(list(paths.presets().glob("*.toml"))) == 1
    hands.press("Esc", "Ctrl+Z", "Ctrl+Z")
    assert hands.items != items
    hands.press("Ctrl+Y", "Ctrl+Y", "Esc")
    assert isinstance(navigator.window.page, LibraryPage)


def test_what_is_chosen_on_a_page_outlives_another_size_of_texts(qtbot: QtBot, navigator: Navigator) -> None:
    """Numbers, text or a kind of file would be set back where one only wants to read better."""
    builder = navigator.plans.show_builder()
    qtbot.keyClick(builder.total.field, Key.Key_Up)
    builder.name.setText("Lunch")
    wish = builder.wish
    navigator.actions["larger"].trigger()
    builder = next(page for page in navigator.window.findChildren(type(builder)) if page is navigator.window.page)
    assert (builder.wish, builder.name.text()) == (wish, "Lunch")
    builder.total.field.setText("abc")
    builder.total.finish()
    navigator.actions["smaller"].trigger()
    assert navigator.window.page is builder
    text = navigator.plans.show_text()
    text.text.setPlainText("3 x (1m F / 1m walk)")
    navigator.actions["larger"].trigger()
    page = navigator.window.page
    assert isinstance(page, type(text))
    assert page is not text
    assert page.text.toPlainText() == "3 x (1m F / 1m walk)"
    export = navigator.exports.show(Overview(find("beginner"), Paces()))
    export.choice.kinds.button(1).setChecked(True)
    navigator.actions["plain"].trigger()
    shown = navigator.window.page
    assert isinstance(shown, type(export))
    assert shown.choice.kinds.checkedId() == 1


@pytest.mark.parametrize("is_from_history", [False, True])
def test_what_was_said_of_a_session_outlives_another_size_of_texts(
    qtbot: QtBot, navigator: Navigator, track: Begin, is_from_history: bool
) -> None:
    """Effort and note would be lost, or the session be taken for another."""
    run = track("gentler-3-1")
    run.pass_s(200)
    navigator.sessions.leave()
    before = navigator.window.page
    assert isinstance(before, SummaryPage)
    if is_from_history:
        before.leave()
        history = navigator.histories.show_history()
        qtbot.waitUntil(lambda: history.book is not None and history.sessions.current() is not None)
        history.opened.emit(history.sessions.current())
        before = navigator.window.page
        assert isinstance(before, SummaryPage)
    before.effort.choose(4)
    before.note.setPlainText("wind")
    navigator.actions["larger"].trigger()
    page = navigator.window.page
    assert isinstance(page, SummaryPage)
    assert page is not before
    assert (page.effort.effort, page.note.toPlainText(), page.title.text()) == (4, "wind", before.title.text())
    page.leave()
    assert page is not navigator.window.page
    (session,) = load_history().sessions
    assert (session.effort, session.note) == (4, "wind")


@pytest.mark.parametrize("what", ["saving", "mistake", "question"])
def test_nothing_unfinished_is_lost_to_another_size_of_texts(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """A wrong word, a question or a file that is being written would vanish with the page."""
    hands.press("Ctrl+N", "Enter", "N")
    page = hands.page
    if what == "mistake":
        hands.press("Enter", '"x"')
    elif what == "question":
        page.show_text()
    else:
        monkeypatch.setattr(hands.navigator.editor.saving, "wait", lambda: False)
    hands.navigator.preferences.change(text_scale=1.5)
    assert hands.navigator.window.page is page


def test_the_menu_bar_has_the_same_actions(navigator: Navigator) -> None:
    """On macOS the menus would be empty, or tell other keys."""
    navigator._make_menu_bar()
    bar = navigator.window.menuBar()
    menus = {menu.title(): menu for menu in bar.findChildren(QMenu)}
    assert [action.text() for action in bar.actions()] == ["Workout", "Go", "View", "Help"]
    assert navigator.library_actions.table
    assert navigator.library_actions.table["new"] in menus["Workout"].actions()
    assert navigator.actions["history"] in menus["Go"].actions()
