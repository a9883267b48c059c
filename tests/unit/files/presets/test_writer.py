"""Test writing new presets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from retrotimer.files.presets.library import BUILT_IN, Preset, find
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.presets.writer import preset_text
from retrotimer.training.workout.workout import RUN_BACKWARD, Duration, Level, Repeat, Step, Workout
from tests.helpers.workout_strategies import named_workouts

TEXT = """\
format = 1
name = "Hills"
level = "novice"
about = \"\"\"
Up and down.
Say \\"up\\" aloud.\"\"\"
turn = "3 s"
source = "C:\\\\runs"
tags = ["hills", "short"]
steps = [
  { repeat = 4, name = "Set", steps = [
    { do = "run backward", for = "0:30", say = "Tall chest." },
  ] },
]
"""


def test_a_preset_reads_as_a_person_would_write_it() -> None:
    """A file that the program wrote would be hard to read and change by hand."""
    step = Step(RUN_BACKWARD, Duration(30_000), say="Tall chest.")
    about = 'Up and down.\nSay "up" aloud.'
    steps = (Repeat(4, (step,), "Set"),)
    workout = Workout("Hills", steps, Level.NOVICE, about, 3_000, "C:\\runs", ("hills", "short"))
    assert preset_text(workout) == TEXT


@given(workout=named_workouts)
def test_what_is_written_reads_back_the_same(workout: Workout, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A saved workout would be another one when it is opened."""
    path = tmp_path_factory.getbasetemp() / "written.toml"
    path.write_bytes(preset_text(workout).encode())
    assert read_preset(path).workout == workout


@pytest.mark.parametrize("preset_id", BUILT_IN)
def test_every_built_in_preset_can_be_written_anew(preset_id: str, tmp_path: Path) -> None:
    """A copy of a built-in preset would not be the same workout."""
    found: Preset = find(preset_id)
    path = tmp_path / "copy.toml"
    path.write_bytes(preset_text(found.workout).encode())
    assert read_preset(path).workout == found.workout
