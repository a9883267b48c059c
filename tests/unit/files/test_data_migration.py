"""Copying and joining data: nothing overwritten, every byte there, the same files in whatever order."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.data_migration import (
    Copied,
    Copying,
    Progress,
    files_of,
    holds_data,
    place_in,
    put_aside,
    union,
)
from retrotimer.files.library_state import Marks, read_marks, write_marks
from retrotimer.training.errors import MissingPart, WrongRequest

ID = "20270301T170000Z-0a1b2c3d"


def brought(source: Path, target: Path, told: Progress = lambda _done, _of: None) -> Copied:
    """Bring all data of `source` into `target`."""
    return Copying(source, target, told).run()


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
    write_marks(Marks(frozenset({name}), {"both": f"2027-03-0{len(name)}T17:00:00Z"}), folder / "marks.json")
    return folder


def _contents(folder: Path) -> set[str]:
    """Return what the files of the data say, whatever their names; marks are compared on their own."""
    return {(folder / path).read_text() for path in files_of(folder) if path.name != "marks.json"}


def test_all_arrives_and_the_old_one_stays(tmp_path: Path) -> None:
    """Moving would lose a file, or change it, or take it away before anyone looked."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"
    before = {path: (old / path).read_bytes() for path in files_of(old)}
    assert brought(old, new) == (len(before), ())
    assert {path: (new / path).read_bytes() for path in files_of(new)} == before
    assert {path: (old / path).read_bytes() for path in files_of(old)} == before
    assert holds_data(new)


@pytest.mark.parametrize("order", list(permutations(("ada", "grace", "edsger"))))
def test_laptops_come_to_the_same_union_in_every_order(tmp_path: Path, order: tuple[str, ...]) -> None:
    """What one laptop brought would be lost, or depend on which came first."""
    for name in order:
        brought(_laptop(tmp_path / name, name), tmp_path / "shared")
    shared = tmp_path / "shared"
    wanted = set().union(*(_contents(tmp_path / name) for name in order))
    assert _contents(shared) == wanted
    marks, _lost = read_marks(shared / "marks.json")
    assert marks.favourites == set(order)
    assert marks.used == {"both": "2027-03-06T17:00:00Z"}


def test_joining_twice_is_as_good_as_once(tmp_path: Path) -> None:
    """A move that was cut off and done again would leave everything there twice."""
    shared = _laptop(tmp_path / "shared", "ada")
    ours = _laptop(tmp_path / "ours", "grace")
    first = brought(ours, shared)
    names = files_of(shared)
    again = brought(ours, shared)
    assert first.new == 5
    assert len(first.beside) == 2
    assert again.new == 0
    assert files_of(shared) == names
    assert (shared / "presets/Both.toml").read_text() == "as ada has it"


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


def test_marks_that_cannot_be_read_are_kept_beside(tmp_path: Path) -> None:
    """Broken marks on one laptop would wipe those of the other, or stop the move."""
    old, new = _laptop(tmp_path / "old", "ada"), _laptop(tmp_path / "new", "grace")
    (old / "marks.json").write_text("{torn")
    copied = brought(old, new)
    assert any(path.read_text() == "{torn" for path in copied.beside)
    assert read_marks(new / "marks.json")[0].favourites == {"grace"}


def test_links_are_refused_before_anything_moves(tmp_path: Path) -> None:
    """A link would be copied as what it leads to, which may be anything and anywhere."""
    old = _laptop(tmp_path / "old", "ada")
    (old / "presets/away.toml").symlink_to("/etc/hostname")
    with pytest.raises(WrongRequest, match="link"):
        brought(old, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_data_is_put_aside_whole(tmp_path: Path) -> None:
    """The old data would be deleted, or what is not ours be renamed with it."""
    old = _laptop(tmp_path / "old", "ada")
    (old / "settings.toml").write_text("format = 1")
    before = files_of(old)
    aside, trouble = put_aside(old, "moved")
    assert aside is not None
    assert not trouble
    assert files_of(aside) == before
    assert [path.name for path in old.iterdir() if path != aside] == ["settings.toml"]


def test_data_that_cannot_be_put_aside_is_told(tmp_path: Path) -> None:
    """A move that was done would end in an error, as if it had not been."""
    aside, trouble = put_aside(tmp_path / "gone", "moved")
    assert aside is None
    assert "could not be put aside" in trouble


def test_union_knows_no_order() -> None:
    """Which laptop is joined to which would decide what was last used."""
    one = Marks(frozenset("a"), {"x": "2027-01-01T00:00:00Z", "y": "2027-01-01T00:00:00Z"})
    other = Marks(frozenset("b"), {"x": "2027-02-01T00:00:00Z"})
    assert union(one, other) == union(other, one)


def test_the_copy_goes_on_while_files_come(tmp_path: Path) -> None:
    """A session that ends during the move would stay behind."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"
    late = old / "history" / f"{ID}.deletion-20270303T170000Z-00000000.json"

    def save(_done: int, _of: int) -> None:
        if not late.exists():
            late.write_text("late")

    brought(old, new, save)
    assert (new / late.relative_to(old)).read_text() == "late"


def test_marker_is_no_data(tmp_path: Path) -> None:
    """A folder that was joined would be copied with the marker of another one."""
    shutil.copytree(_laptop(tmp_path / "old", "ada"), tmp_path / "copy")
    (tmp_path / "copy" / paths.MARKER).write_text("here")
    assert files_of(tmp_path / "copy") == files_of(tmp_path / "old")


def test_a_file_that_never_rests_ends_the_copying(tmp_path: Path) -> None:
    """A program that writes without end into the old folder would keep a move going for ever."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"

    def write_on(done: int, _of: int) -> None:
        (old / "history" / f"{done}.json").write_text(str(done))

    with pytest.raises(MissingPart, match="faster than they can be copied"):
        brought(old, new, write_on)
    assert not holds_data(new)


def test_what_changes_while_it_is_copied_arrives_as_it_was_last(tmp_path: Path) -> None:
    """A preset saved during the move would come as it was before, with the newer one beside it."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"

    def save(done: int, of: int) -> None:
        if done == of and (old / "presets/same.toml").read_text() == "the same":
            (old / "presets/same.toml").write_text("saved during the move")

    assert brought(old, new, save).beside == ()
    assert (new / "presets/same.toml").read_text() == "saved during the move"


def test_what_comes_after_the_copy_is_brought_by_a_second_look(tmp_path: Path) -> None:
    """A session that ends just before the new folder is used would stay behind."""
    old, new = _laptop(tmp_path / "old", "ada"), tmp_path / "new"
    copying = Copying(old, new)
    before = copying.run()
    (old / "history/late.json").write_text("late")
    assert copying.run().new == before.new + 1
    assert (new / "history/late.json").read_text() == "late"


def test_one_can_find_where_a_file_was_put(tmp_path: Path) -> None:
    """A draft would be saved into the other laptop's preset of the same name."""
    old, new = _laptop(tmp_path / "old", "ada"), _laptop(tmp_path / "new", "grace")
    (beside,) = [path for path in brought(old, new).beside if path.parent.name == "presets"]
    assert place_in(old, new, Path("presets/Both.toml")) == beside
    assert place_in(old, new, Path("presets/ada.toml")) == new / "presets/ada.toml"
