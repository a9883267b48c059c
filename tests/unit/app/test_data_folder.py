"""Test moving the data folder: interrupted at any write, missing, and back."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrotimer.app.data_folder import missing_notice, move, use_usual, use_usual_for_now
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write
from retrotimer.files.data_migration import files_of
from retrotimer.files.history import store
from retrotimer.files.presets import drafts
from retrotimer.training.errors import WrongRequest
from tests.helpers.examples import rf, workout
from tests.helpers.usual_folder import usual_folder


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the usual folder, with some data, on a machine that keeps to it."""
    return usual_folder(tmp_path, monkeypatch)


def test_all_places_move_together(usual: Path, tmp_path: Path) -> None:
    """Presets would come from one folder, and sessions go to another."""
    new = tmp_path / "Sync" / "running"
    before = files_of(usual)
    moved = move(new)
    assert (paths.presets(), paths.history(), paths.trash()) == (
        new / "presets",
        new / "history",
        new / "trash",
    )
    assert files_of(new) == before
    (aside,) = usual.iterdir()
    assert files_of(aside) == before
    assert str(aside) in moved.message[-1]


def test_a_failed_write_leaves_the_old_in_use(usual: Path, tmp_path: Path) -> None:
    """A full or locked target would leave the data without a folder."""
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "presets").write_text("a file where a folder has to be")
    with pytest.raises(NotSaved):
        move(tmp_path / "new")
    assert paths.data() == usual


def test_a_missing_folder_is_told_and_never_made_anew(usual: Path, tmp_path: Path) -> None:
    """An empty mount point would be taken for a new library, and be filled."""
    new = tmp_path / "stick"
    move(new)
    assert not missing_notice()
    new.rename(tmp_path / "elsewhere")
    new.mkdir()
    assert str(new) in missing_notice()
    with pytest.raises(NotSaved, match="not there"), atomic_write(paths.marks(), make_folder=True):
        pass
    assert not list(new.iterdir())
    with pytest.raises(WrongRequest, match="no data"):
        move(tmp_path / "nothing")
    move(tmp_path / "elsewhere")
    assert paths.data() == tmp_path / "elsewhere"
    assert not missing_notice()
    assert usual.exists()


def test_the_way_back(usual: Path, tmp_path: Path) -> None:
    """A folder that was moved could never be moved home."""
    before = files_of(usual)
    move(tmp_path / "new")
    move(usual)
    assert paths.moved_to() is None
    assert files_of(usual) == before
    assert files_of(tmp_path / "new") == before, "another laptop lost what it shares with us"


def test_the_usual_folder_can_be_used_again(usual: Path, tmp_path: Path) -> None:
    """Who lost the disk for good could not start again."""
    move(tmp_path / "new")
    assert use_usual() == usual
    assert paths.data() == usual


def test_folders_that_cannot_be_one_are_refused(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Data would be moved into itself, onto a file, or past the folder that holds everything."""
    (tmp_path / "file").write_text("")
    for folder, why in (
        (tmp_path / "file", "is a file"),
        (usual, "already"),
        (usual / "inner", "within"),
        (usual.parent, "around"),
    ):
        with pytest.raises(WrongRequest, match=why):
            move(folder)
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path / "home"))
    with pytest.raises(WrongRequest, match=paths.HOME_VARIABLE):
        move(tmp_path / "new")


def test_a_copy_that_is_given_up_leaves_the_old_in_use(usual: Path, tmp_path: Path) -> None:
    """Cancel would leave half a library in use, or neither."""
    before = files_of(usual)

    def give_up(_done: int, _of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(tmp_path / "new", give_up)
    assert paths.data() == usual
    assert files_of(usual) == before
    move(tmp_path / "new")
    assert files_of(tmp_path / "new") == before


def test_a_draft_follows_its_preset(usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unsaved work would be saved into the folder that is not used any more, where nobody looks."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    drafts.keep(drafts.Draft(workout(rf(2)), usual / "presets/mine.toml", "before"))
    move(tmp_path / "new")
    (draft,) = drafts.drafts()
    assert draft.path == tmp_path / "new/presets/mine.toml"
    assert drafts.draft_of(usual / "presets/mine.toml") is None


def test_a_session_saved_at_the_last_moment_comes_along(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that ends between the last look and the switch would be put away with the old data."""
    late = usual / "history/20270302T170000Z-0a1b2c3d.json"

    def save() -> tuple[drafts.Draft, ...]:
        late.write_text("late")
        return ()

    monkeypatch.setattr(drafts, "drafts", save)
    move(tmp_path / "new")
    assert (paths.history() / late.name).read_text() == "late"


def test_what_cannot_be_brought_at_last_is_told_and_let_alone(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was saved last would be put away without a word."""

    def link() -> tuple[drafts.Draft, ...]:
        (usual / "history/link.json").symlink_to("/etc/hostname")
        return ()

    monkeypatch.setattr(drafts, "drafts", link)
    moved = move(tmp_path / "new")
    assert paths.data() == tmp_path / "new"
    assert "left as it is" in moved.message[-1]
    assert (usual / "presets/mine.toml").exists()


def test_the_usual_folder_serves_for_now_and_both_are_joined_later(usual: Path, tmp_path: Path) -> None:
    """Who forgot the stick could not train, or would never see that day's session among the others."""
    stick, away = tmp_path / "stick", tmp_path / "away"
    move(stick)
    stick.rename(away)
    use_usual_for_now()
    assert (paths.data(), paths.missing_data(), paths.waiting()) == (usual, None, stick)
    paths.history().mkdir()
    (paths.history() / "20270303T170000Z-0a1b2c3d.json").write_text("today")
    away.rename(stick)
    assert paths.data() == usual, "it was changed without a word"
    move(stick)
    assert (paths.data(), paths.waiting()) == (stick, None)
    assert {path.name for path in paths.history().iterdir()} == {
        "20270301T170000Z-0a1b2c3d.json",
        "20270303T170000Z-0a1b2c3d.json",
    }


def test_the_data_of_the_other_laptop_is_used_and_ours_is_kept_whole(usual: Path, tmp_path: Path) -> None:
    """What a person made on the second laptop would be lost, or take the place of what the first one shares."""
    shared, mine = tmp_path / "shared", usual / "presets/mine.toml"
    move(shared)
    mine.parent.mkdir(exist_ok=True)
    use_usual()
    mine.write_text("as the second laptop has it")
    theirs = (shared / "presets/mine.toml").read_text()
    moved = move(shared)
    assert (paths.presets() / "mine.toml").read_text() == theirs
    kept = [path for path in usual.rglob("mine.toml") if path.read_text() == "as the second laptop has it"]
    assert len(kept) == 1
    assert any("mine.toml" in sentence and "old folder" in sentence for sentence in moved.message)
    assert str(kept[0].parent.parent) in moved.message[-1]


def test_a_waiting_folder_that_is_given_up_is_named(usual: Path, tmp_path: Path) -> None:
    """Data on a stick would be forgotten without a word."""
    move(tmp_path / "stick")
    (tmp_path / "stick").rename(tmp_path / "away")
    use_usual_for_now()
    moved = move(tmp_path / "new")
    assert any(
        str(tmp_path / "stick") in sentence and "not used any more" in sentence for sentence in moved.message
    )
    assert usual.exists()


@pytest.mark.parametrize("said", [b"", b"relative/folder", b"\xff\xfe", b"/a\nbut what is this", None])
def test_a_pointer_that_cannot_be_understood_never_begins_anew(
    usual: Path, tmp_path: Path, said: bytes | None
) -> None:
    """A torn file, or a pipe in its place, would make the program begin with an empty library, or wait for ever."""
    paths.pointer().parent.mkdir(parents=True)
    if said is None:
        os.mkfifo(paths.pointer())
    else:
        paths.pointer().write_bytes(said)
    assert paths.missing_data() == paths.pointer()
    assert "cannot be understood" in missing_notice()
    with pytest.raises(NotSaved), atomic_write(paths.marks(), make_folder=True):
        pass
    with pytest.raises(NotSaved):
        store.rate(paths.history() / "x.json", 5, "")
    use_usual_for_now()
    assert (paths.data(), paths.missing_data()) == (usual, None)
    assert len(list(paths.pointer().parent.iterdir())) == 1, "what it said is gone"
    assert tmp_path.exists()
