"""The summary after a session, with real keys and clicks."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import load_history
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved
from retrotimer.files.crash_journal import journals
from retrotimer.files.history import store
from retrotimer.gui import theme
from retrotimer.gui.history.bar_charts import TwoWayBars
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD
from tests.helpers.started_sessions import record

Begin = Callable[[str], Any]
Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def summary(qtbot: QtBot, track: Begin) -> Callable[..., Any]:
    """Do a session of a preset for some seconds and stop it; return what shows its summary."""

    def done(preset: str = "gentler-3-1", seconds: float = 420) -> Any:  # noqa: ANN401 - a Track of conftest
        run = track(preset)
        run.pass_s(seconds)
        for _n in range(2):
            qtbot.keyClick(run.page, Key.Key_Escape)
        assert isinstance(run.window.page, SummaryPage)
        return run

    return done


def ratings() -> list[dict[str, Any]]:
    """Return what was said of all sessions."""
    files = [json.loads(file.read_text()) for file in paths.history().iterdir()]
    return [file for file in files if file.get("kind") == "rating"]


@pytest.mark.parametrize(("key", "effort"), [(Key.Key_1, 1), (Key.Key_7, 7), (Key.Key_9, 9), (Key.Key_0, 0)])
def test_a_figure_says_the_effort(qtbot: QtBot, summary: Callable[..., Any], key: Key, effort: int) -> None:
    """Whoever has no mouse could not say how hard it was."""
    run = summary()
    qtbot.keyClick(run.window.page, key)
    assert run.window.page.effort.effort == effort
    qtbot.keyClick(run.window.page, Key.Key_Escape)
    assert [rating["effort"] for rating in ratings()] == [effort]


def test_effort_and_note_are_kept_by_the_mouse_too(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """What a person wrote would be gone with the page."""
    run = summary()
    page = run.window.page
    qtbot.mouseClick(page.effort.marks[5], LEFT)
    qtbot.mouseClick(page.note, LEFT)
    qtbot.keyClicks(page.note, "Wind 3 m/s.")
    qtbot.mouseClick(page.back, LEFT)
    assert run.window.page is run.navigator.library
    (said,) = ratings()
    assert (said["effort"], said["note"]) == (5, "Wind 3 m/s.")


def test_nothing_said_writes_nothing(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """The history would fill with empty ratings."""
    run = summary()
    qtbot.keyClick(run.window.page, Key.Key_Escape)
    assert ratings() == []


def test_what_was_said_is_kept_when_the_window_closes(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """Closing the laptop's lid on the way home would lose the note."""
    run = summary()
    qtbot.keyClick(run.window.page, Key.Key_4)
    run.window.close()
    assert [rating["effort"] for rating in ratings()] == [4]


def test_it_begins_with_what_was_done(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """Who has just run would have to work out from figures how much of it was backward."""
    page = summary(seconds=430).window.page
    assert page.title.text() == "Stopped after 7:00, of it 0:27 backward"
    assert not page.load.isVisible()
    qtbot.mouseClick(page.details.head, LEFT)
    assert page.load.isVisible()
    assert page.log.isVisible()


@pytest.mark.parametrize("seconds", [40, 420])
def test_a_short_session_can_be_discarded_and_brought_back(
    qtbot: QtBot, summary: Callable[..., Any], seconds: float
) -> None:
    """A try of some seconds would stand in the history for ever, or a click would lose a session."""
    run = summary(seconds=seconds)
    page = run.window.page
    qtbot.keyClick(page, Key.Key_6)
    assert page.discard.isVisible() == (seconds < 60)
    qtbot.mouseClick(page.discard if seconds < 60 else page.delete, LEFT)
    assert load_history().sessions == ()
    assert not page.effort.isVisible()
    qtbot.keyClick(page, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(load_history().sessions) == 1
    assert page.effort.isVisible()
    qtbot.mouseClick(page.delete, LEFT)
    qtbot.keyClick(page, Key.Key_Escape)
    assert run.window.page is run.navigator.library
    assert (load_history().sessions, len(load_history().deleted)) == ((), 1)


def test_a_session_that_is_not_saved_can_be_discarded(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """Who discards a session on a full disk would be asked to save it, and again at the next start."""
    paths.history().parent.mkdir(parents=True, exist_ok=True)
    paths.history().write_text("a file where the folder should be")
    run = summary(seconds=40)
    qtbot.mouseClick(run.window.page.discard, LEFT)
    assert not run.window.page.problem.isVisible()
    assert not list(journals())
    qtbot.keyClick(run.window.page, Key.Key_Escape)
    run.window.close()
    assert not run.window.isVisible()


def test_again_begins_the_same_workout(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """A second round would have to be looked for in the library."""
    run = summary("warm-up-drill", 60)
    qtbot.mouseClick(run.window.page.repeat, LEFT)
    assert run.navigator.sessions.stage.overview.preset.id == "warm-up-drill"


def test_a_history_that_cannot_be_written_is_told_and_another_place_offered(
    qtbot: QtBot, summary: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a full or read-only disk the session would be lost without a word."""
    paths.history().parent.mkdir(parents=True, exist_ok=True)
    paths.history().write_text("a file where the folder should be")
    run = summary()
    page = run.window.page
    assert page.problem.isVisible()
    assert "could not be saved" in page.problem.accessibleName()
    qtbot.keyClick(page, Key.Key_8)
    qtbot.keyClick(page, Key.Key_Escape)
    assert run.window.page is page
    elsewhere = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(elsewhere), ""))
    qtbot.mouseClick(page.problem.elsewhere, LEFT)
    assert store.read(elsewhere).preset == "gentler-3-1"
    qtbot.keyClick(page, Key.Key_Escape)
    assert run.window.page is run.navigator.library
    said = store.rating(elsewhere)
    assert said
    assert said.effort == 8


def test_a_rating_that_cannot_be_kept_holds_the_window_once(
    qtbot: QtBot, summary: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closing the window would lose what was said, without a word."""
    run = summary()

    def fail(path: Path, *_said: object) -> Path:
        raise NotSaved(path, OSError(28, "No space left on device"))

    monkeypatch.setattr(store, "rate", fail)
    qtbot.keyClick(run.window.page, Key.Key_5)
    run.window.close()
    assert run.window.isVisible()
    assert "No space left" in run.window.page.problem.accessibleName()
    run.window.close()
    assert not run.window.isVisible()


def test_focus_begins_on_the_effort(summary: Callable[..., Any]) -> None:
    """What is asked for would be passed over by whoever has no mouse."""
    page = summary().window.page
    assert page.focusWidget() is page.effort.marks[0]
    assert page.effort.effort is None


def test_every_bar_is_told_by_its_values(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """Who does not see the bars would only learn how many there are."""
    page = summary().window.page
    marks = page.bars.marks.all
    assert len(marks) == 26
    assert marks[0].accessibleName() == "1 of 26: Walk forward, 5:00 of 5:00"
    marks[0].setFocus()
    for key, nth in (
        (Key.Key_Right, 1),
        (Key.Key_End, 25),
        (Key.Key_Right, 25),
        (Key.Key_Left, 24),
        (Key.Key_Home, 0),
    ):
        qtbot.keyClick(page.focusWidget(), key)
        assert page.focusWidget() is marks[nth]
        assert page.message.text() == marks[nth].accessibleName()
    assert [mark for mark in marks if mark.focusPolicy() & Qt.FocusPolicy.TabFocus] == [marks[0]]
    assert all(one.geometry().right() < other.geometry().right() for one, other in pairwise(marks))


def test_walking_is_told_from_running_without_colour(qtbot: QtBot) -> None:
    """Whoever sees no difference between two blues would take a walk for a run."""
    shown = []
    for movement in (RUN_FORWARD, WALK_FORWARD):
        bars = TwoWayBars()
        qtbot.addWidget(bars)
        bars.resize(300, 200)
        bars.show_record(record((movement, 60)))
        image, place = bars.grab().toImage(), bars.marks.all[0].geometry().adjusted(12, 30, -12, -30)
        across = {image.pixelColor(x, place.center().y()).lightness() for x in range(place.left(), place.right())}
        shown.append(len(across))
    assert shown[0] == 1
    assert shown[1] > 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("size", [(640, 400), (1366, 768)])
@pytest.mark.parametrize("seconds", [13, 1_565])
def test_nothing_is_clipped(
    qtbot: QtBot, summary: Callable[..., Any], size: tuple[int, int], scale: float, seconds: float
) -> None:
    """Large texts, a session of 40 rounds or one of three seconds would lose their ends."""
    theme.use(theme.DARK, scale)
    run = summary(seconds=seconds)
    run.window.setFixedSize(*size)
    qtbot.waitUntil(lambda: run.window.width() == size[0])
    for label in run.window.page.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed - 1, label.text()


def test_the_two_minute_test_makes_ones_own_paces(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """What was counted on the track would have to be reckoned and typed into the settings."""
    run = summary("two-minute-test", 760)
    page = run.window.page
    assert page.pace_test.isVisible()
    for movement, text in ((RUN_BACKWARD, "215"), (RUN_FORWARD, "1.8 x 200")):
        qtbot.keyClicks(page.pace_test.fields[movement], text)
    qtbot.mouseClick(page.pace_test.use, LEFT)
    settings = run.navigator.preferences.settings
    assert (settings.run_forward, settings.run_backward) == (3.0, 1.79)
    assert page.effort.effort is None


def test_it_tells_how_backward_time_grew_and_the_session_load(qtbot: QtBot, summary: Callable[..., Any]) -> None:
    """What is new to a body would grow unseen."""
    page = summary(seconds=430).window.page
    assert page.growth.text() == "Backward 0:27: the first backward time in 30 days."
    qtbot.keyClick(page, Key.Key_1)
    qtbot.keyClick(page, Key.Key_0)
    assert page.effort.effort == 10
    assert page.effort.said.text() == "effort 10, maximal · session load 70"
