"""The builder's page: sliders and fields agree, the workout follows, and nothing beyond the level can be chosen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from retrotimer.gui import theme
from retrotimer.gui.plan.builder import BuilderPage, NumberRow
from retrotimer.training.alternation import Wish
from retrotimer.training.load.load import Cause, load
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Level


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[BuilderPage]:
    """The page, as it opens."""
    made = BuilderPage(Paces())
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    theme.use(theme.LIGHT)


def type_into(qtbot: QtBot, row: NumberRow, text: str, *, finish: bool = True) -> None:
    """Replace what is in the field of `row`, as by the keyboard."""
    row.field.setFocus()
    row.field.selectAll()
    qtbot.keyClicks(row.field, text)
    if finish:
        qtbot.keyClick(row.field, Qt.Key.Key_Return)


def choose_level(page: BuilderPage, level: Level) -> None:
    """Choose `level`, as a person does."""
    index = list(Level).index(level)
    page.level.setCurrentIndex(index)
    page.level.activated.emit(index)


def shown_verdict(page: BuilderPage) -> str:
    """Return what is said of the load."""
    return page.load.fold.text() if page.load.isVisibleTo(page) else ""


def test_it_opens_with_gentler_3_1(page: BuilderPage) -> None:
    """If it failed, a person would begin with something that nobody recommends."""
    assert page._totals.text() == (
        "26:00: 6 × 1:30 forward and 0:30 back, 25 % of the running backward. ≈ 195 kcal, an estimate."
    )
    assert shown_verdict(page) == "Load on knee and calf: light"
    assert page.notes.isHidden()
    page.setFocus()
    assert page.focusWidget() is page.total.field


def test_what_is_typed_moves_the_slider_and_the_workout(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, field, slider and ribbon would say three different things."""
    type_into(qtbot, page.total, "40:00", finish=False)
    assert page.total.slider.value() == 80
    assert page._totals.text().startswith("40:00: ")
    type_into(qtbot, page.bout, "20")
    assert (page.bout.value, page.bout.field.text(), page.bout.slider.value()) == (20, "0:20", 4)
    type_into(qtbot, page.backward, "15%")
    assert page.backward.field.text() == "15 %"
    assert page.made.bout_s == 20


def test_a_slider_moves_the_field(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, dragging would change nothing that can be read."""
    page.walk.slider.setFocus()
    qtbot.keyClick(page.walk.slider, Qt.Key.Key_Right)
    assert page.walk.field.text() == "1:05"
    assert page.made.walk_s == 65
    assert page.walk.slider.accessibleDescription() == "1:05"


def test_the_arrow_keys_step(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, a small change would have to be typed anew."""
    qtbot.keyClick(page.total.field, Qt.Key.Key_Up)
    assert page.total.field.text() == "26:30"
    qtbot.keyClick(page.total.field, Qt.Key.Key_Down)
    assert page.total.field.text() == "26:00"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("abc", "'abc' is no time: write 90 (seconds), 1:30 or 8 min."),
        ("400 m", "'400 m' is no time: write 90 (seconds), 1:30 or 8 min."),
        ("tap", "'tap' is no time: write 90 (seconds), 1:30 or 8 min."),
        ("", "'' is no time: write 90 (seconds), 1:30 or 8 min."),
        ("1:75", "'1:75' is not a time: seconds go up to 59"),
        ("900.5", "'900.5' is no time in whole seconds"),
        ("5", "This goes from 10:00"),
    ],
)
def test_what_cannot_be_used_is_told_at_the_field(
    qtbot: QtBot, page: BuilderPage, text: str, sentence: str
) -> None:
    """If it failed, a slip would change the workout, or vanish without a word."""
    page.total.field.setFocus()
    page.total.field.selectAll()
    qtbot.keyClick(page.total.field, Qt.Key.Key_Delete)
    type_into(qtbot, page.total, text)
    assert sentence in page.total.mistake.text()
    assert page.total.mistake.isVisible()
    assert page.total.field.property("wrong") is True
    type_into(qtbot, page.total, "30:00")
    assert page.total.mistake.isHidden()
    assert page.made.total_s == 1_800


@pytest.mark.parametrize(
    ("name", "typed"), [("total", "abc"), ("backward", "a third"), ("bout", "400 m"), ("walk", "-")]
)
def test_what_cannot_be_used_is_not_built_on(qtbot: QtBot, page: BuilderPage, name: str, typed: str) -> None:
    """If it failed, the last number would go on in silence below what a person typed in its place."""
    row = getattr(page, name)
    type_into(qtbot, row, typed, finish=False)
    with qtbot.assertNotEmitted(page.built):
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert row.mistake.isVisible()
    assert row.field.hasFocus()
    assert page._totals.text() == "Correct what is marked to see the workout."
    assert page.ribbon.accessibleName() == page._totals.text()
    assert not shown_verdict(page)
    choose_level(page, Level.EXPERIENCED)
    assert row.field.text() == typed
    type_into(qtbot, row, "55%" if name == "backward" else "10:00" if name == "total" else "1:00", finish=False)
    assert row.mistake.isHidden()
    assert ": 1 × " in page._totals.text() or "% of the running backward" in page._totals.text()
    assert shown_verdict(page)
    with qtbot.waitSignal(page.built):
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)


def test_a_slider_corrects_what_was_mistyped(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, a person would have to clear the field before the slider does anything."""
    type_into(qtbot, page.total, "abc")
    qtbot.keyClick(page.total.slider, Qt.Key.Key_Right)
    assert page.total.mistake.isHidden()
    assert page.total.field.text() == "26:30"
    assert page._totals.text().startswith("26:30: ")


def test_a_bound_that_was_used_instead_stays_told(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, the sentence would go before it was read, as the field is left."""
    type_into(qtbot, page.total, "2:27:00")
    page.name.setFocus()
    assert "from 10:00 to 40:00" in page.total.mistake.text()
    assert page.total.field.text() == "40:00"


def test_a_wrong_share_is_told(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, words for a number would be taken for one."""
    type_into(qtbot, page.backward, "half")
    assert "'half' is no share" in page.backward.mistake.text()


def test_a_level_bounds_what_can_be_chosen(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, a novice could slide to what is not right for them."""
    rows = (page.total, page.bout, page.backward)
    assert [row.slider.maximum() for row in rows] == [80, 6, 25]
    choose_level(page, Level.EXPERIENCED)
    assert [row.slider.maximum() for row in rows] == [180, 36, 55]
    type_into(qtbot, page.bout, "1:30")
    type_into(qtbot, page.total, "1:20:00")
    assert page.made.bout_s == 90
    choose_level(page, Level.INTERMEDIATE)
    assert (page.total.value, page.bout.value, page.made.level) == (3_600, 60, Level.INTERMEDIATE)
    choose_level(page, Level.NOVICE)
    type_into(qtbot, page.total, "2:27:00")
    assert "from 10:00 to 40:00" in page.total.mistake.text()
    assert page.made.total_s <= 2_400


@pytest.mark.parametrize("level", Level)
def test_however_it_is_moved_no_cap_is_broken(page: BuilderPage, level: Level) -> None:
    """If it failed, the builder would suggest what its level should not do."""
    choose_level(page, level)
    rows = (page.total, page.backward, page.bout, page.walk)
    for row in rows:
        for value in (row.slider.minimum(), row.slider.maximum()):
            row.slider.setValue(value)
            workout = page.made.workout()
            balance = load(compile_workout(workout, Paces()), level, Paces())
            assert balance.causes <= {Cause.KNEE, Cause.CALF}


def test_what_was_changed_is_told(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, a walk that was put in would look like a mistake of the ribbon."""
    choose_level(page, Level.INTERMEDIATE)
    type_into(qtbot, page.total, "60:00")
    type_into(qtbot, page.walk, "0")
    assert "our line is 30 s of walking per 3 minutes of running" in page.notes.text()
    assert page.notes.isVisible()


def test_it_gives_what_it_shows(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, another workout would be saved than the one seen."""
    qtbot.keyClicks(page.name, "Mine")
    with qtbot.waitSignal(page.built) as caught:
        qtbot.mouseClick(page.use, Qt.MouseButton.LeftButton)
    assert caught.args == [page.made.workout("Mine")]
    page.name.clear()
    with qtbot.waitSignal(page.built) as caught:
        qtbot.keyClick(page.use, Qt.Key.Key_Space)
    assert caught.args
    assert caught.args[0].name == "1:30 forward, 0:30 back × 6"


def test_escape_goes_back(qtbot: QtBot, page: BuilderPage) -> None:
    """If it failed, there would be no way out by the keyboard."""
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_everything_fits_the_smallest_window(qtbot: QtBot, scale: float) -> None:
    """If it failed, a small laptop or large texts would cut fields off."""
    theme.use(theme.LIGHT, scale)
    page = BuilderPage(Paces(), Wish(3_600, 40, 60, 0, Level.INTERMEDIATE))
    qtbot.addWidget(page)
    page.resize(640, 400)
    with qtbot.waitExposed(page):
        page.show()
    assert page.minimumSizeHint().width() <= 640
    body = page.total.parentWidget()
    assert isinstance(body, QWidget)
    for widget in (page.total.field, page.walk.slider, page.level, page.name, page.load.fold):
        assert widget.mapTo(page, widget.rect().topRight()).x() <= 640
    theme.use(theme.LIGHT)


def test_every_widget_has_a_name(page: BuilderPage) -> None:
    """If it failed, a screen reader would find nameless fields."""
    for row in (page.total, page.backward, page.bout, page.walk):
        assert row.slider.accessibleName()
        assert row.field.accessibleName()
    assert page.level.accessibleName() == "Level"
    assert page.name.accessibleName() == "Name"
    assert page.ribbon.accessibleName().startswith("26:00")
