"""The editor and its files: what is unsaved, what another program wrote meanwhile, what is deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.files import places
from retrotimer.files.drafts import draft_of, drafts
from retrotimer.files.preset import read_preset
from retrotimer.gui.desk import Desk
from retrotimer.gui.editor_page import EditorPage
from retrotimer.gui.editor_saving import Saving
from retrotimer.gui.library_page import LibraryPage
from retrotimer.training import editing
from tests.gui.editor_hands import Hands, shape

SOURCE = '# mine\nformat = 1\nname = "Hill"\nsteps = [{ do = "run backward", for = "0:30" }] # hard\n'
THEIRS = SOURCE.replace("0:30", "0:10").replace("hard", "theirs")


@pytest.fixture
def hands(desk: Desk) -> Hands:
    """Hands at the keyboard of the library, a preset of the person's own chosen."""
    desk.window.activateWindow()
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text(SOURCE)
    desk.library.show_file(path())
    QApplication.processEvents()
    return Hands(desk)


def path() -> Path:
    """Return the file of the preset of the person's own."""
    return places.presets() / "hill.toml"


def keep_draft(hands: Hands) -> None:
    """Let the second pass after which a draft is written."""
    assert hands.desk.editor.drafts
    assert hands.desk.editor.drafts.timer.isActive()
    hands.desk.editor.drafts.timer.timeout.emit()


def test_leaving_asks_where_something_is_unsaved(hands: Hands) -> None:
    """A key too many would cost what was made."""
    hands.press("Ctrl+E", "F", "Esc")
    assert hands.asked() == "Save your changes?"
    hands.press("Esc")
    assert shape(hands.items) == ["run forward 30"]
    hands.press("Esc")
    hands.answer("Save")
    assert isinstance(hands.desk.window.page, LibraryPage)
    assert "run forward" in path().read_text()
    assert drafts() == ()


def test_leaving_without_saving_leaves_the_file_and_no_draft(hands: Hands) -> None:
    """What was not wanted would come back at the next start."""
    hands.press("Ctrl+E", "F")
    keep_draft(hands)
    hands.press("Esc")
    hands.answer("Leave without saving")
    assert path().read_text() == SOURCE
    assert drafts() == ()
    assert isinstance(hands.desk.window.page, LibraryPage)


def test_leaving_asks_nothing_where_nothing_was_changed(hands: Hands) -> None:
    """A question would stand in the way of whoever only had a look."""
    hands.press("Ctrl+E", "F", "Ctrl+Z", "Esc")
    assert isinstance(hands.desk.window.page, LibraryPage)
    hands.press("Ctrl+N", "Esc", "Esc")
    assert isinstance(hands.desk.window.page, LibraryPage)


def test_what_cannot_be_saved_keeps_the_editor_open(hands: Hands) -> None:
    """Leaving would lose what could not be written."""
    hands.press("Ctrl+E", "F")
    path().unlink()
    path().mkdir()
    hands.press("Esc")
    hands.answer("Save")
    assert isinstance(hands.desk.window.page, EditorPage)


def test_unsaved_work_is_offered_after_a_crash(hands: Hands) -> None:
    """An empty battery would cost an evening's work."""
    hands.press("Ctrl+E", "F", "N")
    keep_draft(hands)
    kept = draft_of(path())
    assert kept
    hands.desk.editor.page = hands.desk.editor.drafts = None  # as in another process
    hands.desk.show_library()
    assert hands.desk.editor.offer_drafts()
    assert hands.asked() == "Go on where you were?"
    hands.answer("Go on with them")
    assert hands.page.work.workout == kept.workout
    assert hands.page.work.is_unsaved
    hands.press("Ctrl+S")
    assert len(read_preset(path()).workout.steps) == 2
    assert "# hard" in path().read_text()
    assert drafts() == ()


def test_a_new_workout_survives_a_crash_too(hands: Hands) -> None:
    """A workout that never had a file would be lost."""
    hands.press("Ctrl+N", '"Fell"', "Enter", "B")
    hands.desk.show_library()  # as when another preset is opened from outside
    assert isinstance(hands.desk.window.page, LibraryPage)
    hands.press("Ctrl+N")
    hands.answer("Go on with them")
    assert hands.page.work.workout.name == "Fell"
    assert shape(hands.items) == ["run backward 60"]
    hands.press("Ctrl+Z")
    assert hands.items == ()


def test_a_draft_that_is_not_wanted_is_forgotten(hands: Hands) -> None:
    """The same question would be asked for ever."""
    hands.press("Ctrl+E", "F")
    keep_draft(hands)
    hands.desk.show_library()
    hands.press("Ctrl+E")
    hands.answer("Throw them away")
    assert shape(hands.items) == ["run backward 30"]
    assert drafts() == ()


def test_no_draft_is_written_more_than_once_a_second(hands: Hands) -> None:
    """Each key would write a file."""
    hands.press("Ctrl+E", "F", "B", "W", "N")
    assert drafts() == ()
    keep_draft(hands)
    assert [len(draft.workout.steps) for draft in drafts()] == [2]
    assert hands.desk.editor.drafts
    assert not hands.desk.editor.drafts.timer.isActive()
    assert hands.desk.editor.drafts.timer.interval() == 1_000


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
    assert (places.presets() / "hill 2.toml").read_text() == SOURCE.replace("0:30", "0:45")


def test_mine_can_be_kept_with_the_other_beside_it(hands: Hands) -> None:
    """One of two versions would be lost."""
    changed_meanwhile(hands)
    hands.answer("Keep mine, and the other beside it")
    assert path().read_text() == SOURCE.replace("0:30", "0:45")
    assert (places.presets() / "hill (other version).toml").read_text() == THEIRS


def test_the_files_version_can_be_taken_and_undo_brings_mine_back(hands: Hands) -> None:
    """One of two versions would be lost."""
    changed_meanwhile(hands)
    hands.answer("Take the file’s")
    assert shape(hands.items) == ["run backward 10"]
    assert not hands.page.work.is_unsaved
    hands.press("Ctrl+Z", "Ctrl+S")
    assert path().read_text() == THEIRS.replace("0:10", "0:45")


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
        hands.answer("Take the file’s")
    hands.answer("Keep mine, and the other beside it")
    assert (places.presets() / "hill (other version).toml").read_text() == "format = "


def test_a_preset_is_deleted_and_taken_back(hands: Hands) -> None:
    """A slip of the finger would cost a preset."""
    hands.press("Del")
    assert not path().exists()
    library = hands.desk.library
    assert "Hill" not in [item.name for item in library.presets.rows.items]
    assert "Hill was deleted" in library._notice.text()  # type: ignore[union-attr]
    assert library.foot._offered[library.foot.undo]
    hands.press("Ctrl+Z")
    assert path().read_text() == SOURCE
    item = library.presets.current()
    assert item
    assert item.path == path()


def test_a_built_in_preset_cannot_be_deleted(hands: Hands) -> None:
    """A preset that came with the program would be gone."""
    hands.press("Down", "Del")
    item = hands.desk.library.presets.current()
    assert item
    assert item.path.exists()
    assert not hands.desk.library.foot._offered[hands.desk.library.foot.delete]


def test_the_delete_key_deletes_from_the_list_alone(hands: Hands) -> None:
    """A preset would go because a letter of a search was to."""
    hands.desk.library.tools.search.setFocus()
    hands.press('"h"', "Home", "Del", "Del")
    hands.desk.library.foot.new.setFocus()
    hands.press("Del")
    assert path().exists()


def test_a_preset_gets_another_name(hands: Hands) -> None:
    """A name could be changed in the file alone."""
    hands.press("F2", '"Fell"', "Ctrl+S", "Esc", "Esc")
    assert path().read_text() == SOURCE.replace("Hill", "Fell")
    item = hands.desk.library.presets.current()
    assert item
    assert (item.name, item.path) == ("Fell", path())


def test_a_copy_is_made_at_once(hands: Hands) -> None:
    """A variant of a preset would have to be made from nothing."""
    hands.press("Ctrl+Shift+D")
    item = hands.desk.library.presets.current()
    assert item
    assert item.path == places.presets() / "hill-my-own.toml"
    assert "# hard" in item.path.read_text()


def test_a_preset_that_went_away_cannot_be_edited(hands: Hands) -> None:
    """The program would end because of a file that is gone."""
    path().unlink()
    hands.press("Ctrl+E")
    assert isinstance(hands.desk.window.page, LibraryPage)
    assert "there is no such file" in hands.desk.library._notice.text()  # type: ignore[union-attr]


def beside_the_keys(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> Saving:
    """Edit the preset as a long one is: its file and draft are written in threads."""
    monkeypatch.setattr("retrotimer.gui.editor_work.LARGE", 0)
    hands.press("Ctrl+E", "F")
    assert hands.desk.editor.saving
    return hands.desk.editor.saving


def test_a_long_workout_is_saved_while_the_person_goes_on(
    hands: Hands, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed while it was saved would count as saved, or its draft be lost."""
    saving = beside_the_keys(hands, monkeypatch)
    with qtbot.waitSignal(saving.kept, timeout=10_000):
        hands.page.save.click()
        assert hands.page.status.text() == "Saving…"
        hands.page.save.click()  # once more, out of impatience
        hands.page.work.do(editing.duplicate)
    assert "run forward" in path().read_text()
    assert hands.page.work.is_unsaved
    assert len(hands.items) == 2
    hands.press("Esc")
    hands.answer("Save")
    assert path().read_text().count("run forward") == 2
    assert drafts() == ()


def test_leaving_waits_for_what_is_being_saved(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who saves and leaves at once would be asked whether to save, or left with half of it."""
    beside_the_keys(hands, monkeypatch)
    hands.page.save.click()
    hands.desk.editor.leave()
    assert isinstance(hands.desk.window.page, LibraryPage)
    assert "run forward" in path().read_text()
    assert drafts() == ()


def test_a_long_workout_with_a_mistake_is_not_saved(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file would be written that cannot be opened any more."""
    saving = beside_the_keys(hands, monkeypatch)
    hands.page.work.do(lambda now: editing.change_workout(now, name=""))
    hands.page.save.click()
    saving.settle()
    assert hands.page.name.hasFocus()
    assert hands.page.status.text()
    assert path().read_text() == SOURCE


def test_a_long_workout_that_changed_on_disk_asks(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two versions would be lost."""
    saving = beside_the_keys(hands, monkeypatch)
    path().write_text(THEIRS)
    hands.page.save.click()
    saving.settle()
    assert hands.asked() == "There are two versions"
    assert path().read_text() == THEIRS


def test_the_draft_of_a_long_workout_is_the_latest(hands: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft that is written late would overwrite a newer one, or come back after all was thrown away."""
    beside_the_keys(hands, monkeypatch)
    keeper = hands.desk.editor.drafts
    assert keeper
    jobs: list[Callable[[], None]] = []
    monkeypatch.setattr(keeper._background, "do", jobs.append)
    keeper.timer.timeout.emit()
    hands.page.work.do(editing.duplicate)
    keeper.timer.timeout.emit()
    for job in reversed(jobs):
        job()
    assert [len(draft.workout.steps) for draft in drafts()] == [2]
    keeper.forget()
    jobs[-1]()
    assert drafts() == ()
