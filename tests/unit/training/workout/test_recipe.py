"""Test the recipe in words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from retrotimer.files.presets.library import all_presets
from retrotimer.files.presets.reader import Preset
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.recipe import line_numbers, recipe, recipe_text, step_text
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

RUN, BACK, WALK = (
    Step(RUN_FORWARD, Duration(60_000)),
    Step(RUN_BACKWARD, Duration(30_000)),
    Step(WALK_FORWARD, Duration(60_000)),
)


@pytest.fixture(scope="module")
def built_in() -> Mapping[str, Preset]:
    """Return the built-in presets by id."""
    return {entry.id: entry for entry in all_presets() if isinstance(entry, Preset) and entry.is_builtin}


@pytest.mark.parametrize(
    ("preset", "text"),
    [
        (
            "first-steps",
            "5:00 walk to warm up · 8 × (0:30 walk backward, 1:00 walk forward) · 3:00 walk to cool down",
        ),
        (
            "gentler-3-1",
            (
                "5:00 walk to warm up · 6 × (1:30 run forward, 0:30 run backward, 1:00 walk)"
                " · 3:00 walk to cool down · 0:03 for turning, between running forward and backward"
            ),
        ),
        (
            "alternata-3k",
            "3 × (500\xa0m run backward, tap at its end, 500\xa0m run forward, tap at its end)",
        ),
    ],
)
def test_recipe_of_preset(built_in: Mapping[str, Preset], preset: str, text: str) -> None:
    """A preset's recipe would not say what one does: walking, distances and rounds in plain words."""
    assert recipe_text(built_in[preset].workout) == text


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        ((RUN, BACK, WALK) * 6, ["6 × (1:00 run forward, 0:30 run backward, 1:00 walk)"]),
        ((Repeat(1, (RUN, BACK)), WALK), ["1:00 run forward, 0:30 run backward, 1:00 walk"]),
        (
            (RUN, WALK, BACK, WALK, RUN),
            ["1:00 run forward, 1:00 walk", "0:30 run backward, 1:00 walk", "1:00 run forward"],
        ),
        (
            (Repeat(3, (RUN, Step(WALK_FORWARD, Duration(20_000), between=True)), name="Set"),),
            ["Set: 3 × (1:00 run forward, 0:20 walk between rounds)"],
        ),
        (
            (Repeat(2, (Repeat(4, (BACK,)), WALK)),),
            ["2 × (4 × 0:30 run backward, 1:00 walk)"],
        ),
        ((Step(STAND, Tap()),), ["stand until you tap"]),
        ((Step(RUN_BACKWARD, Distance(84_390), "Straight"),), ["84.39\xa0m run backward (Straight)"]),
        ((Step(WALK_BACKWARD, Duration(7_500)), WALK), ["0:07.5 walk backward, 1:00 walk forward"]),
        (
            (Step(RUN_FORWARD, Duration(60_000), role=Role.WARM_UP),) * 2,
            ["1:00 run forward to warm up", "1:00 run forward to warm up"],
        ),
    ],
)
def test_recipe_lines(steps: tuple[Step | Repeat, ...], lines: list[str]) -> None:
    """Equal parts would stand one by one, or a line would break within a round."""
    assert [line.text for line in recipe(Workout("", steps))] == lines


def test_every_interval_has_its_line(built_in: Mapping[str, Preset]) -> None:
    """Pointing at a line would light blocks of another one."""
    for preset in built_in.values():
        lines = recipe(preset.workout)
        timeline = compile_workout(preset.workout, Paces())
        told = zip(line_numbers(lines, timeline), timeline.intervals, strict=True)
        numbers = [number for number, interval in told if interval.role is not Role.TURN]
        assert [numbers.count(n) for n in range(len(lines))] == [line.count for line in lines], preset.id


def test_turns_are_told_once() -> None:
    """The pauses for turning would be left out, and the recipe would not add up."""
    workout = Workout("", (Repeat(3, (RUN, BACK)), WALK), turn_ms=3_000)
    lines = recipe(workout)
    assert lines[-1].text == "0:03 for turning, between running forward and backward"
    numbers = line_numbers(lines, compile_workout(workout, Paces()))
    assert sorted(set(numbers)) == [0, 1]


def test_a_step_by_itself_reads_as_in_its_line() -> None:
    """A sheet of paper would say another thing than the window."""
    assert step_text(Step(RUN_FORWARD, Duration(60_000))) == "1:00 run forward"
