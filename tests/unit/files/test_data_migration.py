"""Test copying and merging data: nothing is overwritten, in any order."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.data_migration import DataCopy, Progress, files_of, holds_data, move_to_subfolder
from retrotimer.files.library_state import LibraryState, read_marks, write_marks
from retrotimer.training.errors import WrongRequest

ID = "20270301T170000Z-0a1b2c3d"


def brought(source: Path, target: Path, message: Progress = lambda _done, _of: None) -> DataCopy:
    """Copy all data of `source` into `target`."""
    copying = DataCopy(source, target, message)
    copying.run()
    return copying


def _laptop(folder: Path, name: str) -> Path:
    """Make a folder with presets, history, a plan and marks, some of them of the same name on each laptop."""
    for path, text in {
        f"presets/{name}.toml": name,
        "presets/Both.toml": f"as {name} has it",
        "presets/same.toml": "the same",
        f"history/20270301T170000Z-{name.encode().hex()[:8]:0<8}.json": name,
        f"history/{ID}.json": "both",
        f"history/{ID}.rating-20270302T170000Z-{name.encode().hex()[:8]:0<8}.json": name,
        "plan.toml": f"# {name}",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    write_marks(LibraryState(frozenset({name}), {"both": f"2027-03-0{len(name)}T17:00:00Z"}), folder / "marks.json")
    return folder


def _contents(folder: Path) -> set[str]:
    """Return what the files of the data say, whatever their names; marks are compared on their own."""
    return {(folder / path).read_text() for path in files_of(folder) if path.name != "marks.json"}


def test_all_arrives_and_the_old_one_stays(tmp_path: Path) -> None:
    """Moving would lose a file, or change it, or take it away before anyone looked."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"
    before = {path: (old / path).read_bytes() for path in files_of(old)}
    copying = brought(old, new)
    assert (len(copying.new), copying.differing) == (len(before), set())
    assert {path: (new / path).read_bytes() for path in files_of(new)} == before
    assert {path: (old / path).read_bytes() for path in files_of(old)} == before
    assert holds_data(new)


@pytest.mark.parametrize("order", list(permutations(("ada", "grace", "edsger"))))
def test_what_a_shared_folder_lacks_is_added_and_its_own_stays(tmp_path: Path, order: tuple[str, ...]) -> None:
    """What one laptop brought would be lost, or written over by another one."""
    shared, first = tmp_path / "shared", order[0]
    for name in order:
        laptop = _laptop(tmp_path / name, name)
        before = {path: (laptop / path).read_bytes() for path in files_of(laptop)}
        copying = brought(laptop, shared)
        wanted = set() if name == first else {Path("presets/Both.toml"), Path("plan.toml"), Path("marks.json")}
        assert copying.differing == wanted
        assert {path: (laptop / path).read_bytes() for path in files_of(laptop)} == before
    names = {path.name for path in files_of(shared)}
    assert names == {path.name for name in order for path in files_of(tmp_path / name)}
    assert (shared / "presets/Both.toml").read_text() == f"as {first} has it"
    assert read_marks(shared / "marks.json")[0].favourites == {first}


def test_joining_twice_is_as_good_as_once(tmp_path: Path) -> None:
    """A move that was cut off and done again would leave everything there twice."""
    shared, ours = tmp_path / "shared", _laptop(tmp_path / "ours", "grace")
    brought(_laptop(tmp_path / "ada", "ada"), shared)
    first = brought(ours, shared)
    names = files_of(shared)
    again = brought(ours, shared)
    assert len(first.new) == 3
    assert (len(again.new), again.differing) == (0, first.differing)
    assert files_of(shared) == names


def test_a_folder_of_unknown_files_is_not_taken_for_ours(tmp_path: Path) -> None:
    """A file that is not of RetroTimer's data would be used as if a person had saved it here, or be lost."""
    ours, other = _laptop(tmp_path / "ours", "grace"), _laptop(tmp_path / "other", "ada")
    before = {path: (other / path).read_bytes() for path in files_of(other)}
    with pytest.raises(WrongRequest, match="other contents"):
        brought(ours, other)
    assert not holds_data(other)
    assert {path: (other / path).read_bytes() for path in before} == before


@pytest.mark.parametrize(
    "copy",
    ["{stem}.sync-conflict-20270302-101500-ABCDEFG{end}", "{stem} (Grace's conflicted copy 2027-03-02){end}"],
)
def test_conflict_copies_come_along(tmp_path: Path, copy: str) -> None:
    """What Syncthing or Dropbox put beside would be lost on the way, or stand for the file it is a copy of."""
    old = _laptop(tmp_path / "old", "ada")
    for path in files_of(old):
        name = copy.format(stem=path.stem, end=path.suffix)
        (old / path).with_name(name).write_text(f"conflict of {path}")
    new = tmp_path / "new"
    brought(old, new)
    assert files_of(new) == files_of(old)
    assert (new / "presets/Both.toml").read_text() == "as ada has it"


def test_links_are_refused_before_anything_moves(tmp_path: Path) -> None:
    """A link would be copied as what it leads to, which may be anything and anywhere."""
    old = _laptop(tmp_path / "old", "ada")
    (old / "presets/away.toml").symlink_to("/etc/hostname")
    with pytest.raises(WrongRequest, match="link"):
        brought(old, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_data_is_moved_to_a_subfolder_whole(tmp_path: Path) -> None:
    """The old data would be deleted, or what is not ours be renamed with it."""
    old = _laptop(tmp_path / "old", "ada")
    (old / "settings.toml").write_text("format = 1")
    before = files_of(old)
    subfolder, problem = move_to_subfolder(old, "moved")
    assert subfolder is not None
    assert not problem
    assert files_of(subfolder) == before
    assert [path.name for path in old.iterdir() if path != subfolder] == ["settings.toml"]


def test_data_that_cannot_be_moved_is_reported(tmp_path: Path) -> None:
    """A move that was done would end in an error, as if it had not been."""
    subfolder, problem = move_to_subfolder(tmp_path / "gone", "moved")
    assert subfolder is None
    assert "could not be moved to a subfolder" in problem


def test_marker_is_no_data(tmp_path: Path) -> None:
    """A folder that was joined would be copied with the marker of another one."""
    shutil.copytree(_laptop(tmp_path / "old", "ada"), tmp_path / "copy")
    (tmp_path / "copy" / paths.MARKER).write_text("here")
    assert files_of(tmp_path / "copy") == files_of(tmp_path / "old")


def test_a_second_run_brings_what_came_and_changed_since(tmp_path: Path) -> None:
    """A session that ends, or a preset that is saved, just before the new folder is used would stay behind."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"
    copying = brought(old, new)
    (old / "history/late.json").write_text("late")
    (old / "presets/same.toml").write_text("saved during the move")
    copying.run()
    assert copying.differing == set()
    assert (new / "history/late.json").read_text() == "late"
    assert (new / "presets/same.toml").read_text() == "saved during the move"
