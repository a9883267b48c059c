"""Saving from the editor in a worker thread, and conflicts with what another program wrote meanwhile."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.app.tasks import TaskQueue
from retrotimer.files import paths
from retrotimer.files.presets.drafts import drafts
from retrotimer.gui.editor import autosave
from retrotimer.gui.editor import saving as editor_saving
from retrotimer.gui.editor.document import DocumentState
from retrotimer.gui.editor.saving import Saving
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.training.workout import editing
from tests.helpers.editor_robot import Hands, shape
from tests.helpers.own_preset import SOURCE, choose_own, path
from tests.helpers.tasks import Later

THEIRS = SOURCE.replace("0:30", "0:10").replace("hard", "theirs")


@pytest.fixture
def hands(navigator: Navigator) -> Hands:
    """Hands at the keyboard of the library, a preset of the person's own chosen."""
    return choose_own(navigator)


def changed_meanwhile(hands: Hands, theirs: str = THEIRS) -> None:
    """Change a preset, let another program change its file, and save."""
    hands.press("Ctrl+E", '"45"', "Enter")
    path().write_text(theirs)
    hands.press("Ctrl+S")
    assert hands.asked() == "There are two versions"
    assert path().read_text() == theirs


def test_two_versions_can_both_be_kept_as_two_presets(hands: Hands) -> None:
    """One of two versions would be lost."""
    changed_meanwhile(hands)
    hands.answer("Save mine as a copy")
    assert path().read_text() == THEIRS
    assert (paths.presets() / "hill 2.toml").read_text() == SOURCE.replace("0:30", "0:45")


def test_mine_can_be_kept_with_the_other_beside_it(hands: Hands) -> None:
    """One of two versions would be lost."""
    changed_meanwhile(hands)
    hands.answer("Keep mine, and the other beside it")
    assert path().read_text() == SOURCE.replace("0:30", "0:45")
    assert (paths.presets() / "hill (other version).toml").read_text() == THEIRS


def test_the_files_version_can_be_taken_and_undo_brings_mine_back(hands: Hands) -> None:
    """One of two versions would be lost."""
    changed_meanwhile(hands)
    hands.answer("Use the file’s")
    assert shape(hands.items) == ["run backward 10"]
    assert not hands.page.document.is_unsaved
    hands.press("Ctrl+Z", "Ctrl+S")
    assert path().read_text() == THEIRS.replace("0:10", "0:45")


def test_a_conflict_is_asked_about_once(hands: Hands) -> None:
    """Questions would pile up, and the answer to the first be acted on by the second."""
    changed_meanwhile(hands)
    hands.page.save_requested.emit()
    hands.navigator.editor.leave()
    hands.answer("Save mine as a copy")
    assert hands.asked() == ""
    assert hands.page.document.state is DocumentState.CLEAN


@pytest.mark.parametrize("is_saving", [False, True], ids=["asked about", "found on the way out"])
def test_a_conflict_does_not_outlive_the_editor(
    hands: Hands, monkeypatch: pytest.MonkeyPatch, *, is_saving: bool
) -> None:
    """A question over another page would act on a workout that is not shown, or what was changed be lost."""
    if is_saving:
        in_threads(hands, monkeypatch)
        path().write_text(THEIRS)
        hands.page.save.click()
    else:
        changed_meanwhile(hands)
    hands.navigator.show_library()
    assert hands.asked() == ""
    assert path().read_text() == THEIRS
    assert [draft.path for draft in drafts()] == [path()]


def test_going_on_changes_nothing(hands: Hands) -> None:
    """The question could not be put off."""
    changed_meanwhile(hands)
    hands.press("Esc")
    assert path().read_text() == THEIRS
    assert shape(hands.items) == ["run backward 45"]
    assert hands.page.tree.hasFocus()


def test_a_file_that_was_broken_meanwhile_is_not_taken(hands: Hands) -> None:
    """A file half typed elsewhere would be written over, or end the program."""
    changed_meanwhile(hands, "format = ")
    with pytest.raises(StopIteration):
        hands.answer("Use the file’s")
    hands.answer("Keep mine, and the other beside it")
    assert (paths.presets() / "hill (other version).toml").read_text() == "format = "


def in_threads(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Saving:
    """Edit the preset with its file and draft written in worker threads."""
    for module in (autosave, editor_saving):
        monkeypatch.setattr(module, "TaskQueue", TaskQueue)
    hands.press("Ctrl+E", "F")
    assert hands.navigator.editor.saving
    return hands.navigator.editor.saving


def test_it_is_saved_while_the_person_goes_on(hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was typed while it was saved would count as saved, or its draft be lost."""
    saving = in_threads(hands, monkeypatch)
    with qtbot.waitSignal(saving.kept, timeout=10_000):
        hands.page.save.click()
        assert hands.page.status.text() == "Saving…"
        hands.page.save.click()  # once more, out of impatience
        hands.page.document.do(editing.duplicate)
    assert "run forward" in path().read_text()
    assert hands.page.document.is_unsaved
    assert len(hands.items) == 2
    hands.press("Esc")
    hands.answer("Save")
    assert path().read_text().count("run forward") == 2
    assert drafts() == ()


def test_leaving_waits_for_what_is_being_saved(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who saves and leaves at once would be asked whether to save, or left with half of it."""
    in_threads(hands, monkeypatch)
    hands.page.save.click()
    hands.navigator.editor.leave()
    assert isinstance(hands.navigator.window.page, LibraryPage)
    assert "run forward" in path().read_text()
    assert drafts() == ()


def test_a_workout_with_a_mistake_is_not_saved(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file would be written that cannot be opened any more."""
    saving = in_threads(hands, monkeypatch)
    hands.page.document.do(lambda now: editing.change_workout(now, name=""))
    hands.page.save.click()
    saving.wait()
    assert hands.page.name.hasFocus()
    assert hands.page.status.text()
    assert path().read_text() == SOURCE


def test_a_workout_that_changed_on_disk_asks(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two versions would be lost."""
    saving = in_threads(hands, monkeypatch)
    path().write_text(THEIRS)
    hands.page.save.click()
    saving.wait()
    assert hands.asked() == "There are two versions"
    assert path().read_text() == THEIRS


def test_the_draft_is_the_latest(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is written late would overwrite a newer one, or come back after all was thrown away."""
    in_threads(hands, monkeypatch)
    keeper = hands.navigator.editor.drafts
    assert keeper
    keeper._queue = later = Later()
    keeper.timer.timeout.emit()
    hands.page.document.do(editing.duplicate)
    keeper.timer.timeout.emit()
    later.go_on()
    assert [len(draft.workout.steps) for draft in drafts()] == [2]
    hands.page.document.do(editing.duplicate)
    keeper.timer.timeout.emit()
    keeper.forget()
    later.go_on()
    assert drafts() == ()
