"""Groups in the window: set up by keys or by mouse, shown, chosen, and their arrivals."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QFont, QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, ready_session
from retrotimer.app.session.player import Player
from retrotimer.app.session.voices import make_voice
from retrotimer.files.group_state import read_groups
from retrotimer.files.presets.reader import Preset
from retrotimer.gui import theme
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.event_times import EventTimes
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session import controller, group_faces, second_screen
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.group_faces import GroupFace
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_face import fitted as fitted_font
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.session import Command, State
from retrotimer.training.workout.workout import WALK_FORWARD
from tests.helpers.fakes import FakeSound, ManualClock
from tests.helpers.pictures import picture, rows_that_differ
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
    qtbot: QtBot, groups: Groups, presets: dict[str, Preset], size: tuple[int, int], scale: float
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
    rows = [(row, [part for part in row.in_order() if part.isVisible()]) for row in card.rows]
    qtbot.waitUntil(lambda: all(row.rect().contains(part.geometry()) for row, shown in rows for part in shown))
    assert not card.about.isVisible()
    for _row, shown in rows:
        for part in shown:
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


def test_arrivals_after_the_end_are_kept_with_the_others(
    groups: Groups, presets: dict[str, Preset], qtbot: QtBot
) -> None:
    """Whoever comes in after the last interval would be shown a time that no file has."""
    page = groups.check(presets["gentler-3-1"])
    page.groups.add.click()
    page.start.click()
    run, engine = groups.run_page(), groups.engine()
    groups.play(100)
    ended: list[bool] = []
    engine.ended.connect(lambda: ended.append(True))
    qtbot.keyClick(run, Key.Key_1)
    groups.play(1_600)
    assert engine.player.state is State.FINISHED
    qtbot.waitUntil(lambda: bool(ended))
    run = groups.run_page()
    for key in (Key.Key_Return, Key.Key_2):
        qtbot.keyClick(run, key)
    QApplication.processEvents()
    assert (groups.run_page(), ended) == (run, [True])
    stage = groups.navigator.sessions.stage
    assert stage
    qtbot.keyClick(run, Key.Key_Space)
    assert stage.unsaved_session
    assert [(mark.group, mark.person) for mark in stage.unsaved_session.record.marks] == [(0, 1), (None, 0), (1, 2)]


def _two_waves(groups: Groups, presets: dict[str, Preset], later_s: str) -> RunPage:
    """Begin a session of two waves."""
    page = groups.check(presets["gentler-3-1"])
    page.groups.add.click()
    row = page.groups.rows[1]
    row.when.setCurrentIndex(row.when.findData("later"))
    row.when.activated.emit(row.when.currentIndex())
    row.seconds.setText(later_s)
    page.start.click()
    return groups.run_page()


def test_each_column_moves_with_its_group(groups: Groups, presets: dict[str, Preset], qtbot: QtBot) -> None:
    """An athlete could not tell at a glance whether the clock of a group runs, or stands in a pause."""
    run = _two_waves(groups, presets, "20")
    assert run.groups
    groups.play(30)
    timer = run._motion._steps
    assert timer.isActive()
    for face in run.groups.faces:
        before, area = picture(face), face._layout.arrow.toAlignedRect()
        run._motion.step()
        after = picture(face)
        assert before.copy(area) != after.copy(area)
        beside = face._layout.digits.toAlignedRect()
        assert rows_that_differ(before.copy(beside), after.copy(beside)) == []
    qtbot.keyClick(run, Key.Key_Space)
    assert not timer.isActive()
    qtbot.keyClick(run, Key.Key_Space)
    run.use_appearance(motion=False, flash=True)
    assert not timer.isActive()


def test_a_step_of_the_arrows_works_out_no_words(
    groups: Groups, presets: dict[str, Preset], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four groups would cost the battery twice what one costs: words are fitted again for each step of an arrow."""
    run = _two_waves(groups, presets, "20")
    run.use_appearance(motion=True, flash=False)
    groups.play(30)
    for timer in (run._motion._flash, run._motion._steps, groups.engine()._timer):
        timer.stop()  # what they do is painted anew, at a time that depends on the machine
    QApplication.processEvents()
    fitted: list[str] = []

    def counted(px: float, text: str, width: float) -> QFont:
        fitted.append(text)
        return fitted_font(px, text, width)

    monkeypatch.setattr(group_faces, "fitted", counted)
    for _step in range(20):
        run._motion.step()
        QApplication.processEvents()
    assert fitted == []


def test_a_column_flashes_at_its_own_change_and_all_at_most_once_a_second(
    groups: Groups, presets: dict[str, Preset], qtbot: QtBot
) -> None:
    """A group would miss its change, or somebody with epilepsy fall ill of six groups that flash in turn."""
    run = _two_waves(groups, presets, "20")
    assert run.groups
    first, second = run.groups.faces
    groups.play(11)
    assert (first._is_flashing, second._is_flashing) == (True, False)
    assert picture(first).pixelColor(3, 3) != theme.ground(WALK_FORWARD)
    qtbot.waitUntil(lambda: not first._is_flashing)
    assert picture(first).pixelColor(3, 3) == theme.ground(WALK_FORWARD)
    run._motion._since_flash.start()  # as if it had been just now
    groups.play(20)
    assert (first._is_flashing, second._is_flashing) == (False, False)
    run._motion._since_flash.invalidate()
    groups.play(300)
    assert first._is_flashing or second._is_flashing
    run._motion._flash.stop()
    run._motion._end_flash()
    run._motion._since_flash.invalidate()
    run.use_appearance(motion=True, flash=False)
    qtbot.keyClick(run, Key.Key_Right)
    assert (first._is_flashing, second._is_flashing) == (False, False)


@pytest.mark.parametrize("count", [2, 6])
def test_the_strip_beside_a_second_screen_shows_every_group(
    groups: Groups, presets: dict[str, Preset], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """A coach at the laptop would see the first group alone while all run, or controls of another group's time."""
    for module in (second_screen, controller):
        monkeypatch.setattr(module, "other_screen", lambda _window: QApplication.primaryScreen())
    page = groups.check(presets["gentler-3-1"])
    for _press in range(count - 1):
        page.groups.add.click()
    page.groups.rows[0].name.setText("A name that is as long as a name may be")
    page.start.click()
    groups.play(320)
    qtbot.keyClick(groups.run_page(), Key.Key_G)
    group = groups.navigator.sessions._group
    assert group
    QApplication.processEvents()
    lines = group.strip.groups
    assert [line.isVisible() for line in lines] == [True] * count
    assert [line.isVisible() for line in (group.strip.now, group.strip.next)] == [False, False]
    assert all(one.geometry().right() < two.geometry().left() for one, two in pairwise(lines))
    displays = groups.engine().displays
    assert [line._length for line in lines] == [display.digits for display in displays]
    assert "Run forward" in lines[0].accessibleName()
    qtbot.mouseClick(lines[1], Qt.MouseButton.LeftButton)
    assert groups.engine().player.chosen == 1
    qtbot.mouseClick(lines[1], Qt.MouseButton.LeftButton)
    assert groups.engine().player.chosen is None
    group.close()


class Repainted(QObject):
    """Keeps a picture of `face` as a screen does: only what a paint event asks for is painted again."""

    def __init__(self, face: GroupFace) -> None:
        super().__init__(face)
        self._face, self._region = face, QRegion()
        self.seen = self.whole()
        face.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._region = self._region.united(event.region())
        return False

    def whole(self) -> QImage:
        """Return the face, painted as a whole."""
        image = QImage(self._face.size(), QImage.Format.Format_RGB32)
        self._face.render(image, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
        return image

    def look(self) -> None:
        """Paint what was asked for."""
        region, self._region = self._region, QRegion()
        flags = QWidget.RenderFlag.DrawWindowBackground
        if not region.isEmpty():
            self._face.render(self.seen, region.boundingRect().topLeft(), region, flags)


EDGE = 24
"""Edges of letters differ a little with the place that is painted."""


def apart(one: QImage, other: QImage) -> int:
    """Return how far apart the most different points of two pictures are, of 255."""
    first, second, wide = bytes(one.constBits()), bytes(other.constBits()), one.bytesPerLine()
    rows = (slice(y * wide, (y + 1) * wide) for y in rows_that_differ(one, other))
    return max((abs(a - b) for row in rows for a, b in zip(first[row], second[row], strict=True)), default=0)


def test_what_is_painted_again_is_all_that_has_changed(groups: Groups, presets: dict[str, Preset]) -> None:
    """Parts of a column would stay as they were: a round, a frame or a part of the digits of before."""
    run = _two_waves(groups, presets, "7")
    assert run.groups
    run.use_appearance(motion=False, flash=False)
    QApplication.processEvents()
    pictures = [Repainted(face) for face in run.groups.faces]
    for seconds in (1, 1, 1, 2, 3, 3, 2, 288, 3, 6, 1, 1, 84, 2, 3, 25, 5):
        groups.play(seconds)
        QApplication.processEvents()
        for seen in pictures:
            seen.look()
            assert apart(seen.seen, seen.whole()) <= EDGE


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
