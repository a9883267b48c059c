"""The library, with real keys and clicks on real widgets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.library_state import LibraryState, read_marks, write_marks
from retrotimer.files.presets.library import BUILT_IN, listed
from retrotimer.gui import theme
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.library.preset_list import star_area
from retrotimer.gui.navigator import Navigator
from retrotimer.training.workout.paces import Paces

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def names(page: LibraryPage) -> list[str]:
    """Return the names in the list, in their order."""
    return [item.name for item in page.presets.rows.items]


def star_of(page: LibraryPage, row: int) -> QPoint:
    """Return where the star of a row is."""
    return star_area(page.presets.row_area(page.presets.rows.index(row, 0))).center().toPoint()


def pick(qtbot: QtBot, keys: list[Qt.Key]) -> None:
    """Press `keys` in the menu that is open."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    for key in keys:
        qtbot.keyClick(menu, key)


def test_typing_in_the_list_searches_and_escape_clears(qtbot: QtBot, navigator: Navigator) -> None:
    """A coach with many presets would have to scroll through all of them."""
    page = navigator.library
    for letter in "hiit":
        qtbot.keyClicks(navigator.window.focusWidget(), letter)
    assert page.tools.search.text() == "hiit"
    assert names(page) == ["Retro-HIIT"]
    entry = page.panel._entry
    assert isinstance(entry, Overview)
    assert entry.preset.id == "retro-hiit"
    qtbot.keyClick(page.tools.search, Key.Key_Escape)
    assert len(names(page)) == len(BUILT_IN)
    qtbot.keyClick(page.tools.search, Key.Key_Down)
    with qtbot.waitSignal(page.started) as started:
        qtbot.keyClick(navigator.window.focusWidget(), Key.Key_Return)
    assert started.args[0].preset.id == "retro-hiit"


def test_nothing_found_has_a_way_back(qtbot: QtBot, navigator: Navigator) -> None:
    """A slip of the finger would leave an empty window that starts nothing."""
    page = navigator.library
    qtbot.keyClicks(page.tools.search, "zzz")
    assert not page.panel.start.isEnabled()
    problem = page.panel.problem
    assert problem
    assert problem.problem
    assert problem.problem.title == "No workout found"
    qtbot.mouseClick(problem.buttons[0], LEFT)
    assert len(names(page)) == len(BUILT_IN)
    assert page.panel.start.isEnabled()
    assert page.panel.problem is None


def test_the_cross_clears_the_search(qtbot: QtBot, navigator: Navigator) -> None:
    """Nobody could clear it with the mouse alone."""
    search = navigator.library.tools.search
    search.setText("pyramid")
    qtbot.mouseClick(search, LEFT, pos=QPoint(search.width() - 12, search.height() // 2))
    assert search.text() == ""


def test_a_star_is_turned_by_click_key_and_button_and_kept(qtbot: QtBot, navigator: Navigator) -> None:
    """A favourite could not be made, or would be gone at the next start."""
    page = navigator.library
    qtbot.mouseClick(page.presets.viewport(), LEFT, pos=star_of(page, 1))
    assert page.presets.currentIndex().row() == 2
    qtbot.keyClick(page.presets, Key.Key_Asterisk)
    assert page.panel.star.isChecked()
    assert read_marks()[0].favourites == {"beginner", "gentler-3-1"}
    qtbot.mouseClick(page.panel.star, LEFT)
    qtbot.keyClick(page.presets, Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert read_marks()[0].favourites == {"beginner", "gentler-3-1"}


def test_a_second_click_on_a_star_starts_nothing(qtbot: QtBot, navigator: Navigator) -> None:
    """An impatient star would begin a session."""
    page = navigator.library
    with qtbot.assertNotEmitted(page.started):
        qtbot.mouseDClick(page.presets.viewport(), LEFT, pos=star_of(page, 0))
    box = page.presets.visualRect(page.presets.rows.index(0, 0))
    qtbot.mouseClick(page.presets.viewport(), LEFT, pos=box.center())
    with qtbot.waitSignal(page.started):
        qtbot.mouseDClick(page.presets.viewport(), LEFT, pos=box.center())


def test_favourites_alone_and_none_yet(qtbot: QtBot, navigator: Navigator) -> None:
    """Who has no favourites would stand before an empty page without a word."""
    page = navigator.library
    qtbot.mouseClick(page.tools.favourites, LEFT)
    assert page.panel.problem
    assert page.panel.problem.problem
    assert page.panel.problem.problem.title == "No favourites yet"
    qtbot.mouseClick(page.panel.problem.buttons[0], LEFT)
    assert not page.tools.favourites.isChecked()
    qtbot.keyClick(page.presets, Key.Key_Asterisk)
    qtbot.mouseClick(page.tools.favourites, LEFT)
    assert names(page) == ["Gentler 3:1"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_order_and_level_are_chosen_by_key_and_remembered(qtbot: QtBot, navigator: Navigator) -> None:
    """The list would stand in one order, or forget how it was arranged."""
    page = navigator.library
    qtbot.keyClick(page.tools.sort, Key.Key_Return)
    pick(qtbot, [Key.Key_Down, Key.Key_Return])
    assert names(page) == sorted(names(page), key=str.casefold)
    assert page.tools.sort.accessibleName() == "Order: Name"
    qtbot.keyClick(page.tools.level, Key.Key_Down)
    pick(qtbot, [Key.Key_Down, Key.Key_Return])
    assert {item.level for item in page.presets.rows.items} == {"novice"}
    again = LibraryPage(listed(), Paces())
    qtbot.addWidget(again)
    assert (again.library_model.sort, again.library_model.level) == ("name", "novice")
    assert again.tools.sort.text() == "Name"


def test_what_was_used_last_stands_on_top(navigator: Navigator) -> None:
    """What is done every week would have to be looked for every week."""
    page = navigator.library
    preset = next(item.found for item in page.library_model.items if item.name == "Pyramid")
    page.record_use(preset, datetime(2026, 5, 1, tzinfo=UTC))  # type: ignore[arg-type]  # a preset by its name
    assert names(page)[0] == "Pyramid"
    assert page.panel._entry.preset.id == "gentler-3-1"  # type: ignore[union-attr]  # what was chosen stays so
    assert read_marks()[0].used == {"pyramid": "2026-05-01T00:00:00Z"}


def test_marks_that_cannot_be_kept_are_told_and_hold(qtbot: QtBot, navigator: Navigator) -> None:
    """A read-only folder would swallow stars without a word, or close the window."""
    page = navigator.library
    paths.marks().parent.parent.mkdir(parents=True, exist_ok=True)
    paths.marks().parent.write_text("in the way")
    qtbot.keyClick(page.presets, Key.Key_Asterisk)
    assert page.panel.star.isChecked()
    assert page._notice
    qtbot.waitUntil(page._notice.isVisible)
    assert "could not be saved" in page._notice.accessibleName()


def test_lost_marks_are_told(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Favourites would vanish for no reason that anybody could find."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    paths.marks().parent.mkdir(parents=True)
    paths.marks().write_text("{")
    page = LibraryPage(listed(), Paces())
    qtbot.addWidget(page)
    assert page._notice
    assert "marks.json.broken-1" in page._notice.accessibleName()


def test_a_chosen_preset_is_shown_whatever_was_filtered(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file opened from the desktop would not be seen."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    write_marks(LibraryState(favourites_only=True))
    preset = next(file.read() for file in listed() if file.id == "shuttle")  # type: ignore[union-attr]  # sound
    page = LibraryPage(listed(), Paces(), preset)  # type: ignore[arg-type]  # sound
    qtbot.addWidget(page)
    assert page.panel._entry.preset == preset  # type: ignore[union-attr]


def test_other_paces_change_lengths(qtbot: QtBot, navigator: Navigator) -> None:
    """The settings' speeds would count only after the next start."""
    page = navigator.library
    qtbot.keyClicks(page.tools.search, "laps")
    before = page.panel._entry.total_text  # type: ignore[union-attr]  # a preset is chosen
    page.use_paces(Paces(run_forward=3.5))
    assert page.panel._entry.total_text != before  # type: ignore[union-attr]
    assert page.panel._end.text() == page.panel._entry.total_text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("scale", "size"), [(1.0, (640, 400)), (2.0, (640, 400)), (1.0, (800, 600)), (2.0, (1366, 768))]
)
def test_nothing_is_clipped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scale: float, size: tuple[int, int]
) -> None:
    """With large text or a small window something could not be read or reached."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(theme, "text_scale", scale)
    window = Window()
    page = LibraryPage(listed(), Paces())
    window.set_root_page(page)
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    assert (page.width(), page.height()) == size
    tools, panel = page.tools, page.panel
    for widget in (tools.search, tools.row, page.presets, panel.start, panel.star, page.footer):
        place = QRectF(widget.rect().translated(widget.mapTo(page, QPoint(0, 0))))
        assert not widget.isVisible() or QRectF(page.rect()).contains(place), widget
    for button in (panel.start, tools.row._folded, tools.new, page.footer.more):
        assert not button.isVisible() or button.width() >= button.fontMetrics().horizontalAdvance(button.label())
    assert panel._body.width() <= panel._area.width()


def test_another_workout_is_shown_from_its_top(qtbot: QtBot, navigator: Navigator) -> None:
    """Its name and ribbon would be out of sight after one looked at the end of another."""
    page = navigator.library
    navigator.window.resize(900, 480)
    bar = page.panel._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    page.use_paces(Paces(run_forward=3.1))
    assert bar.value() > 0
    qtbot.keyClick(page.presets, Key.Key_Down)
    assert bar.value() == 0


def test_every_button_without_words_has_a_tip(navigator: Navigator) -> None:
    """Nobody would know what a star or a filter does before they press it."""
    page = navigator.library
    for widget in (*page.tools.row.buttons[:-1], page.tools.search, page.panel.star, *page.footer.buttons):
        assert widget.toolTip(), widget.accessibleName()
    assert page.tools.favourites.toolTip() == "Favourites only"
    assert "Ctrl+D" in page.panel.star.toolTip()


def test_a_ribbon_tells_its_blocks(navigator: Navigator) -> None:
    """One would have to count and guess what a block of the ribbon is."""
    ribbon = navigator.library.panel.ribbon
    blocks = list(dict.fromkeys(ribbon.tip_at(x) for x in range(ribbon.width())))
    assert blocks[blocks.index("Warm-up: Walk forward 5:00") + 1] == "Run forward 1:30, Round 1 of 6"
    assert "Run backward 0:30, Round 6 of 6" in blocks
    assert ribbon.tip_at(-5) == ribbon.tip_at(ribbon.width() + 5) == ""


def test_a_row_tells_its_star_and_its_blocks(qtbot: QtBot, navigator: Navigator) -> None:
    """As above, for the list, whose ribbons and stars are only painted."""
    page = navigator.library
    box = page.presets.row_area(page.presets.rows.index(0, 0)).toRect()
    assert page.presets.tip_at(star_of(page, 0)) == "Click to make it a favourite"
    qtbot.mouseClick(page.presets.viewport(), LEFT, pos=star_of(page, 0))
    assert page.presets.tip_at(star_of(page, 0)) == "A favourite: click to take the star away"
    blocks = {page.presets.tip_at(QPoint(x, box.bottom() - 40)) for x in range(box.left(), box.right(), 3)}
    assert any("Walk backward 0:30, Round" in block for block in blocks)
    assert page.presets.tip_at(QPoint(box.left() + 40, box.top() + 20)) == names(page)[0]
    assert page.presets.tip_at(QPoint(5, 100_000)) == ""


@pytest.mark.parametrize("name", ["Pyramid", "Beginner"])
def test_a_figure_that_says_nothing_is_left_out(qtbot: QtBot, navigator: Navigator, name: str) -> None:
    """A workout without rounds would have "–" of them."""
    page = navigator.library
    for chosen in (name, "Gentler 3:1", name):
        page.presets.choose(next(item for item in page.presets.rows.items if item.name == chosen))
    QApplication.processEvents()
    shown = [(f, w) for f, w in page.panel._figures if f.isVisible() or w.isVisible()]
    assert all(figure.isVisible() and word.isVisible() and figure.text() for figure, word in shown)
    assert len(shown) == 3
    places = [(figure.x(), figure.y()) for figure, _word in shown]
    assert len(set(places)) == len(places)
    qtbot.waitUntil(lambda: all(figure.width() >= figure.sizeHint().width() for figure, _word in shown))


@pytest.mark.parametrize("size", [(640, 400), (1366, 768), (1920, 1080)])
def test_what_is_missing_stands_where_a_name_would(navigator: Navigator, size: tuple[int, int]) -> None:
    """The page would jump as one searches."""
    page = navigator.library
    for _round in range(2):  # made once, and kept
        navigator.window.resize(*size)
        QApplication.processEvents()
        left = page.panel._name.mapTo(page, QPoint(0, 0)).x()
        page.tools.search.setText("zzz")
        problem = page.panel.problem
        assert problem
        QApplication.processEvents()
        assert all(button.mapTo(page, QPoint(0, 0)).x() == left for button in problem.buttons)
        page.tools.search.setText("")


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
@pytest.mark.parametrize("what", ["star", "sort", "favourites"])
def test_space_starts_after_a_click(qtbot: QtBot, navigator: Navigator, what: str) -> None:
    """Start promises Space, which would press the last button once more."""
    page = navigator.library
    navigator.window.activateWindow()
    page.presets.setFocus()
    if what == "star":
        qtbot.mouseClick(page.panel.star, LEFT)
    elif what == "sort":
        qtbot.mouseClick(page.tools.sort, LEFT)
        pick(qtbot, [Key.Key_Down, Key.Key_Return])
    else:
        qtbot.keyClick(page.presets, Key.Key_Asterisk)
        qtbot.mouseClick(page.tools.favourites, LEFT)
    with qtbot.waitSignal(page.started):
        qtbot.keyClick(navigator.window.focusWidget(), Key.Key_Space)
