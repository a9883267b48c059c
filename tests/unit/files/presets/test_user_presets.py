"""Test creating, changing, copying and deleting a person's presets."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import find
from retrotimer.files.presets.user_presets import (
    ChangedMeanwhile,
    Opened,
    move_to_trash,
    open_preset,
    save,
    save_beside,
    save_copy,
    save_new,
    stem_for,
    take_back,
)
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.workout import STAND, Duration, Step, Workout

SOURCE = '# mine\nformat = 1\nname = "Hill"\nsteps = [{ do = "stand", for = "0:10" }] # here\n'
WORKOUT = Workout("Hill", (Step(STAND, Duration(10_000)),))
LONGER = replace(WORKOUT, steps=(Step(STAND, Duration(20_000)),))


@pytest.fixture
def opened(home: Path) -> Opened:
    """A preset of the person's own, opened."""
    path = home / "presets" / "hill.toml"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return open_preset(path)


def test_a_changed_preset_is_saved_where_it_was(opened: Opened) -> None:
    """What was changed in the editor would be gone, or with it what was written by hand."""
    after = save(opened, LONGER)
    assert opened.path.read_text() == SOURCE.replace("0:10", "0:20") == after.source
    assert save(after, WORKOUT).source == SOURCE


def test_the_lines_of_windows_stay_so(opened: Opened) -> None:
    """A file from Windows would be one long line in its editor."""
    opened.path.write_bytes(SOURCE.replace("\n", "\r\n").encode())
    after = save(open_preset(opened.path), LONGER)
    assert opened.path.read_bytes() == after.source.replace("\n", "\r\n").encode()


def test_what_another_program_wrote_is_not_written_over(opened: Opened) -> None:
    """Work in another editor would be lost without a question."""
    theirs = SOURCE.replace("Hill", "Theirs")
    opened.path.write_text(theirs)
    with pytest.raises(ChangedMeanwhile, match=r"hill\.toml was changed by another program meanwhile") as caught:
        save(opened, LONGER)
    assert opened.path.read_text() == theirs
    assert isinstance(caught.value.theirs, Opened)
    assert caught.value.theirs.workout.name == "Theirs"


def test_a_file_that_another_program_broke_is_told_as_broken(opened: Opened) -> None:
    """A file that is half typed elsewhere would be written over."""
    opened.path.write_text("format =")
    with pytest.raises(ChangedMeanwhile) as caught:
        save(opened, LONGER)
    assert isinstance(caught.value.theirs, WrongFile)
    assert opened.path.read_text() == "format ="


def test_keeping_mine_keeps_theirs_beside_it(opened: Opened) -> None:
    """One of two versions would be lost, whichever a person chose."""
    opened.path.write_text("theirs")
    after, beside = save_beside(opened, LONGER)
    again = save_beside(opened, WORKOUT)[1]
    assert (beside.name, beside.read_text()) == ("hill (other version).toml", "theirs")
    assert again.name == "hill (other version) 2.toml"
    assert after.workout == LONGER


def test_a_file_that_went_away_is_made_anew(opened: Opened) -> None:
    """What was changed could not be saved any more."""
    opened.path.unlink()
    assert save(opened, LONGER).path.read_text() == SOURCE.replace("0:10", "0:20")


@pytest.mark.usefixtures("home")
def test_a_new_preset_is_named_after_its_workout_and_overwrites_nothing() -> None:
    """A second workout of the same name would take the place of the first."""
    first, second = save_new(WORKOUT), save_new(LONGER)
    built_in = save_new(replace(WORKOUT, name="Pyramid"))
    assert [made.path.name for made in (first, second, built_in)] == ["hill.toml", "hill 2.toml", "pyramid 2.toml"]
    assert first.path.parent == paths.presets()
    assert open_preset(second.path).workout == LONGER


@pytest.mark.usefixtures("home")
def test_a_copy_of_a_built_in_preset_has_its_comments() -> None:
    """A copy would tell less than what it was made from."""
    made = save_copy(open_preset(find("gentler-3-1").path), replace(find("gentler-3-1").workout, name="Mine"))
    assert made.path == paths.presets() / "mine.toml"
    assert "# in our model walking is what rests knee and calf" in made.source


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Gentler 3:1", "gentler-3-1"),
        ("走る", "走る"),
        ("…", "preset"),
        ("CON", "preset-con"),
        ("a" * 80, "a" * 60),
    ],
)
def test_a_file_is_called_after_its_preset(name: str, stem: str) -> None:
    """A name that no disk takes could not be saved."""
    assert stem_for(name) == stem


def test_a_deleted_preset_can_be_taken_back(opened: Opened) -> None:
    """A slip of the finger would cost a workout."""
    trashed = move_to_trash(opened.path)
    assert not opened.path.exists()
    assert trashed.parent == paths.trash()
    assert take_back(trashed, opened.path) == opened.path
    assert opened.path.read_text() == SOURCE


def test_what_is_taken_back_writes_over_nothing(opened: Opened) -> None:
    """A new preset would be lost to an old one of the same name."""
    trashed = move_to_trash(opened.path)
    opened.path.write_text("new")
    assert take_back(trashed, opened.path).name == "hill 2.toml"
    assert opened.path.read_text() == "new"


def test_what_cannot_be_moved_stays(opened: Opened) -> None:
    """A preset would vanish on the way to the trash."""
    paths.trash().parent.mkdir(parents=True)
    paths.trash().write_text("no folder")
    with pytest.raises(NotSaved):
        move_to_trash(opened.path)
    assert opened.path.read_text() == SOURCE
