"""Test the choice of readers and writers by ending."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from retrotimer.exchange.registry import READERS, WRITERS, Terms, read_workout_file
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Interval
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Movement, Role

TERMS = Terms(Paces(), 1_700_000_000_000)


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("ending", WRITERS)
def test_every_built_in_preset_goes_through_every_kind_of_file(tmp_path: Path, name: str, ending: str) -> None:
    """If it failed, a kind of file would lose the movements or the names of a preset."""
    workout = find(name).workout
    path = tmp_path / f"out{ending.upper()}"
    file = BytesIO()
    WRITERS[ending](workout, file, TERMS)
    path.write_bytes(file.getvalue())
    back = read_workout_file(path).workout if ending in READERS else read_preset(path).workout
    before, after = compile_workout(workout, Paces()).intervals, compile_workout(back, Paces()).intervals
    assert named(before) == named(after)


def named(intervals: tuple[Interval, ...]) -> list[tuple[Movement, str]]:
    """Return movements and names; a turn is written as a step of that name."""
    return [(i.movement, "Turn" if i.role is Role.TURN else i.name) for i in intervals]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_texts_of_any_editor_are_read(tmp_path: Path, encoding: str) -> None:
    """If it failed, a text saved by an older editor would lose its letters."""
    path = tmp_path / "my.txt"
    path.write_bytes("Übung\n\n- 10m langsam".encode(encoding))
    assert read_workout_file(path).workout.name == "Übung"


def test_an_unknown_ending_is_refused(tmp_path: Path) -> None:
    """If it failed, a person would not hear which files can be read."""
    with pytest.raises(WrongRequest, match=r"'\.tcx' is not a kind.*\.txt, \.zwo, \.fit, \.toml"):
        read_workout_file(tmp_path / "my.tcx")


def test_a_file_that_is_too_large_or_missing_is_not_read(tmp_path: Path) -> None:
    """If it failed, a file of 100 MB would fill the memory."""
    large = tmp_path / "large.zwo"
    with large.open("wb") as file:
        file.truncate(100 << 20)
    for path, mistake in ((large, "larger than 1 MiB"), (tmp_path / "gone.fit", "no such file")):
        with pytest.raises(WrongFile, match=mistake):
            read_workout_file(path)
