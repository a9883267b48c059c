"""Test what is computed from a preset."""

from __future__ import annotations

import pytest

from retrotimer.app.formatting import level_word
from retrotimer.app.overview import Overview, describe
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import STAND, Level


def overview(name: str) -> Overview:
    """Return the overview of a built-in preset."""
    return Overview(find(name), Paces())


def test_gentler_3_1_is_described_as_the_evidence_has_it() -> None:
    """If it failed, `show --json` would give other figures than were agreed on."""
    described = describe(overview("gentler-3-1"), CueOptions())
    load, energy = described["load"], described["energy"]
    assert isinstance(load, dict)
    assert isinstance(energy, dict)
    assert (described["id"], described["name"], described["total_ms"]) == ("gentler-3-1", "Gentler 3:1", 1_578_000)
    assert (described["run_forward_ms"], described["run_backward_ms"]) == (540_000, 180_000)
    assert (described["walk_forward_ms"], described["walk_backward_ms"]) == (840_000, 0)
    assert abs(load["knee_peak"] - 0.841) <= 0.001
    assert abs(load["calf_peak"] - 0.984) <= 0.001
    assert (load["gentler"], load["reasons"]) == (True, [])
    assert 195 <= energy["kcal"] <= 200
    assert energy["low"] < energy["kcal"] < energy["high"]


def test_intervals_are_described_one_by_one() -> None:
    """If it failed, a program could not draw the session."""
    intervals = describe(overview("gentler-3-1"), CueOptions())["intervals"]
    assert isinstance(intervals, list)
    assert len(intervals) == 26
    assert intervals[3] == {
        "start_ms": 393_000,
        "duration_ms": 30_000,
        "gait": "run",
        "direction": "backward",
        "name": "",
        "role": None,
        "round": 1,
        "rounds": 6,
    }
    assert (intervals[0]["role"], intervals[0]["round"]) == ("warm-up", None)


def test_cues_begin_with_the_get_ready_below_zero() -> None:
    """If it failed, the 3-2-1 would seem to come after the start."""
    cues = describe(overview("gentler-3-1"), CueOptions())["cues"]
    assert isinstance(cues, list)
    assert [cue["at_ms"] for cue in cues[:4]] == [-3_000, -2_000, -1_000, 0]
    assert [cue["at_ms"] for cue in cues] == sorted(cue["at_ms"] for cue in cues)
    assert cues[-1] == {"at_ms": 1_578_000, "kind": "finish", "text": "Finished"}


def test_standing_has_no_direction() -> None:
    """If it failed, a rest would count as forward."""
    intervals = describe(overview("shuttle"), CueOptions())["intervals"]
    assert isinstance(intervals, list)
    assert {interval["direction"] for interval in intervals if interval["gait"] == "stand"} == {None}


def test_an_open_session_has_no_total() -> None:
    """If it failed, a length that nobody knows would be told."""
    open_one = overview("alternata-3k")
    described = describe(open_one, CueOptions())
    assert (described["total_ms"], open_one.total_text) == (None, "open")
    assert isinstance(described["intervals"], list)
    assert {interval["duration_ms"] for interval in described["intervals"]} == {None}


@pytest.mark.parametrize("name", [name for name in BUILT_IN if overview(name).timeline.total_ms is not None])
def test_the_four_ways_with_standing_and_turns_are_the_total(name: str) -> None:
    """If it failed, a part of a session would be in no figure, or in two."""
    described = describe(overview(name), CueOptions())
    ways = sum(described[f"{gait}_{way}_ms"] for gait in ("run", "walk") for way in ("forward", "backward"))  # type: ignore[misc]
    stood = sum(i.length_ms for i in overview(name).timeline.intervals if i.movement == STAND)
    assert ways + stood == described["total_ms"]


def test_totals_read_as_in_a_list() -> None:
    """If it failed, an estimate would pass for a plan."""
    assert [overview(name).total_text for name in ("gentler-3-1", "track-laps")] == ["26:18", "≈ 24:36"]


def test_rounds_are_those_of_the_longest_repeat() -> None:
    """If it failed, the library would show the wrong number of rounds."""
    assert [overview(name).rounds for name in ("gentler-3-1", "retro-hiit", "pyramid")] == [6, 7, 0]


def test_levels_have_words() -> None:
    """If it failed, a list would show a level's name in the code."""
    assert [level_word(level) for level in (None, *Level)] == ["", "novice", "intermediate", "experienced"]
