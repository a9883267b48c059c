"""From the library to the plan and the builder, and on to a session or the editor."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.files.plan_file import Chosen, write_chosen
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.plan.builder import BuilderPage
from retrotimer.gui.plan.page import PlanPage
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.widgets.buttons import Button
from tests.helpers.started_sessions import run_thrice


def test_the_plan_is_a_button_and_a_key_away(qtbot: QtBot, navigator: Navigator) -> None:
    """If it failed, nobody would find the plan."""
    assert navigator.sidebar
    qtbot.mouseClick(navigator.sidebar.places["plan"], Qt.MouseButton.LeftButton)
    page = navigator.window.page
    assert isinstance(page, PlanPage)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert navigator.window.page is navigator.library
    qtbot.keyClick(navigator.library.presets, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(navigator.window.page, PlanPage)


def test_a_session_of_the_plan_begins(navigator: Navigator) -> None:
    """If it failed, the plan could be read and not done."""
    write_chosen(Chosen(date(2026, 11, 23), (1, 4)))
    page = navigator.plans.show_plan()
    page.start.click()
    assert isinstance(navigator.window.page, RunPage)
    assert navigator.sessions.stage
    assert navigator.sessions.stage.overview.preset.id.startswith("plan-week-")


def test_what_is_built_opens_in_the_editor(qtbot: QtBot, navigator: Navigator) -> None:
    """If it failed, what was built would be gone with the page."""
    qtbot.keyClick(navigator.library.presets, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    page = navigator.window.page
    assert isinstance(page, BuilderPage)
    page.use.click()
    assert navigator.editor.page
    assert navigator.editor.page.document.workout == page.made.workout()
    assert navigator.editor.page.document.is_unsaved


def test_the_builder_goes_back(navigator: Navigator) -> None:
    """If it failed, looking at the builder would lead out of the library for good."""
    navigator.library_actions.build_requested.emit()
    page = navigator.window.page
    assert isinstance(page, BuilderPage)
    page.back.click()
    assert navigator.window.page is navigator.library


def test_what_is_gentler_opens_as_a_workout_of_its_own(navigator: Navigator, presets: dict[str, Preset]) -> None:
    """If it failed, a click would change the preset that it came from, or nothing."""
    navigator.library.show_preset(presets["equal-1-1"])
    navigator.library.panel.load.fold.click()
    (use,) = (row for row in navigator.library.panel.load.panel._rows if isinstance(row, Button))
    use.click()
    assert navigator.editor.page
    assert navigator.editor.page.document.workout.name == "Equal 1:1, gentler"
    assert not navigator.editor.page.document.preset.is_builtin


def test_the_rule_speaks_before_any_session(
    navigator: Navigator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """If it failed, a leap would be warned of in the plan alone."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    navigator.preferences.change(ask_before=True)
    run_thrice(5, date.today())  # noqa: DTZ011 - the day where the machine is
    navigator.library.panel.start.click()
    page = navigator.window.page
    assert isinstance(page, PreflightPage)
    assert "140 % more than in your longest of the last 30 days (5:00)" in page._advice.text()
    assert "You have trained today already" in page._advice.text()
    assert page.advice.isVisible()
