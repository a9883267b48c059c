"""Groups in the window: set up by keys or by mouse, shown, chosen, and their arrivals."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, ready_session
from retrotimer.app.session.player import Player
from retrotimer.app.session.voices import make_voice
from retrotimer.files.group_state import read_groups
from retrotimer.files.presets.format import Preset
from retrotimer.gui import theme
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.event_times import EventTimes
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.session import Command, State
from tests.helpers.fakes import FakeSound, ManualClock
from tests.unit.gui.conftest import Machine

Key = Qt.Key


class Groups:
    """A window whose sessions have the groups that were set up, on a clock that the test moves."""

    def __init__(self, navigator: Navigator, machine: Machine, qtbot: QtBot) -> None:
        self.navigator, self.qtbot, self.clock = navigator, qtbot, ManualClock(0)
        navigator.preferences.change(ask_before=True)
        navigator.sessions._make_active_session = self.stage
        self.machine, self.seen = machine, list[str]()

    def stage(self, overview: Overview, _found: object) -> ActiveSession:
        session = ready_session(overview, PlaybackOptions(speed=60), make_voice())
        return ActiveSession(overview, Player(session, self.clock, FakeSound(), 60))

    def check(self, preset: Preset) -> PreflightPage:
        """Show the check before a session of `preset`."""
        self.navigator.sessions.ask(Overview(preset, self.navigator.preferences.settings.paces))
        page = self.navigator.window.page
        assert isinstance(page, PreflightPage)
        return page

    def run_page(self) -> RunPage:
        page = self.navigator.window.page
        assert isinstance(page, RunPage)
        return page

    def engine(self) -> Engine:
        assert self.navigator.sessions.stage
        return self.navigator.sessions.stage.engine

    def play(self, seconds: float) -> None:
        """Let `seconds` of the session pass, in steps of one."""
        for _second in range(round(seconds)):
            self.clock.ns += 1_000_000_000 // 60
            self.engine().tick()

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until `widget` has the focus."""
        for _press in range(80):
            focus = QApplication.focusWidget()
            if focus is widget:
                return
            assert focus
            self.seen.append(f"{focus.accessibleName()}|{focus.property('text')}")
            self.qtbot.keyClick(focus, Key.Key_Tab)
        pytest.fail(f"Tab never comes to {widget.accessibleName()}: {self.seen}")


@pytest.fixture
def groups(navigator: Navigator, machine: Machine, qtbot: QtBot) -> Groups:
    """Return the window."""
    return Groups(navigator, machine, qtbot)


@pytest.mark.thorough
def test_two_pairs_by_keys_alone(groups: Groups, presets: dict[str, Preset], qtbot: QtBot) -> None:
    """A coach without a mouse could not set up and lead two pairs."""
    page = groups.check(presets["gentler-3-1"])
    groups.tab_to(page.groups.fold.head)
    qtbot.keyClick(page.groups.fold.head, Key.Key_Space)
    groups.tab_to(page.groups.add)
    for _press in range(3):
        qtbot.keyClick(page.groups.add, Key.Key_Space)
    groups.tab_to(page.groups.rows[0].name)
    page.groups.rows[0].name.selectAll()
    qtbot.keyClicks(page.groups.rows[0].name, "Red")
    groups.tab_to(page.start)
    qtbot.keyClick(page.start, Key.Key_Space)
    _led_to_the_end(groups, ("Red", "Two", "Three", "Four"))
    run = groups.run_page()
    qtbot.keyClick(run, Key.Key_Space)
    assert groups.navigator.window.page is not run


@pytest.mark.thorough
def test_two_pairs_by_mouse_alone(groups: Groups, presets: dict[str, Preset], qtbot: QtBot) -> None:
    """A coach with a mouse alone could not set up and lead two pairs."""
    page = groups.check(presets["gentler-3-1"])
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(page.groups.fold.head, left)
    for _press in range(3):
        qtbot.mouseClick(page.groups.add, left)
    qtbot.mouseClick(page.start, left)
    run = groups.run_page()
    assert run.groups
    groups.play(30)
    qtbot.mouseClick(run.groups.faces[2], left)
    assert [face.is_chosen for face in run.groups.faces] == [False, False, True, True]
    qtbot.mouseClick(run.groups.faces[2], left)
    _led_to_the_end(groups, ("One", "Two", "Three", "Four"))
    qtbot.mouseClick(run.bar.summary, left)
    assert groups.navigator.window.page is not run


@pytest.mark.parametrize(("size", "scale"), [((640, 400), 1.0), ((1366, 768), 1.0), ((640, 400), 2.0)])
def test_the_fields_of_groups_stand_close_and_whole(
    groups: Groups, presets: dict[str, Preset], size: tuple[int, int], scale: float
) -> None:
    """A coach with two pairs would have to scroll to the end of them, or read half of a word."""
    theme.use(theme.LIGHT, scale)
    groups.navigator.window.resize(*size)
    page = groups.check(presets["gentler-3-1"])
    card = page.groups
    card.fold.set_open(is_open=True)
    assert card.about.isVisible()
    QApplication.processEvents()
    closed = card.height()
    for _press in range(3):
        card.add.click()
    card.rows[2].when.setCurrentIndex(card.rows[2].when.findData("later"))
    card.rows[2].when.activated.emit(1)
    for _round in range(4):
        QApplication.processEvents()
    assert not card.about.isVisible()
    for row in card.rows:
        shown = [part for part in row.in_order() if part.isVisible()]
        for part in shown:
            assert row.rect().contains(part.geometry())
            assert part.width() >= part.minimumSizeHint().width()
            if isinstance(part, QComboBox) and size[0] / scale > 400:
                room = part.width() - 44 * scale  # its edges and its arrow
                assert part.fontMetrics().horizontalAdvance(part.currentText()) <= room
        assert not any(one.geometry().intersects(other.geometry()) for one, other in combinations(shown, 2))
    assert card.rows[1].name.x() > card.rows[0].name.x()
    if size[0] > 1000:
        assert all(row.height() < 4 * row.name.height() for row in card.rows)
        assert closed < 5 * card.add.height() + card.fold.head.height()


def _led_to_the_end(groups: Groups, names: tuple[str, ...]) -> None:
    engine = groups.engine()
    assert tuple(group.name for group in engine.player.groups.groups) == names
    assert [group.partner for group in engine.player.groups.groups] == [None, Partner.SWAP, None, Partner.SWAP]
    groups.play(1_600)
    assert engine.player.state is State.FINISHED
    assert {one.state for one in engine.player.groups.sessions} == {State.FINISHED}


def test_what_was_set_up_is_offered_again(groups: Groups, presets: dict[str, Preset]) -> None:
    """A coach would type the same names before each session."""
    page = groups.check(presets["gentler-3-1"])
    page.groups.add.click()
    page.groups.rows[1].name.setText("Zoé")
    row = page.groups.rows[1]
    row.when.setCurrentIndex(row.when.findData("later"))
    row.when.activated.emit(row.when.currentIndex())
    row.seconds.setText("12.5")
    page.groups.rows[0].mine.click()
    page.start.click()
    assert [(g.name, g.offset_ms, g.is_mine) for g in read_groups().groups] == [
        ("One", 0, True),
        ("Zoé", 12_500, False),
    ]
    groups.navigator.sessions.leave()
    page = groups.check(presets["gentler-3-1"])
    assert (page.groups.rows, page.groups.again.text()) == ([], "As last time: One, Zoé")
    page.groups.again.click()
    assert [row.entry() for row in page.groups.rows] == [
        GroupEntry("One", is_mine=True),
        GroupEntry("Zoé", 12_500),
    ]


def test_what_does_not_fit_is_told_and_does_not_start(groups: Groups, presets: dict[str, Preset]) -> None:
    """A session would begin with other groups than a coach wanted."""
    page = groups.check(presets["gentler-3-1"])
    page.groups.add.click()
    page.groups.rows[1].name.setText("one")
    page.groups.rows[1].name.textEdited.emit("one")
    assert page.groups.problem.text() == "Two groups are called 'one'."
    page.start.click()
    assert groups.navigator.window.page is page


def test_keys_choose_groups_and_mark_arrivals(groups: Groups, presets: dict[str, Preset], qtbot: QtBot) -> None:
    """A coach could not move one group alone, or time those who arrive."""
    page = groups.check(presets["gentler-3-1"])
    for _press in range(2):
        page.groups.add.click()
    page.start.click()
    run, player = groups.run_page(), groups.engine().player
    groups.play(20)
    for key, chosen in ((Key.Key_Period, 0), (Key.Key_Period, 1), (Key.Key_Comma, 0), (Key.Key_0, None)):
        qtbot.keyClick(run, key)
        assert player.chosen == chosen
    qtbot.keyClick(run, Key.Key_Period)
    qtbot.keyClick(run, Key.Key_Right)
    assert [one.index for one in player.groups.sessions] == [1, 1, 0]
    for key in (Key.Key_3, Key.Key_Return, Key.Key_9, Key.Key_1):
        qtbot.keyClick(run, key)
    assert [(mark.group, mark.person) for mark in player.groups.marks] == [(2, 3), (None, 0), (None, 9), (0, 1)]
    assert "Arrival 4" in run.notice.text()
    qtbot.keyClick(run, Key.Key_Backspace)
    assert len(player.groups.marks) == 3
    player.do(Command.STOP)
    qtbot.keyClick(run, Key.Key_Return)
    assert len(player.groups.marks) == 4
    assert groups.navigator.window.page is run


@pytest.mark.parametrize(("count", "share"), [(2, 0.30), (3, 0.24), (4, 0.24), (5, 0.18), (6, 0.18)])
def test_digits_are_large_enough_for_the_far_side(qtbot: QtBot, count: int, share: float) -> None:
    """Athletes could not read their group's digits from where they run."""
    from retrotimer.gui.session.group_faces import GroupFaces

    run = RunPage()
    qtbot.addWidget(run)
    run.resize(1366, 768)
    run.groups = GroupFaces([str(n) for n in range(count)])
    run.face.hide()
    run.layout().insertWidget(0, run.groups, 1)  # type: ignore[union-attr]  # a column
    run.show()
    QApplication.processEvents()
    for face in run.groups.faces:
        assert face.digits_px("0:00") >= share * 768
        assert face.digits_px("00:00") >= 0.75 * share * 768
        assert face._layout.name.height() * 0.92 >= face.digits_px("0:00") / 6


def test_a_key_is_timed_by_its_own_stamp() -> None:
    """A time would be as late as the program was busy."""
    now = [10_000_000_000]
    times = EventTimes(lambda: now[0])
    assert times.ns(5_000) == 10_000_000_000
    now[0] += 300_000_000
    assert times.ns(5_050) == 10_050_000_000
    assert times.ns(0) == now[0]
    now[0] += 60_000_000_000
    assert times.ns(7) == now[0]
