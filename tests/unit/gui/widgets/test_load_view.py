"""The load balance in the window: curves, verdict, and what would make a workout gentler at a click."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.theme.palettes import THEMES, Colours
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.load_view import MANY, LoadCurves, LoadPanel, _Lane
from retrotimer.training.load.load import load
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Level, Workout
from tests.helpers.examples import EQUAL, LONG_AND_TALL, plan, rb, rf, tap, times, workout


def shown(qtbot: QtBot, made: Workout) -> LoadPanel:
    """Return a panel that shows `made`."""
    panel = LoadPanel()
    qtbot.addWidget(panel)
    panel.show_overview(Overview(Preset("test", Path("test.toml"), made), Paces()))
    panel.resize(700, 400)
    panel.show()
    return panel


def buttons(panel: LoadPanel) -> list[Button]:
    """Return what can be clicked to use a suggestion."""
    return [button for button in panel._rows if isinstance(button, Button)]


def painted(curves: LoadCurves) -> QImage:
    """Return a picture of `curves`."""
    return curves.grab().toImage()


class TestPanel:
    """The words and what can be clicked."""

    def test_a_gentle_one_has_the_badge_and_no_advice(self, qtbot: QtBot, presets: dict[str, Preset]) -> None:
        """If it failed, the badge would be missing where it is earned."""
        panel = shown(qtbot, presets["gentler-3-1"].workout)
        assert panel.verdict.text() == "Load: light"
        assert not buttons(panel)
        assert panel._how.isHidden()
        assert panel._ask.isHidden()

    def test_what_misses_it_says_why_and_what_would_help(self, qtbot: QtBot) -> None:
        """If it failed, a person would not learn what to change."""
        panel = shown(qtbot, workout(*LONG_AND_TALL, level=Level.INTERMEDIATE))
        assert panel.verdict.text() == "Load: moderate"
        assert panel._advice.text() == (
            "The knee's load goes over our line, 0.90. The calf's load goes over our line, 1.05."
        )
        assert [button.accessibleName() for button in buttons(panel)] == [
            "Use this workout: Run backward for 0:15 at most.",
            "Use this workout: Walk 120 s longer in every round.",
        ]

    def test_a_click_gives_the_gentler_workout(self, qtbot: QtBot) -> None:
        """If it failed, the advice would have to be typed in by hand."""
        made = workout(*EQUAL, level=Level.EXPERIENCED)
        panel = shown(qtbot, made)
        (use,) = buttons(panel)
        with qtbot.waitSignal(panel.gentler) as caught:
            qtbot.mouseClick(use, Qt.MouseButton.LeftButton)
        assert caught.args
        gentler = caught.args[0]
        assert gentler != made
        assert load(compile_workout(gentler, Paces()), gentler.level, Paces()).is_gentler

    def test_the_keyboard_reaches_every_suggestion(self, qtbot: QtBot) -> None:
        """If it failed, a person without a mouse could not use the advice."""
        panel = shown(qtbot, workout(*LONG_AND_TALL, level=Level.INTERMEDIATE))
        second = buttons(panel)[1]
        second.setFocus()
        with qtbot.waitSignal(panel.gentler):
            qtbot.keyClick(second, Qt.Key.Key_Space)

    def test_another_workout_takes_its_advice_along(self, qtbot: QtBot, presets: dict[str, Preset]) -> None:
        """If it failed, a click would change a workout that is no longer shown."""
        panel = shown(qtbot, workout(*EQUAL, level=Level.EXPERIENCED))
        panel.show_overview(Overview(presets["beginner"], Paces()))
        assert not buttons(panel)

    def test_a_long_workout_is_worked_out_when_asked(self, qtbot: QtBot) -> None:
        """If it failed, choosing a workout of thousands of intervals would hold the window up."""
        panel = shown(qtbot, workout(times(MANY, rf(5), rb(5)), level=Level.EXPERIENCED))
        assert not buttons(panel)
        assert panel._ask.isVisible()
        with qtbot.waitSignal(panel.changed):
            qtbot.mouseClick(panel._ask, Qt.MouseButton.LeftButton)
        assert buttons(panel)
        assert panel._ask.isHidden()

    def test_where_nothing_helps_it_says_so(self, qtbot: QtBot) -> None:
        """If it failed, a person would wait for advice that does not come."""
        panel = shown(qtbot, workout(rf(21_600)))
        assert not buttons(panel)
        assert panel._how.text() == "No single small change makes it easy."

    def test_it_says_that_it_is_a_model_of_ours(self, qtbot: QtBot, presets: dict[str, Preset]) -> None:
        """If it failed, a heuristic would pass for a measurement."""
        text = shown(qtbot, presets["equal-1-1"].workout).info.text()
        assert "a model of ours, with rules of thumb, and not a measurement" in text


class TestCurves:
    """What is painted."""

    def test_the_figures_are_told_to_those_who_do_not_see_them(self, qtbot: QtBot) -> None:
        """If it failed, a screen reader would find a nameless picture."""
        curves = LoadCurves()
        qtbot.addWidget(curves)
        curves.show_timeline(plan(*EQUAL))
        assert curves.accessibleName() == "Load of knee and calf along the session"
        assert "Knee: light (a little less than all forward)" in curves.accessibleDescription()
        assert "Calf: moderate (a little more than all forward)" in curves.accessibleDescription()

    @pytest.mark.parametrize("colours", THEMES, ids=lambda colours: colours.name)
    def test_what_is_over_the_limit_is_marked_in_every_theme(
        self, qtbot: QtBot, colours: Colours, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """If it failed, a session over its limits would look like any other, or be red, which is for danger."""
        theme.use(colours)
        curves = LoadCurves()
        qtbot.addWidget(curves)
        curves.show_timeline(plan(*LONG_AND_TALL))
        curves.resize(600, curves.sizeHint().height())
        image = painted(curves)
        red = colours.wrong.rgb()
        assert not any(image.pixel(x, y) == red for x in range(image.width()) for y in range(image.height()))
        monkeypatch.setattr(_Lane, "_paint_over", lambda *_parts: None)
        curves.use_size(1.0)
        assert painted(curves) != image
        theme.use(theme.LIGHT)

    def test_an_open_workout_is_painted_too(self, qtbot: QtBot) -> None:
        """If it failed, a workout of taps could not be looked at."""
        curves = LoadCurves()
        qtbot.addWidget(curves)
        assert painted(curves).isNull() is False
        curves.show_timeline(plan(tap(), rb(30)))
        assert painted(curves).width() == curves.width()
