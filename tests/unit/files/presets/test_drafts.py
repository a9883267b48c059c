"""Test drafts that survive a crash."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given

from retrotimer.files import paths
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.files.presets.drafts import Draft, draft_file, draft_of, drafts, forget, keep
from retrotimer.training.workout.workout import Repeat, Workout
from tests.helpers.workout_strategies import named_workouts


@given(workout=named_workouts)
def test_any_workout_under_way_comes_back_as_it_was(
    workout: Workout, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """After a crash a person would find another workout than the one they had made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tmp_path_factory.getbasetemp() / "drafts"))
        path = Path("/a/b.toml").absolute()
        keep(Draft(workout, path, "source"))
        assert draft_of(path) == Draft(workout, path, "source")


@pytest.mark.usefixtures("home")
def test_a_workout_that_no_file_takes_yet_is_kept_too() -> None:
    """Work would be lost just because it is not finished."""
    for workout in (Workout("", ()), Workout("x" * 200, (Repeat(2, ()),))):
        keep(Draft(workout))
        assert draft_of(None) == Draft(workout)


@pytest.mark.usefixtures("home")
def test_each_preset_has_a_draft_of_its_own_until_it_is_saved() -> None:
    """Work on one preset would be written over by work on another, or come back after it was saved."""
    one, other = Path("/a/one.toml").absolute(), Path("/a/other.toml").absolute()
    for path in (one, other, None):
        keep(Draft(Workout(str(path), ()), path))
    os.utime(draft_file(one), (2_000_000_000, 2_000_000_000))
    assert next(draft.workout.name for draft in drafts()) == str(one)
    assert len(drafts()) == 3
    forget(one)
    forget(one)
    assert draft_of(one) is None
    assert {draft.path for draft in drafts()} == {other, None}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"format": 2}',
        '{"format": 1, "path": null, "source": "", "workout": {"steps": 1}}',
        "[" * 9999,
    ],
)
def test_what_is_no_draft_is_left_alone(text: str) -> None:
    """The program would not start because of a file that nobody knows of."""
    paths.drafts().mkdir(parents=True)
    (paths.drafts() / "x.json").write_text(text)
    assert drafts() == ()
    assert (paths.drafts() / "x.json").read_text() == text


@pytest.mark.usefixtures("home")
def test_without_drafts_there_are_none() -> None:
    """The first start of the program would fail."""
    assert drafts() == ()
    assert not paths.drafts().exists()
