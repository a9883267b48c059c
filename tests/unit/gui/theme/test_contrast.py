"""Whether everything can be told from what it stands on, in every theme (WCAG 2: 7:1, 4.5:1 and 3:1)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPalette, qGray
from PySide6.QtWidgets import QLabel, QLineEdit, QRadioButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.session.run_face import PAUSED_SHARE
from retrotimer.gui.theme import Colours, stylesheets
from retrotimer.gui.widgets.buttons import Button, StarButton
from retrotimer.gui.widgets.form_rows import text_label
from retrotimer.gui.widgets.inputs import Check, Combo
from retrotimer.training.workout.workout import MOVEMENTS
from tests.helpers.contrast import contrast


@pytest.fixture(params=theme.THEMES, ids=lambda colours: colours.name)
def colours(request: pytest.FixtureRequest) -> Iterator[Colours]:
    """Each theme in turn, in use."""
    theme.use(request.param)
    yield request.param
    theme.use(theme.LIGHT)


def test_texts(colours: Colours) -> None:
    """A text could not be read."""
    for ground in (colours.paper, colours.panel, colours.field, colours.track):
        for ink in (colours.ink, colours.muted, colours.wrong):
            assert contrast(ink, ground) >= 4.5, (ink.name(), ground.name())
    assert contrast(colours.on_filled, colours.filled) >= 4.5
    assert contrast(colours.field, colours.focus) >= 4.5


def test_words_and_digits_of_the_run_page(colours: Colours) -> None:
    """From the far side of the track, in the sun or at dusk, nobody could read them."""
    for movement in (*MOVEMENTS.values(), None):
        ground = theme.ground(movement)
        for paper in (ground, theme.faded(ground, PAUSED_SHARE)):
            assert contrast(colours.face_ink, paper) >= 7, movement


def test_flash_keeps_the_digits(colours: Colours) -> None:
    """A change would blot out the time."""
    for movement in (*MOVEMENTS.values(), None):
        tint = theme.flash_ground(theme.ground(movement))
        assert contrast(colours.face_ink, tint) >= 4.5, movement


def test_marks_that_carry_meaning(colours: Colours) -> None:
    """The focus, an arrow, a bar or the playhead could not be seen."""
    for ground in (colours.paper, colours.panel, colours.field):
        for mark in (colours.focus, colours.bar, colours.playhead):
            assert contrast(mark, ground) >= 3, (mark.name(), ground.name())
    for movement in (*MOVEMENTS.values(), None):
        assert contrast(theme.arrow_colour(movement), theme.ground(movement)) >= 3, movement


INK_LIKE = 50


def controls() -> list[QWidget]:
    """Return one of each kind of control."""
    combo, slider, radio = Combo(), QSlider(Qt.Orientation.Horizontal), QRadioButton("One of several")
    combo.addItem("A choice")
    slider.setValue(50)
    check = Check("Yes or no")
    check.setChecked(True)
    plain = [
        Button("Delete"),
        Button("Start", filled=True),
        QLineEdit("1:30"),
        Check("Yes or no"),
        text_label("A label"),
    ]
    return [*plain, check, combo, slider, radio, StarButton("Starred", "Starred")]


def test_what_can_not_be_used_looks_so(colours: Colours, qtbot: QtBot) -> None:
    """If it failed, a person would press in vain what looks like all others, above all in high contrast."""
    for ground in (colours.paper, colours.panel, colours.field):
        assert contrast(colours.disabled, ground) >= 3, ground.name()
    assert contrast(colours.ink, colours.disabled) >= 2
    for control in controls():
        qtbot.addWidget(control)
        control.setStyleSheet(stylesheets.forms())
        palette = control.palette() if isinstance(control, QLabel) else theme.palette()  # a label has its own
        palette.setColor(QPalette.ColorRole.Window, colours.paper)
        control.setPalette(palette)
        control.resize(220, 44)
        control.setEnabled(True)
        enabled = control.grab().toImage()
        control.setEnabled(False)
        disabled = control.grab().toImage()
        assert inked(enabled, colours) > 1.5 * inked(disabled, colours), type(control)


def inked(image: QImage, colours: Colours) -> int:
    """Return how many pixels are as strong as ink is."""
    grey = bytes(image.convertToFormat(QImage.Format.Format_Grayscale8).constBits())
    return sum(abs(value - qGray(colours.ink.rgb())) < INK_LIKE for value in grey)
