"""Each user of worker threads: a task that fails does not stop the next one, and closing never hangs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app import tasks
from retrotimer.app.diagnostics import log
from retrotimer.app.error_boundary import set_error_handler
from retrotimer.app.overview import Overview
from retrotimer.app.session import keep_awake, voices
from retrotimer.app.session.crash_journal import JournalWriter
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.audio import outputs
from retrotimer.files import paths
from retrotimer.files.crash_journal import JournalFile, read_lines
from retrotimer.files.presets import drafts, user_presets
from retrotimer.files.presets.library import find
from retrotimer.files.presets.user_presets import Opened
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor import autosave, document
from retrotimer.gui.editor import saving as editor_saving
from retrotimer.gui.editor.document import Document
from retrotimer.gui.export import page as export_page
from retrotimer.gui.export.page import ExportPage
from retrotimer.gui.history import loader
from retrotimer.gui.history.loader import HistoryReader
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.session import mpris, preflight
from retrotimer.gui.session.mpris import Mpris
from retrotimer.gui.session.preflight import LOOK_TICKS, PreflightPage
from retrotimer.gui.settings import data_folder
from retrotimer.gui.settings.data_folder import DataMover
from retrotimer.gui.settings.sound import SoundSection
from retrotimer.gui.startup import remove_temp_files_soon
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Command, Session
from retrotimer.training.workout import editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout
from tests.helpers.editor_robot import Hands
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import SessionHarness
from tests.helpers.history_rows import done
from tests.helpers.own_preset import choose_own, path
from tests.helpers.preflight_robot import Machine as Devices
from tests.unit.gui.conftest import Machine

PATIENCE_S = 20.0
PATIENCE_MS = 20_000
Fail = Callable[[object, str], None]


@pytest.fixture
def reported() -> Iterator[list[str]]:
    """Return what the error reporter gets."""
    found: list[str] = []
    set_error_handler(lambda error: found.append(str(error)))
    yield found
    set_error_handler(None)


@pytest.fixture
def fail(monkeypatch: pytest.MonkeyPatch) -> Fail:
    """Return what lets a function fail the first time, as nobody expected, and do its work from then on."""

    def fail(holder: object, name: str) -> None:
        works, has_failed = getattr(holder, name), Event()

        def first_fails(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it is given
            if not has_failed.is_set():
                has_failed.set()
                raise ValueError(f"odd {name}")
            return works(*arguments, **named)

        monkeypatch.setattr(holder, name, first_fails)

    return fail


@pytest.fixture(autouse=True)
def home(preferences: Preferences) -> Preferences:
    """Settings in a home of the test's own, which is where all data goes."""
    return preferences


@pytest.fixture
def changed(navigator: object, monkeypatch: pytest.MonkeyPatch) -> Hands:
    """Hands in the editor of a preset that was changed, its file and draft written in worker threads."""
    for module in (autosave, editor_saving):
        monkeypatch.setattr(module, "TaskQueue", TaskQueue)
    hands = choose_own(navigator)  # type: ignore[arg-type]  # the fixture gives a navigator
    hands.press("Ctrl+E", "F")
    return hands


# the editor


def test_saving(changed: Hands, qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """One save that failed would end all later ones, and hang the window when the editor is left."""
    fail(user_presets, "save")
    changed.press("Ctrl+S")
    qtbot.waitUntil(lambda: changed.page.status.text() == "The workout could not be saved.", timeout=PATIENCE_MS)
    assert reported == ["odd save"]
    saving = changed.navigator.editor.saving
    assert saving
    with qtbot.waitSignal(saving.kept, timeout=PATIENCE_MS):
        changed.press("Ctrl+S")
    assert "run forward" in path().read_text()
    changed.press("Esc")
    assert isinstance(changed.navigator.window.page, LibraryPage)


def test_leaving_while_a_save_fails(changed: Hands, fail: Fail, reported: list[str]) -> None:
    """Leaving the editor would hang the window, or lose what was changed."""
    fail(user_presets, "save")
    changed.press("Ctrl+S", "Esc")
    assert changed.asked() == "Save changes to “Hill”?"
    assert reported == ["odd save"]
    changed.answer("Save")
    assert "run forward" in path().read_text()


def test_leaving_while_a_save_hangs(changed: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that hangs would hang the window when the editor is left, and cost what was changed."""
    goes_on, save = Event(), user_presets.save

    def slow(opened: Opened, workout: Workout) -> Opened:
        goes_on.wait(PATIENCE_S)
        return save(opened, workout)

    monkeypatch.setattr(editor_saving, "SAVE_S", 0.0)
    monkeypatch.setattr(user_presets, "save", slow)
    saving = changed.navigator.editor.saving
    assert saving
    changed.press("Ctrl+S", "Esc")
    assert changed.asked() == "Save changes to “Hill”?"
    changed.answer("Save")
    assert "still being saved" in changed.page.status.text()
    changed.navigator.window.close_for_certain()
    assert [draft.path for draft in drafts.drafts()] == [path()]
    goes_on.set()
    assert saving._queue.close(PATIENCE_S)
    assert "run forward" in path().read_text()


def test_drafts(changed: Hands, qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """One draft that failed would be the last one, and a crash cost what was typed after it."""
    fail(drafts, "keep")
    keeper = changed.navigator.editor.drafts
    assert keeper
    keeper.timer.timeout.emit()
    qtbot.waitUntil(lambda: reported == ["odd keep"], timeout=PATIENCE_MS)
    changed.page.document.do(editing.duplicate)
    keeper.timer.timeout.emit()
    assert keeper.close()
    assert [len(draft.workout.steps) for draft in drafts.drafts()] == [2]


def test_totals(home: Preferences, qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """Totals and load would never change again."""
    edited = Document(find("gentler-3-1"), None, home.settings.paces)
    edited._queue = TaskQueue()
    fail(document, "analyse")
    edited.do(editing.duplicate)
    qtbot.waitUntil(lambda: reported == ["odd analyse"], timeout=PATIENCE_MS)
    edited.do(editing.duplicate)
    qtbot.waitUntil(lambda: edited.analysis.workout is edited.workout, timeout=PATIENCE_MS)
    edited.close()


# the other pages


def test_the_history(qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """The history would be read no more until the program is started again."""
    done("Hills", 0)
    fail(loader, "load_history")
    reader = HistoryReader()
    reader.start()
    qtbot.waitUntil(lambda: reported == ["odd load_history"], timeout=PATIENCE_MS)
    with qtbot.waitSignal(reader.read, timeout=PATIENCE_MS):
        reader.start()
    assert reader.book
    assert [session.name for session in reader.book.sessions] == ["Hills"]


def test_moving_the_data(usual_data: Path, tmp_path: Path, qtbot: QtBot, fail: Fail) -> None:
    """A second try would copy for ever."""
    fail(data_folder, "move")
    mover = DataMover()
    mover.move(tmp_path / "new")
    qtbot.waitUntil(lambda: not mover.is_working, timeout=PATIENCE_MS)
    assert (mover.problem, paths.data()) == ("The data could not be moved: odd move.", usual_data)
    with qtbot.waitSignal(mover.moved, timeout=PATIENCE_MS):
        mover.move(tmp_path / "new")
    assert (mover.problem, paths.data()) == ("", tmp_path / "new")


def test_an_export(qtbot: QtBot, tmp_path: Path, fail: Fail) -> None:
    """A second try would write for ever."""
    fail(export_page, "export")
    page = ExportPage(Overview(find("warm-up-drill"), Paces()), PlaybackOptions(), TaskQueue())
    qtbot.addWidget(page)
    for _time in range(2):
        page.write(tmp_path / "drill.wav")
        qtbot.waitUntil(lambda: not page.is_working, timeout=60_000)
    assert (tmp_path / "drill.wav").exists()


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch, home: Preferences) -> Devices:
    """A machine with two devices, on which sound is wanted."""
    home.change(output="auto")
    return Devices.installed(monkeypatch)


HARDWARE = {"choose": outputs, "device_names": outputs, "battery": preflight}


@pytest.mark.parametrize("name", HARDWARE)
@pytest.mark.usefixtures("devices")
def test_the_panel_before_a_session(
    home: Preferences, qtbot: QtBot, fail: Fail, reported: list[str], name: str
) -> None:
    """A sound library that fails would end the sound test, the list of devices and the look at the battery."""
    fail(HARDWARE[name], name)
    page = PreflightPage(home)
    qtbot.addWidget(page)
    page.show()
    for _tick in range(2 * LOOK_TICKS):
        page.tick()
    page.sound.forward.play.click()
    assert page._queue.close(PATIENCE_S)
    assert reported == [f"odd {name}"]
    qtbot.waitUntil(lambda: page.sound.devices.count() == 3, timeout=PATIENCE_MS)
    page.hide()
    page.show()
    assert page._queue.close(PATIENCE_S)
    assert page.sound._test
    assert page.sound._test.is_open
    page.hide()


def test_the_devices_in_the_settings(home: Preferences, qtbot: QtBot, reported: list[str]) -> None:
    """A sound server that fails would take its section with it."""
    asked: list[int] = []

    def devices() -> tuple[str, ...]:
        asked.append(1)
        if len(asked) == 1:
            raise ValueError("odd devices")
        return ("Speaker",)

    section = SoundSection(home, PreviewPlayer(devices=devices))
    qtbot.addWidget(section)
    section.find_devices()
    qtbot.waitUntil(lambda: reported == ["odd devices"], timeout=PATIENCE_MS)
    section.find_devices()
    qtbot.waitUntil(lambda: section.device.findData("Speaker") > 0, timeout=PATIENCE_MS)


def test_what_is_tidied_at_the_start(qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """A folder that cannot be tidied would end the start in a traceback."""
    from retrotimer.files import atomic

    fail(atomic, "remove_temp_files")
    remove_temp_files_soon()
    qtbot.waitUntil(lambda: reported == ["odd remove_temp_files"], timeout=PATIENCE_MS)


# what goes with a session


def test_media_keys(fail: Fail, reported: list[str], machine: Machine) -> None:
    """A bus that fails would end the session's window."""
    fail(mpris, "_connect")
    stage = machine.stage(Overview(find("beginner"), Paces()))
    keys = Mpris(stage.engine)
    assert keys._opening.wait(PATIENCE_S)
    stage.engine.start()
    keys.close()
    stage.close()
    assert reported == ["odd _connect"]


def test_the_journal(tmp_path: Path, fail: Fail, reported: list[str]) -> None:
    """One line that failed would be the last, and a crash cost all after it."""
    fail(JournalFile, "add")
    writer = JournalWriter(tmp_path / "a.jsonl", lambda: {"kind": "journal"}, TaskQueue())
    writer.did(Command.START, 7)
    writer.close(is_kept=False)
    assert read_lines(tmp_path / "a.jsonl") == ({"kind": "journal"}, {"do": "start", "ns": 7})
    assert reported == ["odd add"]


def test_the_log(fail: Fail, reported: list[str]) -> None:
    """One note that failed would be the last."""
    fail(log, "note")
    log.note_beside("one")
    log.note_beside("two")
    assert log._queue.close(PATIENCE_S)
    assert log.read().rstrip().endswith(" two")
    assert reported == ["odd note"]


def test_keeping_awake(reported: list[str]) -> None:
    """A desktop that fails would hold the program at its end, or go without a word."""

    def hold() -> Any:  # noqa: ANN401 - it never returns
        raise ValueError("odd hold")

    stage = SessionHarness(plan(rf(20)))
    keep = KeepAwake(hold, stage.clock.now_ns, delay_s=0)
    stage.player.listen(keep)
    stage.started()
    assert keep._queue.close(PATIENCE_S)
    keep.close()
    assert reported == ["odd hold"]


def test_asking_whether_the_laptop_stays_awake(
    monkeypatch: pytest.MonkeyPatch, fail: Fail, reported: list[str]
) -> None:
    """A library that fails would keep the panel before a session from being shown."""
    from retrotimer.app.session import awake_bus  # Windows, where the other tests run too, has no such bus

    monkeypatch.setattr(awake_bus, "is_service_there", lambda: True)
    fail(awake_bus, "is_service_there")
    assert not keep_awake.can_keep_awake(PATIENCE_S)
    assert keep_awake.can_keep_awake(PATIENCE_S)
    assert reported == ["odd is_service_there"]


def test_lines_said_beforehand(qtbot: QtBot, fail: Fail, reported: list[str]) -> None:
    """A system's voice that fails would end the session."""
    fail(voices, "prepare")
    voices.prepare_beside(voices.make_voice(), of_one(Session(plan(rf(60, say="Mind the bend."), rb(60)))))
    qtbot.waitUntil(lambda: reported == ["odd prepare"], timeout=PATIENCE_MS)


# closing


def mover(_root_page: Preferences, _qtbot: QtBot) -> tuple[TaskQueue, Callable[[], object]]:
    """Return the queue of what moves the data, and how it is closed."""
    moves = DataMover()
    return moves._queue, moves.close


def panel(home: Preferences, qtbot: QtBot) -> tuple[TaskQueue, Callable[[], object]]:
    """Return the queue of the panel before a session, and how it is left."""
    page = PreflightPage(home)
    qtbot.addWidget(page)
    page.show()
    return page._queue, page.hide


def journal(_root_page: Preferences, _qtbot: QtBot) -> tuple[TaskQueue, Callable[[], object]]:
    """Return the queue of a journal, and how it is closed."""
    writer = JournalWriter(paths.journal() / "a.jsonl", dict)
    assert writer._queue.close(PATIENCE_S)
    return writer._queue, lambda: writer.close(is_kept=True)


def awake_keeper(_root_page: Preferences, _qtbot: QtBot) -> tuple[TaskQueue, Callable[[], object]]:
    """Return the queue of what keeps the laptop awake, and how it is closed."""
    keep = KeepAwake()
    return keep._queue, keep.close


def program_log(_root_page: Preferences, _qtbot: QtBot) -> tuple[TaskQueue, Callable[[], object]]:
    """Return the queue of the log, and what the end of the program does."""
    return log._queue, log._queue.close


@pytest.mark.parametrize("user", [mover, panel, journal, awake_keeper, program_log])
def test_closing_does_not_wait_for_what_hangs(
    home: Preferences,
    qtbot: QtBot,
    user: Callable[[Preferences, QtBot], tuple[TaskQueue, Callable[[], object]]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A disk, device or desktop that hangs would hang the window at its end."""
    monkeypatch.setattr(tasks, "CLOSE_S", 0.0)
    goes_on = Event()
    queue, close = user(home, qtbot)
    hanging = run_task(lambda: goes_on.wait(PATIENCE_S), queue=queue)
    close()
    assert not hanging.wait(0)
    goes_on.set()
    assert queue.close(PATIENCE_S)


def test_closing_the_window_does_not_wait_for_what_hangs(changed: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that hangs would leave a window that cannot be closed."""
    for module in (autosave, editor_saving):
        monkeypatch.setattr(module, "SAVE_S", 0.0)
    monkeypatch.setattr(tasks, "CLOSE_S", 0.0)
    goes_on, navigator = Event(), changed.navigator
    saving, keeper = navigator.editor.saving, navigator.editor.drafts
    assert saving
    assert keeper
    queues = (saving._queue, keeper._queue, navigator.data.mover._queue, navigator.exports._queue)
    hanging = [run_task(lambda: goes_on.wait(PATIENCE_S), queue=queue) for queue in queues]
    navigator.window.close_for_certain()
    assert not any(task.wait(0) for task in hanging)
    goes_on.set()
    assert all(queue.close(PATIENCE_S) for queue in queues)
    QApplication.processEvents()
    assert [draft.path for draft in drafts.drafts()] == [path()]
