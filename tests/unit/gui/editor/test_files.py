"""The editor and its files: what is unsaved, what survives a crash, what is renamed or deleted."""

from __future__ import annotations

import pytest

from retrotimer.files import paths
from retrotimer.files.presets.drafts import draft_of, drafts
from retrotimer.files.presets.reader import read_preset
from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.widgets.menus import open_menu
from tests.helpers.editor_robot import Hands, shape
from tests.helpers.own_preset import SOURCE, choose_own, path


@pytest.fixture
def hands(navigator: Navigator) -> Hands:
    """Hands at the keyboard of the library, a preset of the person's own chosen."""
    return choose_own(navigator)


def keep_draft(hands: Hands) -> None:
    """Let the second pass after which a draft is written."""
    assert hands.navigator.editor.drafts
    assert hands.navigator.editor.drafts.timer.isActive()
    hands.navigator.editor.drafts.timer.timeout.emit()


def test_leaving_asks_where_something_is_unsaved(hands: Hands) -> None:
    """A key too many would cost what was made."""
    hands.press("Ctrl+E", "F", "Esc")
    assert hands.asked() == "Save changes to “Hill”?"
    hands.press("Esc")
    assert shape(hands.items) == ["run forward 30"]
    hands.press("Esc")
    hands.answer("Save")
    assert isinstance(hands.navigator.window.page, LibraryPage)
    assert "run forward" in path().read_text()
    assert drafts() == ()


def test_leaving_without_saving_leaves_the_file_and_no_draft(hands: Hands) -> None:
    """What was not wanted would come back at the next start."""
    hands.press("Ctrl+E", "F")
    keep_draft(hands)
    hands.press("Esc")
    hands.answer("Don’t save")
    assert path().read_text() == SOURCE
    assert drafts() == ()
    assert isinstance(hands.navigator.window.page, LibraryPage)


def test_leaving_asks_nothing_where_nothing_was_changed(hands: Hands) -> None:
    """A question would stand in the way of whoever only had a look."""
    hands.press("Ctrl+E", "F", "Ctrl+Z", "Esc")
    assert isinstance(hands.navigator.window.page, LibraryPage)
    hands.press("Ctrl+N", "Esc", "Esc")
    assert isinstance(hands.navigator.window.page, LibraryPage)


def test_what_cannot_be_saved_keeps_the_editor_open(hands: Hands) -> None:
    """Leaving would lose what could not be written."""
    hands.press("Ctrl+E", "F")
    path().unlink()
    path().mkdir()
    hands.press("Esc")
    hands.answer("Save")
    assert isinstance(hands.navigator.window.page, EditorPage)


def test_unsaved_work_is_offered_after_a_crash(hands: Hands) -> None:
    """An empty battery would cost an evening's work."""
    hands.press("Ctrl+E", "F", "N")
    keep_draft(hands)
    kept = draft_of(path())
    assert kept
    hands.navigator.editor.page = hands.navigator.editor.drafts = None  # as in another process
    hands.navigator.show_library()
    assert hands.navigator.editor.offer_drafts()
    assert hands.asked() == "Go on where you were?"
    hands.answer("Go on with them")
    assert hands.page.document.workout == kept.workout
    assert hands.page.document.is_unsaved
    hands.press("Ctrl+S")
    assert len(read_preset(path()).workout.steps) == 2
    assert "# hard" in path().read_text()
    assert drafts() == ()


def test_a_new_workout_survives_a_crash_too(hands: Hands) -> None:
    """A workout that never had a file would be lost."""
    hands.press("Ctrl+N", '"Fell"', "Enter", "B")
    hands.navigator.show_library()  # as when another preset is opened from outside
    assert isinstance(hands.navigator.window.page, LibraryPage)
    hands.press("Ctrl+N")
    hands.answer("Go on with them")
    assert hands.page.document.workout.name == "Fell"
    assert shape(hands.items) == ["run backward 60"]
    hands.press("Ctrl+Z")
    assert hands.items == ()


def test_a_draft_that_is_not_wanted_is_forgotten(hands: Hands) -> None:
    """The same question would be asked for ever."""
    hands.press("Ctrl+E", "F")
    keep_draft(hands)
    hands.navigator.show_library()
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
    assert hands.navigator.editor.drafts
    assert not hands.navigator.editor.drafts.timer.isActive()
    assert hands.navigator.editor.drafts.timer.interval() == 1_000


def test_a_preset_is_deleted_and_taken_back(hands: Hands) -> None:
    """A slip of the finger would cost a preset."""
    hands.press("Del")
    assert not path().exists()
    library = hands.navigator.library
    assert path() not in [item.path for item in library.presets.rows.items]
    assert "Hill was deleted" in library._notice.text()  # type: ignore[union-attr]
    assert library.footer._offered[library.footer.undo]
    hands.press("Ctrl+Z")
    assert path().read_text() == SOURCE
    item = library.presets.current()
    assert item
    assert item.path == path()


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
def test_a_built_in_preset_cannot_be_deleted(hands: Hands) -> None:
    """A preset that came with the program would be gone."""
    hands.press("Down", "Del")
    item = hands.navigator.library.presets.current()
    assert item
    assert item.path.exists()
    menu = open_menu(hands.navigator.library.footer.more, hands.navigator.library_actions.menu())
    assert "Delete" not in {action.text() for action in menu.actions()}
    menu.close()


def test_the_delete_key_deletes_from_the_list_alone(hands: Hands) -> None:
    """A preset would go because a letter of a search was to."""
    hands.navigator.library.tools.search.setFocus()
    hands.press('"h"', "Home", "Del", "Del")
    hands.navigator.library.tools.new.setFocus()
    hands.press("Del")
    assert path().exists()


def test_a_preset_gets_another_name(hands: Hands) -> None:
    """A name could be changed in the file alone."""
    hands.press("F2", '"Fell"', "Ctrl+S", "Esc", "Esc")
    assert path().read_text() == SOURCE.replace("Hill", "Fell")
    item = hands.navigator.library.presets.current()
    assert item
    assert (item.name, item.path) == ("Fell", path())


def test_a_copy_is_made_at_once(hands: Hands) -> None:
    """A variant of a preset would have to be made from nothing."""
    hands.press("Ctrl+Shift+D")
    item = hands.navigator.library.presets.current()
    assert item
    assert item.path == paths.presets() / "hill-my-own.toml"
    assert "# hard" in item.path.read_text()


def test_a_preset_that_went_away_cannot_be_edited(hands: Hands) -> None:
    """The program would end because of a file that is gone."""
    path().unlink()
    hands.press("Ctrl+E")
    assert isinstance(hands.navigator.window.page, LibraryPage)
    assert "there is no such file" in hands.navigator.library._notice.text()  # type: ignore[union-attr]
