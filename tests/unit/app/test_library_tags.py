"""The library's filter by purpose."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.app.library import TAGS, LibraryModel
from retrotimer.files.library_state import LibraryState, read_marks, write_marks
from retrotimer.files.presets.library import BUILT_IN, all_presets, find
from retrotimer.training.workout.paces import Paces


@pytest.mark.parametrize("tag", TAGS)
def test_a_purpose_shows_its_presets_alone(tag: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who looks for a race would scroll past everything else."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    model = LibraryModel(all_presets(), Paces(), LibraryState(tag=tag))
    found = {item.path.stem for item in model.arranged()}
    assert found == {name for name in BUILT_IN if not tag or tag in find(name).workout.tags}
    assert found
    assert model.needs_reading("") is bool(tag)


def test_the_purpose_is_remembered_and_a_strange_one_means_all(tmp_path: Path) -> None:
    """The list would be empty after a start, and nobody would know why."""
    path = tmp_path / "marks.json"
    write_marks(LibraryState(tag="race"), path)
    assert read_marks(path)[0].tag == "race"
    assert LibraryModel((), Paces(), LibraryState(tag="dancing")).tag == ""
