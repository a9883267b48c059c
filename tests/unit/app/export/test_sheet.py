"""What a sheet of paper says of a workout."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from retrotimer.app.export.sheet import MOST_TEXT, code_text, recipe_rows, time_rows
from retrotimer.app.overview import Overview
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.reader import Fields, Preset, read_workout
from retrotimer.files.wording import Mistakes
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Duration, Step, Workout


def overview(name: str) -> Overview:
    """Return a built-in preset."""
    return Overview(find(name), Paces())


def made(*steps: Step) -> Overview:
    """Return a workout of `steps`."""
    return Overview(Preset("made", Path("made.toml"), Workout("Made", steps)), Paces())


def test_each_step_of_a_repeat_has_a_row_of_its_own() -> None:
    """If it failed, the recipe could not be read at arm's length."""
    assert [(row.text, row.depth, row.movement) for row in recipe_rows(overview("gentler-3-1"))] == [
        ("5:00 walk to warm up", 0, None),
        ("6 ×", 1, None),
        ("1:30 run forward", 1, RUN_FORWARD),
        ("0:30 run backward", 1, RUN_BACKWARD),
        ("1:00 walk", 1, WALK_FORWARD),
        ("3:00 walk to cool down", 0, None),
    ]


def test_each_round_tells_when_its_parts_start() -> None:
    """If it failed, a coach would call the wrong times."""
    rows = time_rows(overview("gentler-3-1"))
    assert [row.name for row in rows] == ["Warm up", *(f"Round {n}" for n in range(1, 7)), "Cool down"]
    assert rows[1].cells == ((RUN_FORWARD, "5:00"), (RUN_BACKWARD, "6:33"), (WALK_FORWARD, "7:03"))
    assert rows[-1].cells == ((WALK_FORWARD, "23:18"),)


def test_what_follows_a_tap_is_an_estimate() -> None:
    """If it failed, times that depend on the athlete would look like promises."""
    cells = [text for row in time_rows(overview("alternata-3k")) for movement, text in row.cells]
    assert not cells[0].startswith("≈")
    assert all(text.startswith("≈") for text in cells[-3:])


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_code_holds_the_workout(name: str) -> None:
    """If it failed, a phone would show another workout than the sheet."""
    wanted = overview(name)
    text = code_text(wanted)
    if text.startswith("format"):
        mistakes = Mistakes(Path("code"))
        workout = read_workout(Fields(tomllib.loads(text), (), mistakes))
        assert not mistakes.found
    else:
        assert len(text) <= MOST_TEXT
        workout = parse_text(text, Path("code")).workout
    assert compile_workout(workout, Paces()).intervals == wanted.timeline.intervals


def test_what_no_code_holds_has_none() -> None:
    """If it failed, a long workout could not be printed."""
    assert code_text(made(*(Step(RUN_FORWARD, Duration(1_000 * n), name=f"Step {n}") for n in range(1, 200)))) == ""
