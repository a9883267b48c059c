"""Files in the library: dropped ones, broken ones, and thousands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from pytestqt.qtbot import QtBot

from retrotimer.app.library import LibraryEntry
from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.presets.library import BUILT_IN, listed
from retrotimer.gui.library.page import LibraryPage
from retrotimer.training.workout.paces import Paces

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
SOUND = 'format = 1\nname = "{name}"\nsteps = [{{ do = "run backward", for = "{seconds} s" }}]\n'


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], LibraryPage]:
    """Open the library of a home of one's own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))

    def show() -> LibraryPage:
        made = LibraryPage(listed(), Paces())
        qtbot.addWidget(made)
        made.resize(1000, 700)
        with qtbot.waitExposed(made), qtbot.waitSignal(made.presets.painted):
            made.show()
        return made

    return show


def write(path: Path, name: str = "Hill", seconds: int = 60) -> Path:
    """Write a sound preset to `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SOUND.format(name=name, seconds=seconds))
    return path


def drop(page: LibraryPage, *urls: QUrl | Path) -> None:
    """Drop files on the page."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(url)) if isinstance(url, Path) else url for url in urls])
    action, held = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    page.dropEvent(QDropEvent(QPointF(50, 50), action, data, LEFT, held))


def message(page: LibraryPage) -> str:
    """Return all that the trouble on the right says."""
    assert page.panel.problem
    assert page.panel.problem.problem
    return "\n".join((page.panel.problem.problem.title, *page.panel.problem.problem.sentences))


def chosen(page: LibraryPage) -> Overview:
    """Return the preset on the right."""
    assert page.panel._entry
    return page.panel._entry


def test_a_dropped_preset_is_copied_and_chosen(page: Callable[[], LibraryPage], tmp_path: Path) -> None:
    """A preset from a friend could not be taken in with the mouse."""
    library = page()
    drop(library, write(tmp_path / "hill.toml"), write(tmp_path / "flat.toml", "Flat"))
    assert chosen(library).preset.path == paths.presets() / "flat.toml"
    assert [item.name for item in library.presets.rows.items[:2]] == ["Flat", "Hill"]
    assert library.panel.problem is None


def test_a_dropped_broken_file_is_told_and_not_copied(
    qtbot: QtBot, page: Callable[[], LibraryPage], tmp_path: Path
) -> None:
    """A wrong file would vanish without a word, or fill the list."""
    library = page()
    bad = tmp_path / "bad.toml"
    bad.write_text("format = 1\n")
    drop(library, bad, tmp_path, QUrl("https://example.org/x.toml"), write(tmp_path / "hill.toml"))
    words = message(library)
    assert "name: this key is missing" in words
    assert "steps: this key is missing" in words
    assert "this is a folder" in words
    assert "https://example.org/x.toml is not a file on this computer" in words
    assert "1 workout was added." in words
    assert [path.name for path in paths.presets().iterdir()] == ["hill.toml"]
    assert library.panel.problem
    qtbot.keyClick(library.panel.problem.buttons[0], Key.Key_Escape)
    assert chosen(library).preset.id == "hill"


def test_what_holds_of_many_dropped_files_is_told_once(page: Callable[[], LibraryPage], tmp_path: Path) -> None:
    """A folder of workouts would tell the same sentence once a file, or not say which file it is about."""
    library, files = page(), []
    for nth in range(30):
        files.append(tmp_path / f"w{nth}.txt")
        files[-1].write_text(f"- {nth + 1}m\n- Rest 2m\n" + ("- 400m\n" if nth == 7 else ""))
    drop(library, *files)
    assert library._notice
    words = library._notice.accessibleName()
    assert words.count("Steps called rest or recovery walk") == 1
    assert "In 30 files: Steps called rest" in words
    assert "w7.txt: line 3: '400m' was read as metres" in words


def test_a_preset_that_cannot_be_kept_is_used_where_it_is(
    qtbot: QtBot, page: Callable[[], LibraryPage], tmp_path: Path
) -> None:
    """With a read-only folder nobody could run what they dropped."""
    library = page()
    (tmp_path / "home").write_text("in the way")
    path = write(tmp_path / "hill.toml")
    drop(library, path)
    assert "could not be saved" in message(library)
    assert library.panel.problem
    qtbot.mouseClick(library.panel.problem.buttons[0], LEFT)
    assert chosen(library).preset.path == path
    assert library.panel.start.isEnabled()


def test_a_file_that_is_handed_over_is_shown_from_where_it_is(
    page: Callable[[], LibraryPage], tmp_path: Path
) -> None:
    """A file opened from the desktop would be copied, or not be seen."""
    library = page()
    path = write(tmp_path / "hill.toml")
    library.tools.search.setText("pyramid")
    library.show_file(path)
    assert chosen(library).preset.path == path
    assert not paths.presets().exists()
    path.write_text("format = 1\n")
    library.show_file(path)
    assert "name: this key is missing" in message(library)


def test_a_broken_file_of_the_list_says_what_and_where(
    qtbot: QtBot, page: Callable[[], LibraryPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who mistyped their own preset would not learn what to mend, nor where."""
    path = paths.presets() / "bad.toml"
    path.parent.mkdir(parents=True)
    path.write_text('format = 1\nsteps = [\n { do = "swim", for = "1:00" },\n]\n')
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    library = page()
    qtbot.keyClick(library.presets, Key.Key_Home)
    assert "name: this key is missing" in message(library)
    assert "Line 3, do: 'swim' is no movement: use one of 'run forward'" in message(library)
    assert message(library).count(str(path)) == 1
    assert not library.panel.start.isEnabled()
    with qtbot.assertNotEmitted(library.started):
        qtbot.keyClick(library.presets, Key.Key_Space)
    assert library.panel.problem
    edit, folder, delete = library.panel.problem.buttons
    assert [button.text() for button in (edit, folder, delete)] == [
        "Open in text editor",
        "Show in folder",
        "Delete",
    ]
    qtbot.mouseClick(edit, LEFT)
    qtbot.mouseClick(folder, LEFT)
    assert opened == [QUrl.fromLocalFile(str(path)), QUrl.fromLocalFile(str(path.parent))]
    with qtbot.waitSignal(library.delete_requested):
        qtbot.mouseClick(delete, LEFT)


@pytest.mark.thorough
def test_two_thousand_presets_are_read_as_they_are_seen(
    qtbot: QtBot, page: Callable[[], LibraryPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A club's collection would hold up the window, or be searched and ordered wrongly."""
    built_in = len(BUILT_IN)
    for nth in range(2_000):
        write(paths.presets() / f"p{nth:04}.toml", f"Workout {nth:04}", 10 + (nth * 7) % 2_000)
    monkeypatch.setattr(LibraryPage, "_read_on", lambda _page: None)
    library = page()
    assert sum(1 for item in library.library_model.items if item.is_read) < 20
    qtbot.keyClick(library.presets, Key.Key_End)
    assert chosen(library).preset.id == "alternata-3k"
    qtbot.keyClick(library.presets, Key.Key_PageUp)
    assert 1_990 < library.presets.currentIndex().row() - built_in < 1_999
    assert sum(1 for item in library.library_model.items if item.is_read) < 40
    monkeypatch.undo()
    while library._timer.isActive():
        library._read_on()
    qtbot.keyClicks(library.tools.search, "workout 1234")
    assert [item.name for item in library.presets.rows.items] == ["Workout 1234"]
    library.tools.search.clear()
    library.tools.sort.picked.emit("length")
    lengths = [item.figures[0] for item in library.presets.rows.items]
    assert len(lengths) == 2_000 + built_in
    assert lengths == sorted(lengths)


def test_what_is_read_later_is_found_later(
    qtbot: QtBot, page: Callable[[], LibraryPage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search typed at once would end as "nothing found" for good."""
    write(paths.presets() / "hill.toml")
    monkeypatch.setattr(LibraryPage, "_finish_setup", lambda _page: None)
    library = page()
    library.tools.search.setText("alternata")
    assert "still being read" in message(library)
    monkeypatch.undo()
    library._finish_setup()
    qtbot.waitUntil(lambda: not library._timer.isActive())
    assert chosen(library).preset.id == "alternata-3k"


def test_a_row_says_all_to_a_screen_reader(page: Callable[[], LibraryPage]) -> None:
    """Who does not see the list would hear names alone."""
    library = page()
    item: LibraryEntry = library.presets.rows.items[0]
    library.library_model.toggle(item)
    spoken = library.presets.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "First steps, 20:00 · novice, favourite"
