"""Taking a session along from the window, with real keys and clicks and real files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from tinytag import TinyTag

from retrotimer.app.export.audio import WORKOUTS
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.app.tasks import TaskQueue
from retrotimer.exchange.registry import read_workout_file
from retrotimer.files.group_state import GroupState, KnownGroup, write_groups
from retrotimer.files.presets.library import find
from retrotimer.files.presets.reader import read_preset
from retrotimer.gui import theme
from retrotimer.gui.export.page import ExportPage
from retrotimer.gui.navigator import Navigator
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout
from tests.helpers.tasks import Later

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
Open = Callable[..., ExportPage]
LOST = ("Watches know no level of a workout.", "Steps that stand only between rounds are written out.")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Open:
    """Return what opens the page of a preset."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))

    def open_page(
        preset: str = "warm-up-drill", queue: TaskQueue | None = None, size: tuple[int, int] = (800, 600)
    ) -> ExportPage:
        page = ExportPage(Overview(find(preset), Paces()), PlaybackOptions(get_ready_ms=5_000), queue or Later())
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.setFocus()
        return page

    return open_page


def focused(page: ExportPage) -> QWidget:
    """Return what has the keyboard."""
    found = page.focusWidget()
    assert found is not None
    return found


def choose(path: Path) -> None:
    """Answer the dialog that asks where to."""
    (dialog,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog) and w.isVisible()]
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    dialog.fileSelected.emit(str(path))
    dialog.close()


@pytest.mark.thorough
def test_a_session_is_taken_along_by_keyboard(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """Nobody could take a session along without the command line, or a mouse."""
    page, out = opened(queue=TaskQueue()), tmp_path / "drill.wav"
    qtbot.keyClick(focused(page), Key.Key_Down)
    assert page.choice.kinds.checkedId() == 1  # WAV
    qtbot.keyClick(focused(page), Key.Key_Return)
    choose(out)
    assert page.is_working
    qtbot.waitUntil(lambda: not page.is_working, timeout=60_000)
    assert str(tmp_path)[:12] in page.message.text().replace("\u200b", "")
    assert TinyTag.get(out).title == "Warm-up drill"
    assert focused(page) is page.folder


def test_the_countdown_can_be_left_out(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A group that starts by a whistle would hear the countdown too."""
    lengths = []
    for name in ("with.wav", "without.wav"):
        later = Later()
        page = opened(queue=later)
        if name == "without.wav":
            qtbot.mouseClick(page.choice.get_ready, LEFT)
        page.write(tmp_path / name)
        later.go_on()
        lengths.append(TinyTag.get(tmp_path / name).duration or 0)
    assert lengths[0] - lengths[1] == pytest.approx(5)


def test_the_groups_of_last_time_can_go_along(qtbot: QtBot, opened: Open, tmp_path: Path) -> None:
    """A coach who has set up groups could not print them, or take their sound along."""
    assert not opened(queue=Later()).groups.isVisible()
    write_groups(
        GroupState((KnownGroup("Red"), KnownGroup("Blue", partner="swap"), KnownGroup("Gone", 5_000, "", "x")))
    )
    for wanted in (False, True):
        later = Later()
        page = opened(queue=later)
        assert "Red, Blue, Gone" in page.groups.text()
        if wanted:
            qtbot.mouseClick(page.groups, LEFT)
        page.write(tmp_path / f"{wanted}.pdf")
        assert not page.groups.isVisible()
        later.go_on()
    texts = {path.stem: PdfReader(path).pages[0].extract_text() for path in tmp_path.glob("*.pdf")}
    assert {name: "Blue, partner" in " ".join(text.split()) for name, text in texts.items()} == {
        "False": False,
        "True": True,
    }


@pytest.mark.parametrize("by_key", [True, False])
def test_an_export_is_cancelled(qtbot: QtBot, opened: Open, tmp_path: Path, by_key: bool) -> None:
    """Somebody who chose the wrong session would have to wait for it."""
    later, out = Later(), tmp_path / "drill.mp3"
    page = opened(queue=later)
    page.write(out)
    assert focused(page) is page.cancel
    assert page.bar.isVisible()
    if by_key:
        qtbot.keyClick(page.cancel, Key.Key_Escape)
    else:
        qtbot.mouseClick(page.cancel, LEFT)
    later.go_on()
    assert "Cancelled" in page.message.text()
    assert not out.exists()
    assert page.save.isVisible()
    assert not page.bar.isVisible()


def test_what_went_wrong_is_told_and_can_be_tried_again(opened: Open, tmp_path: Path) -> None:
    """A full card would leave a page that waits for ever."""
    later = Later()
    page = opened(queue=later)
    page.write(tmp_path / "nowhere" / "drill.mp3")
    later.go_on()
    assert "could not be saved" in page.problem.text()
    assert page.problem.isVisible()
    assert page.save.isVisible()


def test_a_mistake_of_ours_does_not_leave_it_waiting(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error that nobody foresaw would end the thread, and the page would wait for ever."""

    def fail(*_arguments: object, **_named: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("retrotimer.gui.export.page.export", fail)
    later = Later()
    page = opened(queue=later)
    page.write(tmp_path / "drill.mp3")
    later.go_on()
    assert "odd" in page.problem.text()
    assert not page.is_working


def test_the_folder_is_shown(qtbot: QtBot, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person would look for the file."""
    asked: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", asked.append)
    later = Later()
    page = opened(queue=later)
    page.write(tmp_path / "drill.wav")
    later.go_on()
    qtbot.mouseClick(page.folder, LEFT)
    assert [Path(url.toLocalFile()) for url in asked] == [tmp_path]


def test_a_session_that_waits_for_taps_has_no_sound_but_can_be_taken_to_a_watch(
    qtbot: QtBot, opened: Open, tmp_path: Path
) -> None:
    """Somebody would choose a sound that session cannot have, or could not take it anywhere."""
    later = Later()
    page = opened("alternata-3k", later)
    message = [label.text() for label in page.choice.findChildren(QLabel) if label.isVisible()]
    assert any("waits for you to tap" in text for text in message)
    assert [button.isEnabled() for button in page.choice.kinds.buttons()] == [False] * 2 + [True] * 5
    assert page.choice.kind.ending == ".fit"
    qtbot.keyClick(focused(page), Key.Key_Return)
    choose(tmp_path / "race.fit")
    later.go_on()
    assert read_workout_file(tmp_path / "race.fit").workout.name == "Alternata 3 km"


@pytest.mark.parametrize("nth", range(4))
def test_a_workout_is_taken_to_another_program_by_keyboard(
    qtbot: QtBot, opened: Open, tmp_path: Path, nth: int
) -> None:
    """A workout for a watch would need the command line."""
    later = Later()
    page, ending = opened(queue=later), WORKOUTS[nth].ending
    for _n in range(2 + nth):
        qtbot.keyClick(focused(page), Key.Key_Down)
    assert page.choice.kind is WORKOUTS[nth]
    qtbot.keyClick(focused(page), Key.Key_Return)
    choose(tmp_path / f"drill{ending}")
    later.go_on()
    assert arrived(tmp_path / f"drill{ending}").name == "Warm-up drill"
    assert focused(page) is page.folder


def arrived(path: Path) -> Workout:
    """Return the workout in a file that was written."""
    return read_preset(path).workout if path.suffix == ".toml" else read_workout_file(path).workout


def test_what_a_file_cannot_say_is_listed(opened: Open, tmp_path: Path) -> None:
    """What a watch does not know would go in silence."""
    later = Later()
    page = opened("gentler-3-1", later)
    page.write(tmp_path / "out.fit")
    later.go_on()
    assert page.folder.accessibleDescription()
    message = [label.text().replace("\u200b", "") for label in page.findChildren(QLabel) if label.isVisible()]
    assert "What such a file cannot say" in message
    assert any(text and text in page.folder.accessibleDescription() for text in message)
    page.write(tmp_path / "out.toml")
    later.go_on()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not page.folder.accessibleDescription()
    assert "What such a file cannot say" not in [label.text() for label in page.findChildren(QLabel)]


def test_the_library_leads_to_it_and_back(qtbot: QtBot, navigator: Navigator) -> None:
    """Nobody would find it."""
    qtbot.keyClick(navigator.library.presets, Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    page = navigator.window.page
    assert isinstance(page, ExportPage)
    qtbot.keyClick(focused(page), Key.Key_Escape)
    assert navigator.window.page is navigator.library
    navigator.library.footer.export.click()
    assert isinstance(navigator.window.page, ExportPage)


def test_closing_the_window_leaves_no_half_file(navigator: Navigator, tmp_path: Path) -> None:
    """Half a session would lie among a person's music."""
    page = navigator.exports.show(Overview(find("long-and-tall"), Paces()))
    page.write(tmp_path / "long.mp3")
    navigator.window.close_for_certain()
    assert not [*tmp_path.glob("*")]


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("state", ["choosing", "working", "done"])
def test_nothing_is_clipped(opened: Open, tmp_path: Path, scale: float, state: str) -> None:
    """Large texts would lose their ends."""
    theme.use(theme.DARK, scale)
    page = opened(size=(640, 400))
    if state != "choosing":
        page.write(tmp_path / "drill.wav")
    if state == "done":
        page._show_done(tmp_path / "a-very-long-name-that-no-line-holds-for-sure-and-then-some" / "drill.wav", LOST)
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        if label.isVisible():
            assert label.height() >= label.heightForWidth(label.width())
    for button in (page.save, page.cancel, page.folder, page.back):
        if button.isVisible():
            assert button.geometry().right() <= page.width()
            assert button.width() >= button.sizeHint().width()
    theme.use(theme.LIGHT)
