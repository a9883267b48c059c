"""What moves on the run page, stepped by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from retrotimer.app.session.controls import Control
from retrotimer.gui import theme
from retrotimer.gui.session.run_face import is_about_to_change
from retrotimer.gui.session.run_page import RunPage
from retrotimer.gui.widgets.ribbon import strength
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.pictures import picture, rows_that_differ

Begin = Callable[[str], Any]


def colour_at(page: RunPage, x: float, y: float) -> QColor:
    """Return the colour of the face at a part of its width and height."""
    image = picture(page.face)
    return QColor(image.pixelColor(round(x * image.width()), round(y * image.height())))


def test_arrow_moves_only_while_the_session_does(track: Begin) -> None:
    """An arrow that moves in a pause would say that the clock runs."""
    run = track("gentler-3-1")
    run.pass_s(12)
    timer = run.page._motion._steps
    assert timer.isActive()
    run.engine.control(Control.TOGGLE)
    assert not timer.isActive()
    run.engine.control(Control.TOGGLE)
    assert timer.isActive()
    run.window.hide()
    assert not timer.isActive()


def test_reduced_motion_keeps_the_arrow_still(track: Begin) -> None:
    """Somebody whom motion makes ill could not use the program."""
    run = track("gentler-3-1")
    run.page.use_appearance(motion=False, flash=True)
    run.pass_s(12)
    assert not run.page._motion._steps.isActive()
    before = picture(run.page.face)
    run.page._motion.look()
    assert rows_that_differ(before, picture(run.page.face)) == []


def test_a_step_repaints_the_arrow_alone(track: Begin) -> None:
    """The battery would pay ten times a second for digits that stand still."""
    run = track("gentler-3-1")
    run.pass_s(12)
    before = picture(run.page.face)
    for _n in range(5):
        run.page._motion.step()
    after = picture(run.page.face)
    area = run.page.face._layout.arrow.toAlignedRect()
    assert before.copy(area) != after.copy(area)
    rest = after.rect().adjusted(area.right() + 1, 0, 0, 0)
    assert before.copy(rest) == after.copy(rest)


def test_chevrons_fade_in_and_out() -> None:
    """The front one would jump back at each round of the motion."""
    assert [round(strength(place), 9) for place in (-0.6, 2.6, 5)] == [0, 0, 0]
    assert strength(0) == 1 > strength(0.5) > strength(1) > strength(2) > strength(2.4) > 0


def test_a_change_flashes_once_and_softly(qtbot: QtBot, track: Begin) -> None:
    """Somebody glancing over would miss the change; or somebody with epilepsy would fall ill."""
    run = track("gentler-3-1")
    run.pass_s(311)
    assert run.page.face._is_flashing
    tint, ground = colour_at(run.page, 0.5, 0.01), theme.ground(RUN_FORWARD)
    assert ground.lightness() < tint.lightness() < 255
    qtbot.waitUntil(lambda: not run.page.face._is_flashing)
    assert colour_at(run.page, 0.5, 0.01) == ground
    for _n in range(3):
        qtbot.keyClick(run.page, Qt.Key.Key_Right)
        assert not run.page.face._is_flashing


def test_flash_can_be_switched_off(track: Begin) -> None:
    """Whoever cannot bear flashes would have to do without the window."""
    run = track("gentler-3-1")
    run.page.use_appearance(motion=True, flash=False)
    run.pass_s(311)
    assert not run.page.face._is_flashing


@pytest.mark.parametrize(("left_s", "is_shown"), [(6, False), (5, True), (1, True)])
def test_frame_of_the_next_colour_grows_before_a_change(track: Begin, left_s: int, is_shown: bool) -> None:
    """A coach across the field would see the change only when it has happened."""
    run = track("equal-1-1")
    run.page.use_appearance(motion=False, flash=False)
    run.pass_s(10 + 300 + 60 - left_s)
    assert is_about_to_change(run.engine.display) is is_shown
    edge = colour_at(run.page, 0.5, 0.003)
    assert edge == theme.movement_colour(RUN_BACKWARD if is_shown else RUN_FORWARD)
    run.pass_s(left_s)
    assert colour_at(run.page, 0.5, 0.003) == theme.movement_colour(RUN_BACKWARD)
