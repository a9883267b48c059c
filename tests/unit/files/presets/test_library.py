"""Test listing and finding presets."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from retrotimer.files.assets import asset
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import BUILT_IN, Broken, Listed, Preset, adopt, all_presets, find, listed
from retrotimer.training.errors import WrongFile, WrongRequest

SOUND = 'format = 1\nname = "Mine"\nsteps = [{ do = "stand", for = "1 s" }]\n'


def keep(home: Path, name: str, source: str = SOUND) -> Path:
    """Put a file into the person's presets."""
    path = home / "presets" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source)
    return path


@pytest.mark.usefixtures("home")
def test_a_fresh_machine_has_the_built_in_presets_in_order() -> None:
    """If it failed, a built-in preset would be broken, missing, or out of order."""
    presets = all_presets()
    assert [preset.id for preset in presets] == list(BUILT_IN)
    assert all(isinstance(preset, Preset) and preset.is_builtin for preset in presets)


def test_every_built_in_file_is_in_the_list() -> None:
    """If it failed, a preset file would be shipped that nobody sees."""
    assert {path.stem for path in asset("presets").glob("*.toml")} == set(BUILT_IN)


def test_own_presets_follow_sorted_by_id(home: Path) -> None:
    """If it failed, a person would not find their presets, or find other files among them."""
    for name in ("b.toml", "A.toml", "c.TOML", "notes.txt", ".retrotimer-1.part", ".hidden.toml"):
        keep(home, name)
    own = all_presets()[len(BUILT_IN) :]
    assert [preset.id for preset in own] == ["A", "b", "c"]
    assert not any(isinstance(preset, Preset) and preset.is_builtin for preset in own)


def test_a_broken_preset_is_listed_with_why(home: Path) -> None:
    """If it failed, one wrong file would hide all others, or be hidden itself."""
    path = keep(home, "bad.toml", "format = 1\n")
    folder = home / "presets" / "folder.toml"
    folder.mkdir()
    assert all_presets()[len(BUILT_IN) :] == (
        Broken("bad", path, (f"{path}: name: this key is missing", f"{path}: steps: this key is missing")),
        Broken("folder", folder, (f"{folder}: this is a folder, not a file",)),
    )
    assert path.read_text() == "format = 1\n"


def test_a_folder_that_cannot_be_looked_into_is_told(home: Path) -> None:
    """If it failed, the built-in presets could not be used either, or the person's be missing without a word."""
    home.mkdir()
    folder = home / "presets"
    folder.write_text("in the way")
    broken = all_presets()[-1]
    assert isinstance(broken, Broken)
    assert (broken.id, broken.path) == ("presets", folder)
    assert broken.mistakes[0].startswith(f"{folder} cannot be read: ")
    assert find("beginner").is_builtin


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["gentler-3-1", "Gentler-3-1", "GENTLER-3-1"])
def test_an_id_is_found_in_any_case(text: str) -> None:
    """If it failed, a preset would have to be typed just as its file is named."""
    assert find(text).id == "gentler-3-1"


@pytest.mark.usefixtures("home")
def test_the_nearest_id_is_named() -> None:
    """If it failed, a slip of the finger would leave a person without a hint."""
    with pytest.raises(WrongRequest, match=r"There is no preset 'begginer'\. Did you mean 'beginner'\?"):
        find("begginer")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("text", ["xyzzy", "", "x" * 500])
def test_where_none_is_near_the_list_is_named(text: str) -> None:
    """If it failed, a person who does not know the presets would not hear where they are."""
    with pytest.raises(WrongRequest, match="`retrotimer list` shows those there are"):
        find(text)


def test_own_presets_go_before_built_in_ones(home: Path) -> None:
    """If it failed, a person's own version of a preset would be passed over."""
    path = keep(home, "beginner.toml")
    assert find("beginner").path == path
    assert find("BEGINNER").path == path
    assert [preset.id for preset in all_presets()].count("beginner") == 2


def test_just_this_spelling_goes_first(home: Path) -> None:
    """If it failed, of two presets that differ only in case one could not be chosen."""
    keep(home, "Mine.toml")
    lower = keep(home, "mine.toml")
    assert find("mine").path == lower


def test_an_own_broken_preset_is_told_instead_of_the_built_in_one(home: Path) -> None:
    """If it failed, a person would run another workout than their own without a word."""
    keep(home, "beginner.toml", "format = 1\n")
    with pytest.raises(WrongFile, match="name: this key is missing"):
        find("beginner")


@pytest.mark.usefixtures("home")
def test_a_file_is_found_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a preset outside the folders could not be run."""
    (tmp_path / "here.toml").write_text(SOUND)
    (tmp_path / "other.txt").write_text(SOUND)
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    for text in ("here.toml", f".{os.sep}other.txt", str(tmp_path / "here.toml"), "~/here.toml"):
        assert find(text).workout.name == "Mine"


@pytest.mark.usefixtures("home")
def test_a_missing_file_is_told() -> None:
    """If it failed, a mistyped path would be looked for among the presets."""
    with pytest.raises(WrongFile, match=r"gentler-3-1\.toml: there is no such file"):
        find("gentler-3-1.toml")


def test_listing_reads_nothing_until_asked(home: Path) -> None:
    """If it failed, 2,000 presets would hold up the window."""
    path = keep(home, "mine.toml")
    files = listed()
    path.write_text(SOUND.replace("Mine", "Changed since"))
    assert [file.id for file in files] == [*BUILT_IN, "mine"]
    last = files[-1]
    assert isinstance(last, Listed)
    found = last.read()
    assert isinstance(found, Preset)
    assert found.workout.name == "Changed since"


def test_a_preset_from_elsewhere_is_copied(home: Path, tmp_path: Path) -> None:
    """If it failed, a preset dropped on the window would be gone when its stick is pulled."""
    path = tmp_path / "Hill.toml"
    path.write_text(SOUND)
    assert adopt(path) == find("Hill")
    assert (home / "presets" / "Hill.toml").read_text() == SOUND
    assert path.exists()


@pytest.mark.parametrize("accepted", ["Mine.toml", "mine.TOML"])
def test_a_taken_name_gets_a_number(home: Path, tmp_path: Path, accepted: str) -> None:
    """If it failed, somebody's file would overwrite one's own."""
    keep(home, accepted, SOUND.replace("1 s", "9 s"))
    path = tmp_path / "Mine.toml"
    for nth in (2, 3):
        path.write_text(SOUND.replace("1 s", f"{nth} s"))
        assert adopt(path).id == f"Mine {nth}"
    assert "9 s" in (home / "presets" / accepted).read_text()


def test_what_one_has_already_is_not_copied_again(home: Path, tmp_path: Path) -> None:
    """If it failed, dropping a file twice would fill the list with the same workout."""
    own = keep(home, "mine.toml")
    path = tmp_path / "other name.toml"
    path.write_text(SOUND)
    assert adopt(path).path == own
    assert adopt(own).path == own
    assert adopt(asset("presets") / "beginner.toml").is_builtin
    assert list(own.parent.iterdir()) == [own]


def test_a_file_like_a_built_in_one_stands_beside_it(home: Path, tmp_path: Path) -> None:
    """If it failed, a dropped file would hide a built-in preset from the command line."""
    path = tmp_path / "beginner.toml"
    path.write_text(SOUND)
    assert adopt(path).id == "beginner 2"
    assert find("beginner").is_builtin
    assert home.exists()


def test_a_hidden_or_oddly_ending_file_becomes_visible(home: Path, tmp_path: Path) -> None:
    """If it failed, a copied preset would not be in the list."""
    for name, preset_id in ((".toml", "toml"), (".quiet.toml", "quiet"), ("mail.txt", "mail")):
        path = tmp_path / name
        path.write_text(SOUND.replace("Mine", name))
        assert adopt(path).path == home / "presets" / f"{preset_id}.toml"


def test_a_broken_file_is_not_copied(home: Path, tmp_path: Path) -> None:
    """If it failed, the list would fill with files that cannot be used."""
    path = tmp_path / "bad.toml"
    path.write_text("format = 1\n")
    with pytest.raises(WrongFile, match="name: this key is missing"):
        adopt(path)
    assert not home.exists()


def test_presets_that_cannot_be_kept_are_told(home: Path, tmp_path: Path) -> None:
    """If it failed, a read-only folder would swallow the file."""
    home.write_text("in the way")
    path = tmp_path / "Hill.toml"
    path.write_text(SOUND)
    with pytest.raises(NotSaved, match=r"Hill\.toml could not be saved"):
        adopt(path)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON.toml", "preset-CON"),
        ("nul.toml", "preset-nul"),
        ("LPT1.toml", "preset-LPT1"),
        ("com\u00b9.toml", "preset-com\u00b9"),
        ("aux.easy.toml", "preset-aux.easy"),
        ("prn .toml", "preset-prn"),
        ("a:b*c?.toml", "a-b-c-"),
        ("x\\..\\y.toml", "x-..-y"),
        ("con-brio.toml", "con-brio"),
        ("..toml", "preset"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="such files cannot be made there")
def test_a_name_that_windows_does_not_take_becomes_another(
    home: Path, tmp_path: Path, name: str, kept: str
) -> None:
    """If it failed, a preset could not be shared with a laptop that runs Windows, or reach a device there."""
    path = tmp_path / name
    path.write_text(SOUND)
    assert adopt(path).path == home / "presets" / f"{kept}.toml"
