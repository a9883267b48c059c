"""Test the presets of the plan: found by id, not listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.files.presets.library import all_presets, find, plan_files, plan_preset
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.plan import WEEKS


def test_each_week_is_found_by_its_id(home: Path) -> None:
    """If it failed, a session of the plan could not be run, shown or exported."""
    for number in range(1, WEEKS + 1):
        found = find(f"Plan-Week-{number}")
        assert found == plan_preset(number)
        assert found.is_builtin
    assert len(plan_files()) == WEEKS
    assert not home.exists()


def test_they_are_not_listed(home: Path) -> None:  # noqa: ARG001 - an empty one
    """If it failed, eight weeks would push the presets out of the list."""
    assert not {entry.path for entry in all_presets()} & set(plan_files())


def test_a_preset_of_ones_own_with_such_an_id_goes_before(home: Path) -> None:
    """If it failed, what a person made of a week could not be run."""
    own = home / "presets" / "plan-week-1.toml"
    own.parent.mkdir(parents=True)
    own.write_text('format = 1\nname = "Mine"\nsteps = [{ do = "run forward", for = "1:00" }]\n')
    assert find("plan-week-1").workout.name == "Mine"
    assert plan_preset(1).workout.name == "Plan, week 1"


def test_a_week_is_known_by_its_id() -> None:
    """If it failed, what was done of the plan would not be seen, or something else be taken for it."""
    assert [path.stem for path in plan_files()] == [f"plan-week-{n}" for n in range(1, WEEKS + 1)]


def test_a_week_beyond_the_plan_is_refused_with_what_is_near(home: Path) -> None:  # noqa: ARG001 - an empty one
    """If it failed, a slip would end in a traceback."""
    with pytest.raises(WrongRequest, match="Did you mean 'plan-week-"):
        find("plan-week-9")
