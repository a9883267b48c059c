"""What is told on a page is about something, and goes when that does: no sentence stays to tell what is not so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from retrotimer.files import paths
from retrotimer.files.presets.writer import preset_text
from retrotimer.gui import navigator as desks
from retrotimer.gui.history.page import HistoryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.plan.page import PlanPage
from retrotimer.gui.widgets.buttons import Button
from retrotimer.gui.widgets.notice import Notice
from retrotimer.training.workout.paces import Paces
from tests.helpers.editor_robot import Hands
from tests.helpers.examples import GENTLER, workout
from tests.helpers.history_rows import done, opened
from tests.helpers.settings_robot import Opener, field, words
from tests.unit.gui.conftest import Track

Key = Qt.Key


def message(navigator: Navigator) -> str:
    """Return what is to be read below the list of the library."""
    QApplication.processEvents()
    notice = navigator.library._notice
    return notice.sentence if notice and not notice.isHidden() else ""


@pytest.fixture
def hill(navigator: Navigator) -> Hands:
    """Hands at a workout of one's own in the library."""
    paths.presets().mkdir(parents=True, exist_ok=True)
    path = paths.presets() / "hill.toml"
    path.write_text(preset_text(workout(*GENTLER)))
    navigator.library.show_file(path)
    navigator.window.activateWindow()
    QApplication.processEvents()
    return Hands(navigator)


class TestNotice:
    """The sentence itself."""

    @pytest.mark.parametrize(
        ("about", "stays", "ends"),
        [
            ("", False, ["moment", "leave"]),
            ("x", False, ["x", "leave"]),
            ("x", True, ["x"]),
        ],
    )
    def test_it_goes_with_what_it_is_about(self, qtbot: QtBot, about: str, stays: bool, ends: list[str]) -> None:
        """If it failed, one sentence would go with the matter of another, or with none."""
        acts: dict[str, Callable[[Notice], None]] = {
            "moment": Notice.end_moment,
            "leave": Notice.leave,
            "x": lambda notice: notice.end("x"),
            "y": lambda notice: notice.end("y"),
        }
        for name, act in acts.items():
            notice = Notice()
            qtbot.addWidget(notice)
            notice.show_sentence("It is so.", about, stays=stays)
            act(notice)
            assert notice.isHidden() is (name in ends), name


class TestLibrary:
    """What is told below the list."""

    def test_a_deletion_is_told_until_it_is_taken_back(self, hill: Hands) -> None:
        """If it failed, Undo would be offered for what is there again."""
        hill.press("Del")
        assert "was deleted. Undo brings it back." in message(hill.navigator)
        hill.press("Down")
        assert message(hill.navigator)
        hill.press("Ctrl+Z")
        assert message(hill.navigator) == ""

    def test_a_copy_is_told_until_another_workout_is_chosen(self, hill: Hands) -> None:
        """If it failed, "a copy of your own" would stand below another workout."""
        hill.press("Ctrl+Shift+D")
        assert "is a copy of your own" in message(hill.navigator)
        hill.press("Down")
        assert message(hill.navigator) == ""

    def test_what_went_wrong_is_told_until_the_page_is_left(self, hill: Hands) -> None:
        """If it failed, a mistake of this morning would be told in the evening."""
        hill.navigator.notify_error("")
        assert message(hill.navigator)
        hill.navigator.show_about()
        hill.navigator.show_library()
        assert message(hill.navigator) == ""

    def test_reading_files_ends_nothing(self, hill: Hands) -> None:
        """If it failed, a sentence would go before it was read, as the list is arranged again."""
        hill.press("Ctrl+Shift+D")
        hill.navigator.library.arrange(keep_place=True)
        assert message(hill.navigator)

    def test_the_second_screen_is_told_until_it_is_gone(
        self, navigator: Navigator, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """If it failed, sessions would be said to begin on a screen that was taken away."""
        monkeypatch.setattr(desks, "other_screen", lambda _window: object())
        navigator.find_screens()
        navigator.library_actions.second_screen_requested.emit()
        assert "begin on the second screen" in message(navigator)
        monkeypatch.setattr(desks, "other_screen", lambda _window: None)
        navigator.find_screens()
        assert message(navigator) == ""
        assert not navigator.sessions.is_for_group

    def test_favourites_that_are_not_saved_are_told_until_they_are(
        self, qtbot: QtBot, navigator: Navigator
    ) -> None:
        """If it failed, a person would not know whether they are lost, or be told so after they were saved."""
        paths.marks().parent.parent.mkdir(parents=True, exist_ok=True)
        paths.marks().parent.write_text("in the way")
        qtbot.keyClick(navigator.library.presets, Key.Key_Asterisk)
        assert "could not be saved" in message(navigator)
        navigator.show_about()
        navigator.show_library()
        assert "could not be saved" in message(navigator)
        paths.marks().parent.unlink()
        qtbot.keyClick(navigator.library.presets, Key.Key_Asterisk)
        assert message(navigator) == ""

    def test_what_still_is_so_is_told_by_a_library_in_another_look_too(self, navigator: Navigator) -> None:
        """If it failed, a change of theme would hide that favourites are not saved."""
        navigator.library.notify("It is so.", "x", stays=True)
        navigator._rebuild_library()
        assert message(navigator) == "It is so."
        navigator.library.notify("It was so.")
        navigator._rebuild_library()
        assert message(navigator) == ""

    def test_mistakes_of_the_settings_are_told_until_there_are_none(self, navigator: Navigator) -> None:
        """If it failed, a line would be called wrong that was put right."""
        navigator.preferences.mistakes = ("Line 3 is wrong.",)
        navigator.library.notify("Line 3 is wrong.", desks.SETTINGS, stays=True)
        navigator.preferences.changed.emit()
        assert message(navigator)
        navigator.preferences.mistakes = ()
        navigator.preferences.changed.emit()
        assert message(navigator) == ""


def test_no_second_screen_is_told_until_there_is_one_a_key_is_pressed_or_it_was_read(
    qtbot: QtBot, navigator: Navigator, track: Callable[[str], Track], monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a run page would say that there is no screen through an interval of minutes."""
    run = track("gentler-3-1")
    run.pass_s(11)

    def come() -> None:
        with monkeypatch.context() as now:
            now.setattr(desks, "other_screen", lambda _window: object())
            navigator.find_screens()

    for end in (come, lambda: run.pass_s(11), lambda: qtbot.keyClick(run.page, Key.Key_Space)):
        qtbot.keyClick(run.page, Key.Key_G)
        assert "no second screen" in run.page.notice.text()
        end()
        assert run.page.notice.isHidden()


class TestHistory:
    """What is told below the sessions."""

    def test_a_deletion_is_told_until_it_is_taken_back(
        self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """If it failed, Undo would be offered for what is there again, or a failure be told of another session."""
        monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
        for nth in range(4):
            done(f"Hills {nth}", nth)
        page = opened(qtbot)
        assert isinstance(page, HistoryPage)
        qtbot.keyClick(page.sessions, Key.Key_Delete)
        qtbot.keyClick(page.sessions, Key.Key_Down)
        assert "was deleted" in page.notice.text()
        qtbot.mouseClick(page.undo, Qt.MouseButton.LeftButton)
        assert page.notice.isHidden()
        page.notify("That session is gone.")
        qtbot.keyClick(page.sessions, Key.Key_Down)
        assert page.notice.isHidden()


class TestPlan:
    """What is told of the days of the plan."""

    @pytest.fixture
    def page(self, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PlanPage:
        """The page, without a plan."""
        monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))
        made = PlanPage(Paces(), lambda: datetime(2026, 11, 23, 12).astimezone())
        qtbot.addWidget(made)
        made.show()
        return made

    def test_days_that_follow_each_other_are_told_until_they_do_not(self, qtbot: QtBot, page: PlanPage) -> None:
        """If it failed, a mistake would be told beside days that are right."""
        page.choice.first.setCurrentIndex(1)
        page.choice.second.setCurrentIndex(2)
        qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
        assert "with a day between them" in page.choice.mistake.text()
        page.choice.second.setCurrentIndex(4)
        assert page.choice.mistake.isHidden()

    def test_a_calendar_is_told_until_the_days_are_others(
        self, qtbot: QtBot, page: PlanPage, tmp_path: Path
    ) -> None:
        """If it failed, an old calendar would be said to hold the sessions of the new days."""
        page.choice.start.setDate(QDate(2026, 11, 23))
        qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
        page.export(tmp_path / "plan.ics")
        assert page.notice.isVisible()
        page.choice.second.setCurrentIndex(5)
        qtbot.mouseClick(page.choice.take, Qt.MouseButton.LeftButton)
        assert page.notice.isHidden()


def test_a_device_that_is_gone_is_told_until_another_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    """If it failed, "the device is gone" would stand below one that is there."""
    opener = Opener(qtbot, tmp_path / "settings.toml")
    page = opener()
    opener.sound.notice = "No sound: the device is gone."
    qtbot.mouseClick(field(page, Button, "test sound"), Qt.MouseButton.LeftButton)
    assert "the device is gone" in words(page)
    device = field(page, QComboBox, "device")
    qtbot.waitUntil(lambda: device.count() == 3)
    qtbot.keyClick(device, Key.Key_Down)
    assert "the device is gone" not in words(page)


def test_what_keeps_from_saving_is_told_until_it_is_corrected(new: Hands) -> None:
    """If it failed, a length would be called none below the one that was put in its place."""
    new.press("F", "Tab", "Tab")
    length = new.page.side.step.fields["for"]
    length.setFocus(Qt.FocusReason.TabFocusReason)
    new.press('"abc"', "Ctrl+S")
    assert "'abc' is not a length" in new.page.status.text()
    new.press("Ctrl+A", '"1:00"')
    assert new.page.status.text() == ""
