"""`retrotimer build`: four numbers and a level on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.library import find
from retrotimer.training.workout.workout import Level

Run = Callable[..., tuple[int, str, str]]


def test_without_numbers_it_builds_gentler_3_1(retrotimer: Run) -> None:
    """If it failed, the builder would not begin with what everything is shown with."""
    status, out, err = retrotimer("build")
    assert (status, err) == (0, "")
    assert out.startswith("1:30 forward, 0:30 back × 6 (novice)\n")
    assert "Total 26:00: running 9:00 forward, 3:00 backward; walking 14:00 forward." in out
    assert "Easy on knee and calf, by our lines." in out


def test_every_number_is_used(retrotimer: Run) -> None:
    """If it failed, an option would do nothing."""
    numbers = (
        "--total",
        "40:00",
        "--backward",
        "40%",
        "--bout",
        "1:00",
        "--walk",
        "90 s",
        "--level",
        "intermediate",
    )
    out = retrotimer("build", *numbers)[1]
    assert "(intermediate)" in out
    assert "▼ Run backward      1:00\n           ▲ Walk forward      1:30" in out
    assert "Total 40:00" in out


def test_what_the_level_does_not_allow_is_told_and_not_built(retrotimer: Run) -> None:
    """If it failed, a novice would get more than is right for them, or less without a word."""
    status, out, err = retrotimer("build", "--bout", "1:00", "--backward", "50")
    assert status == 0
    assert err == (
        "Backward runs are 0:30 long, our line for this level.\n"
        "25 % of the running is backward, our line for this level.\n"
    )
    assert "Easy on knee and calf, by our lines." in out


def test_it_is_written_to_a_preset(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, what was built could not be run."""
    path = tmp_path / "mine.toml"
    status, out, _err = retrotimer("build", "--name", "Mine", "--walk", "0", "-o", str(path))
    assert status == 0
    assert out.startswith("Mine (mine, novice)\n")
    assert out.endswith(f"\nMine is in {path}.\n")
    workout = find(str(path)).workout
    assert (workout.name, workout.level) == ("Mine", Level.NOVICE)
    assert retrotimer("check", str(path))[0] == 0


def test_nothing_is_written_over(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, a preset could be lost to a slip."""
    path = tmp_path / "mine.toml"
    path.write_text("# mine")
    status, _out, err = retrotimer("build", "-o", str(path))
    assert status == 2
    assert f"{path} is there already" in err
    assert path.read_text() == "# mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--total", "5:00"), "'5:00' is not a time of whole seconds from 10:00 to 1:30:00"),
        (("--total", "long"), "'long' is not a time of whole seconds from 10:00 to 1:30:00"),
        (("--total", "3 km"), "'3 km' is not a time of whole seconds"),
        (("--bout", "tap"), "'tap' is not a time of whole seconds from 0:05 to 3:00"),
        (("--bout", "10.5 s"), "'10.5 s' is not a time of whole seconds"),
        (("--backward", "60%"), "'60%' is not a share from 5% to 55%"),
        (("--backward", "a third"), "'a third' is not a share"),
        (("--level", "expert"), "'expert'"),
        (("--name", " "), "' ' is not a name"),
        (("--name", 81 * "x"), "1 to 80 characters"),
        (("-o", "mine.fit"), "mine.fit: a preset's file ends in .toml"),
    ],
)
def test_a_wrong_number_is_one_sentence(retrotimer: Run, arguments: tuple[str, ...], words: str) -> None:
    """If it failed, a slip would end in a traceback, or in a workout nobody asked for."""
    status, out, err = retrotimer("build", *arguments)
    assert (status, out, len(err.splitlines())) == (2, "", 1)
    assert words in err
