"""Whether everything can be told from what it stands on, in every theme (WCAG 2: 7:1, 4.5:1 and 3:1)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrotimer.gui import theme
from retrotimer.gui.run_face import PAUSED_SHARE
from retrotimer.gui.theme import Colours
from retrotimer.training.workout import MOVEMENTS
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
