"""The built-in presets, held against the table of the evidence, and the workouts that it gives peaks of."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.load.energy import energy
from retrotimer.training.load.load import CAPS, load
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Level, Repeat, Step

PACES = Paces()
TABLE = {
    "first-steps": ("First steps", "novice", "20:00", 86),
    "beginner": ("Beginner", "novice", "23:00", 155),
    "gentler-3-1": ("Gentler 3:1", "novice", "26:18", 198),
    "equal-1-1": ("Equal 1:1", "experienced", "26:00", 195),
    "pyramid": ("Pyramid", "intermediate", "23:30", 186),
    "retro-hiit": ("Retro-HIIT", "intermediate", "33:00", 190),
    "track-laps": ("Track laps", "experienced", "24:35.73", 194),
    "warm-up-drill": ("Warm-up drill", "intermediate", "5:00", 50),
    "shuttle": ("Shuttle", "intermediate", "17:20", 90),
    "long-and-tall": ("Long and tall", "intermediate", "38:00", 361),
    "knee-aware-walk": ("Knee-aware walk", "novice", "18:30", 84),
    "face-to-face": ("Face to face", None, "20:40", 123),
    "fifty-fifty": ("Fifty-Fifty", "experienced", "18:21.43", 109),
    "cool-down-retro": ("Retro cool-down", "intermediate", "24:51.57", 232),
    "hill-retro": ("Hill", "intermediate", "17:00", 93),
    "sprint-primer": ("Sprint primer", "intermediate", "12:02.14", 90),
    "balance-walk": ("Balance walk", "novice", "14:00", 52),
    "balance-children": ("Children's balance", "novice", "25:00", 111),
    "two-minute-test": ("Two-minute test", "experienced", "15:00", 92),
}
"""Name, level, total, kcal at the default paces. Those of the new ones were worked out by hand: kcal a minute is
4.165 walking forward, 4.9 backward, 11.725 running forward, 11.1475 backward, 1.225 standing."""
RACES = {
    "race-100": [100],
    "race-200": 2 * [100],
    "race-400": 4 * [100],
    "race-800": 8 * [100],
    "race-1500": [300, *3 * [400]],
    "race-3000": [200, *7 * [400]],
    "race-5000": [200, *12 * [400]],
    "alternata-3k": 6 * [500],
}
TAGS = {"start", "endurance", "speed", "warm-up", "strength", "rehab", "race", "pairs"}
PEAKS = {
    "gentler-3-1": (0.841, 0.984),
    "retro-hiit": (0.803, 0.851),
    "beginner": (0.777, 0.827),
    "equal-1-1": (0.801, 1.052),
    "long-and-tall": (0.960, 1.086),
}
WARM_UP = '{ do = "walk forward", for = "5:00", role = "warm-up" }'
COOL_DOWN = '{ do = "walk forward", for = "3:00", role = "cool-down" }'
ALTERNATING = """{ repeat = 9, steps = [
    { do = "run forward", for = "1:00" }, { do = "run backward", for = "1:00" } ] }"""
THREE_TO_ONE = """{ repeat = 4, steps = [
    { do = "run forward", for = "3:00" }, { do = "run backward", for = "1:00" },
    { do = "walk forward", for = "1:00" } ] }"""


NEW = [name for name in list(TABLE)[11:] + list(RACES) if name != "alternata-3k"]


def assert_turns_slowly(timeline: Timeline) -> None:
    """Assert that nobody goes from running forward straight into running backward."""
    for before, after in pairwise(interval.movement for interval in timeline.intervals):
        assert (before, after) != (RUN_FORWARD, RUN_BACKWARD)


def plan(name: str) -> Timeline:
    """Return a built-in preset placed in time."""
    return compile_workout(find(name).workout, PACES)


@pytest.mark.usefixtures("_no_presets_of_their_own")
class TestBuiltIn:
    """Those in assets/presets."""

    def test_the_table_and_one_open_preset_are_all(self) -> None:
        """If it failed, a preset would not be held against anything."""
        assert set(BUILT_IN) == {*TABLE, *RACES}
        assert len(BUILT_IN) == len(TABLE) + len(RACES)

    @pytest.mark.parametrize(("name", "row"), TABLE.items())
    def test_each_is_as_the_table_says(self, name: str, row: tuple[str, str | None, str, int]) -> None:
        """If it failed, athletes would train something else than the evidence describes."""
        title, level, total, kcal = row
        workout, timeline = find(name).workout, plan(name)
        minutes, seconds = total.split(":")
        assert (workout.name, workout.level) == (title, Level(level) if level else None)
        assert timeline.total_ms == pytest.approx(int(minutes) * 60_000 + float(seconds) * 1_000, abs=5)
        assert energy(timeline, PACES).kcal == pytest.approx(kcal, abs=2)

    def test_track_laps_are_exact(self) -> None:
        """If it failed, sixteen distances would add up to a drift."""
        assert plan("track-laps").total_ms == 1_475_735

    def test_gentler_is_what_the_issue_promises(self) -> None:
        """If it failed, the preset that everything is shown with would not be the one described."""
        timeline = plan("gentler-3-1")
        assert (len(timeline.intervals), timeline.total_ms) == (26, 1_578_000)
        assert len(plan("retro-hiit").intervals) == 38
        assert 195 <= energy(timeline, PACES).kcal <= 200

    def test_alternata_waits_for_taps(self) -> None:
        """If it failed, a race would end when the pace says so, not at the mark."""
        timeline = plan("alternata-3k")
        assert timeline.total_ms is None
        assert all(interval.is_open and interval.is_estimate for interval in timeline.intervals)
        workout = find("alternata-3k").workout
        assert (workout.name, workout.level, len(timeline.intervals)) == ("Alternata 3 km", None, 6)

    @pytest.mark.parametrize(("name", "metres"), RACES.items())
    def test_races_are_tapped_at_their_marks(self, name: str, metres: list[int]) -> None:
        """If it failed, a race would be another distance, or its splits not those of the track."""
        workout, timeline = find(name).workout, plan(name)
        assert [interval.distance_mm for interval in timeline.intervals] == [1_000 * m for m in metres]
        assert all(interval.is_open for interval in timeline.intervals)
        assert (workout.level, workout.tags) == (None, ("race",))
        if name != "alternata-3k":
            assert {str(i.movement.direction) for i in timeline.intervals} == {"backward"}

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_each_has_a_purpose_to_be_found_by(self, name: str) -> None:
        """If it failed, nobody would find a preset by what it is for."""
        tags = find(name).workout.tags
        assert tags
        assert set(tags) <= TAGS

    def test_every_purpose_has_a_preset(self) -> None:
        """If it failed, a filter would show nothing."""
        assert {tag for name in BUILT_IN for tag in find(name).workout.tags} == TAGS

    @pytest.mark.parametrize("name", NEW)
    def test_no_new_one_turns_at_a_run(self, name: str) -> None:
        """If it failed, a built-in would turn a runner round at full pace."""
        assert_turns_slowly(plan(name))

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_no_preset_of_a_novice_turns_at_a_run(self, name: str) -> None:
        """If it failed, a novice would go from running forward straight into running backward."""
        if find(name).workout.level is Level.NOVICE:
            assert_turns_slowly(plan(name))

    @pytest.mark.parametrize("name", [*BUILT_IN, *(f"plan-week-{week}" for week in range(1, 9))])
    def test_each_says_where_it_comes_from(self, name: str) -> None:
        """If it failed, a guess would pass for a study, or the docs would promise a source that is not there."""
        source = find(name).workout.source
        marks = ("our judgement", "are ours", "of ours", "lay source", "championship", "standard 400 m track")
        assert any(mark in source.casefold() for mark in marks)

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_who_turns_at_a_run_is_warned(self, name: str) -> None:
        """If it failed, a workout would send a runner from forward straight into backward without a word."""
        movements = [interval.movement for interval in plan(name).intervals]
        if (RUN_FORWARD, RUN_BACKWARD) in pairwise(movements):
            assert "Slow, then turn." in find(name).workout.about

    @pytest.mark.parametrize(("name", "peaks"), PEAKS.items())
    def test_peaks_are_the_reference_ones(self, name: str, peaks: tuple[float, float]) -> None:
        """If it failed, the load balance shown would not be the model's."""
        balance = load(plan(name), find(name).workout.level, PACES)
        assert (balance.knee_peak, balance.calf_peak) == pytest.approx(peaks, abs=0.001)

    @pytest.mark.parametrize(("name", "is_gentler"), [("gentler-3-1", True), ("equal-1-1", False)])
    def test_only_gentle_ones_have_the_badge(self, name: str, is_gentler: bool) -> None:
        """If it failed, a workout that just misses the badge would carry it."""
        assert load(plan(name), find(name).workout.level, PACES).is_gentler is is_gentler

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_novices_presets_keep_every_cap(self, name: str) -> None:
        """If it failed, a preset for novices would ask more of them than they should do."""
        workout = find(name).workout
        if workout.level is Level.NOVICE:
            assert load(plan(name), workout.level, PACES).reasons == ()

    @pytest.mark.parametrize("level", Level)
    def test_a_level_is_as_long_as_its_presets_and_half_as_much_again(self, level: Level) -> None:
        """If it failed, what we hand out to a level would be called too long for it, or three hours gentle."""
        totals = [plan(name).planned_ms for name in BUILT_IN if find(name).workout.level is level]
        assert max(totals) <= CAPS[level].session_ms
        if level is not Level.EXPERIENCED:
            assert 1.5 * max(totals) <= CAPS[level].session_ms < 1.5 * max(totals) + 600_000

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_each_says_what_it_is(self, name: str) -> None:
        """If it failed, an athlete would have to guess what a preset is for."""
        about = find(name).workout.about
        assert 40 <= len(about) <= 120
        assert about.endswith(".")

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_the_walks_around_it_have_their_roles(self, name: str) -> None:
        """If it failed, the key that goes to the cool-down would not find one that is there."""
        for item in _steps(find(name).workout.steps):
            assert (item.name == "Warm-up") <= (item.role == "warm-up")
            assert (item.name == "Cool-down") == (item.role == "cool-down")

    @pytest.mark.parametrize("name", BUILT_IN)
    def test_each_source_is_a_pleasure_to_read(self, name: str) -> None:
        """If it failed, a file that people copy would run out of their editor, or start without a word."""
        lines = find(name).path.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith("# ")
        assert max(map(len, lines)) <= 116


@pytest.mark.parametrize(
    ("steps", "peaks"),
    [
        ('{ do = "run forward", for = "20:00" }', (0.978, 0.978)),
        (f"{WARM_UP}, {ALTERNATING}, {COOL_DOWN}", (0.912, 1.157)),
        (f"{WARM_UP}, {THREE_TO_ONE}, {COOL_DOWN}", (0.902, 1.088)),
    ],
)
def test_the_reference_workouts_have_their_peaks(tmp_path: Path, steps: str, peaks: tuple[float, float]) -> None:
    """If it failed, a file would be read as another workout than the evidence looked at."""
    path = tmp_path / "reference.toml"
    path.write_text(f'format = 1\nname = "Reference"\nsteps = [{steps}]\n')
    balance = load(compile_workout(read_preset(path).workout, PACES), None, PACES)
    assert (balance.knee_peak, balance.calf_peak) == pytest.approx(peaks, abs=0.001)


@pytest.fixture
def _no_presets_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))


def _steps(items: tuple[Step | Repeat, ...]) -> list[Step]:
    return [step for item in items for step in ([item] if isinstance(item, Step) else _steps(item.steps))]
