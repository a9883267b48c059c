"""Test the tags and chapters of a sound file."""

from __future__ import annotations

from itertools import pairwise

from retrotimer.app.export.audio import MOST_CHAPTERS, chapters, tags
from retrotimer.app.overview import Overview
from retrotimer.files.presets.library import find
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, times, wf


def test_chapters_are_the_intervals_after_the_get_ready() -> None:
    """A player would go to the wrong place, or tell nothing of it."""
    timeline = plan(wf(20, role=Role.WARM_UP), times(2, rf(6), rb(4)))
    found = [(c.start_ms, c.end_ms, c.title) for c in chapters(timeline, 5_000, 46_500)]
    assert found == [
        (0, 5_000, "Get ready"),
        (5_000, 25_000, "Warm up"),
        (25_000, 31_000, "Run forward · 1 of 2"),
        (31_000, 35_000, "Run backward · 1 of 2"),
        (35_000, 41_000, "Run forward · 2 of 2"),
        (41_000, 46_500, "Run backward · 2 of 2"),
    ]


def test_turns_are_no_chapters() -> None:
    """Every second chapter would last three seconds."""
    found = chapters(plan(rf(6), rb(6), turn_s=3), 0, 15_000)
    assert [(c.start_ms, c.end_ms) for c in found] == [(0, 9_000), (9_000, 15_000)]


def test_more_intervals_than_a_list_of_chapters_holds_share_them() -> None:
    """A session of many short intervals would have no chapters, or a broken file."""
    timeline = plan(times(400, rf(2), rb(1)))
    found = chapters(timeline, 5_000, 1_206_000)
    assert 200 <= len(found) <= MOST_CHAPTERS
    assert all(before.end_ms == after.start_ms for before, after in pairwise(found))
    assert found[-1].end_ms == 1_206_000


def test_a_file_is_named_after_its_preset() -> None:
    """A phone would list a row of files that are all called the same."""
    overview = Overview(find("beginner"), Paces())
    found = tags(overview, 10_000, 1_400_000)
    assert found.title == overview.preset.workout.name
    assert "23:00" in found.comment
    assert overview.preset.workout.about in found.comment
    assert found.picture
    assert found.title in found.picture.words
