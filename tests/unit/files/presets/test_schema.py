"""Test the JSON Schema of presets against the reader."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from retrotimer.files.presets.lengths import format_length, parse_length
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.schema import schema
from retrotimer.files.presets.writer import preset_text
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.workout import STEP_MM, STEP_MS, Distance, Duration, Length, Workout
from tests.helpers.workout_strategies import named_workouts

VALIDATOR = Draft202012Validator(schema())
STEP = {"do": "run forward", "for": "1:30"}


def is_valid(table: dict[str, Any]) -> bool:
    """Return whether the schema takes `table` as a preset."""
    return bool(VALIDATOR.is_valid(table))


def with_step(**keys: object) -> dict[str, Any]:
    """Return a preset of one step, in a repeat, with other keys."""
    step = {key: value for key, value in {**STEP, **keys}.items() if value is not None}
    return {"format": 1, "name": "x", "steps": [{"repeat": 2, "steps": [STEP, step]}]}


def test_the_schema_is_a_schema() -> None:
    """An editor would take it for broken, and complete nothing."""
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("preset_id", BUILT_IN)
def test_every_built_in_preset_is_valid(preset_id: str) -> None:
    """An editor would mark a sound preset."""
    assert is_valid(tomllib.loads(find(preset_id).path.read_text("utf-8")))


@given(named_workouts)
def test_every_workout_that_is_written_is_valid(workout: Workout) -> None:
    """An editor would mark what the program itself has written."""
    assert is_valid(tomllib.loads(preset_text(workout)))


@pytest.mark.parametrize(
    "table",
    [
        {},
        {"format": 2, "name": "x", "steps": [STEP]},
        {"format": 1, "name": " ", "steps": [STEP]},
        {"format": 1, "name": "x" * 81, "steps": [STEP]},
        {"format": 1, "name": "x", "steps": []},
        {"format": 1, "name": "x", "steps": [STEP], "colour": "red"},
        {"format": 1, "name": "x", "steps": [STEP], "level": "expert"},
        {"format": 1, "name": "x", "steps": [STEP], "turn": "5 m"},
        {"format": 1, "name": "x", "steps": [{"repeat": 0, "steps": [STEP]}]},
        {"format": 1, "name": "x", "steps": [{"repeat": 2, "steps": []}]},
        with_step(do="jog"),
        with_step(do=None),
        with_step(**{"for": "1:90"}),
        with_step(**{"for": "90"}),
        with_step(**{"for": 90}),
        with_step(do="stand", **{"for": "400 m"}),
        with_step(until="tap"),
        with_step(until="tap", **{"for": "tap"}),
        with_step(role="turn"),
        with_step(between="yes"),
        with_step(say="a\u0007"),
        with_step(speed="fast"),
    ],
)
def test_a_mistake_is_marked(table: dict[str, Any]) -> None:
    """An editor would let a mistake pass that RetroTimer then refuses."""
    assert not is_valid(table)


def test_a_distance_may_wait_for_a_tap() -> None:
    """An editor would mark what is allowed."""
    assert is_valid(with_step(until="tap", **{"for": "400 m"}))
    assert is_valid(with_step(between=True, role="rest", name="n", say="s", do="stand"))


lengths: st.SearchStrategy[Length] = st.one_of(
    st.integers(*STEP_MS).map(Duration), st.integers(*STEP_MM).map(Distance)
)


@given(lengths, st.sampled_from((str.upper, str.title, str.lower)), st.sampled_from(("", " ", "  ")))
def test_every_length_that_is_read_is_valid(length: Length, case: Any, blank: str) -> None:  # noqa: ANN401 - of str
    """An editor would mark a sound time or distance."""
    assert is_valid(with_step(**{"for": f"{blank}{case(format_length(length))}{blank}"}))


@given(st.text(st.sampled_from("0123456789:. smkintap"), max_size=9))
def test_what_is_valid_is_read_but_for_its_limits(text: str) -> None:
    """An editor would take for a length what RetroTimer refuses as none."""
    if is_valid(with_step(**{"for": text})):
        assert _is_length(text)


def _is_length(text: str) -> bool:
    """Return whether `text` is a length, if perhaps one outside the limits of a step, which a schema cannot say."""
    try:
        parse_length(text)
    except WrongRequest as error:
        limits = ("the shortest is", "the longest is", "finer than", "minutes go")
        return any(words in str(error) for words in limits)
    return True
