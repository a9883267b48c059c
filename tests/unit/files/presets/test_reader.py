"""Test reading valid presets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.reader import Preset, read_preset
from retrotimer.training.workout.timeline import nesting
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Level,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

Written = Callable[[str], Path]

EVERYTHING = """\
format = 1
name = "Everything"
level = "novice"
about = "One line.\\nAnd another."
turn = "3 s"
source = "A friend."
tags = ["track", "short"]
steps = [
  { do = "walk forward", for = "5:00", name = "Warm-up", role = "warm-up" },
  { repeat = 6, name = "Six", steps = [
    { do = "run forward", for = "400 m", until = "tap", role = "work" },
    { do = "run backward", for = "84.39 m", say = "Tall chest." },
    { repeat = 2, between = true, steps = [{ do = "stand", for = "30 s", role = "rest" }] },
    { do = "walk backward", for = "tap", between = true },
  ] },
  { do = "walk forward", for = "3:00", role = "cool-down" },
]
"""


def test_everything_that_a_preset_can_say_is_kept(written: Written) -> None:
    """If it failed, a line of a person's preset would be read and then forgotten."""
    six = Repeat(
        6,
        (
            Step(RUN_FORWARD, Distance(400_000, until_tap=True), role=Role.WORK),
            Step(RUN_BACKWARD, Distance(84_390), say="Tall chest."),
            Repeat(2, (Step(STAND, Duration(30_000), role=Role.REST),), between=True),
            Step(WALK_BACKWARD, Tap(), between=True),
        ),
        "Six",
    )
    path = written(EVERYTHING)
    assert read_preset(path) == Preset(
        "my",
        path,
        Workout(
            "Everything",
            (
                Step(WALK_FORWARD, Duration(300_000), name="Warm-up", role=Role.WARM_UP),
                six,
                Step(WALK_FORWARD, Duration(180_000), role=Role.COOL_DOWN),
            ),
            Level.NOVICE,
            "One line.\nAnd another.",
            3_000,
            "A friend.",
            ("track", "short"),
        ),
    )


def test_tables_with_headers_say_the_same(written: Written) -> None:
    """If it failed, a preset written with [[steps]] would not be one."""
    source = """
format = 1
name = "Headers"
[[steps]]
repeat = 2
[[steps.steps]]
do = "run forward"
for = "1:00"
[[steps]]
do = "stand"
for = "10 s"
"""
    workout = read_preset(written(source)).workout
    assert workout.steps == (
        Repeat(2, (Step(RUN_FORWARD, Duration(60_000)),)),
        Step(STAND, Duration(10_000)),
    )


def test_little_is_needed(written: Written) -> None:
    """If it failed, a first preset of one line of steps would need more typing than it says."""
    workout = read_preset(written('format = 1\nname = "A"\nsteps = [{ do = "stand", for = "tap" }]')).workout
    assert workout == Workout("A", (Step(STAND, Tap()),))


@pytest.mark.parametrize("repeats", [1, 8])
def test_repeats_nest_eight_deep(written: Written, repeats: int) -> None:
    """If it failed, a legal workout would be refused."""
    steps = '{ do = "stand", for = "1 s" }'
    for _ in range(repeats):
        steps = f"{{ repeat = 1, steps = [{steps}] }}"
    assert nesting(read_preset(written(f'format = 1\nname = "A"\nsteps = [{steps}]')).workout.steps) == repeats


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    """If it failed, a preset saved by Windows' Notepad would not be one."""
    path = tmp_path / "windows.toml"
    path.write_bytes(b"\xef\xbb\xbf" + EVERYTHING.replace("\n", "\r\n").encode())
    assert read_preset(path).workout.name == "Everything"


def test_a_file_at_the_limit_of_size_is_read(tmp_path: Path) -> None:
    """If it failed, a preset with a long comment would be refused below 1 MiB."""
    path = tmp_path / "long.toml"
    path.write_text(EVERYTHING + "#" * ((1 << 20) - len(EVERYTHING)), newline="\n")
    assert path.stat().st_size == 1 << 20
    assert read_preset(path).workout.name == "Everything"


def test_an_id_is_safe_to_show(tmp_path: Path) -> None:
    """If it failed, a file's name could steer the terminal that lists it."""
    path = tmp_path / "a\x1b[2J.toml"
    path.write_text(EVERYTHING)
    assert read_preset(path).id == r"a\x1b[2J"
