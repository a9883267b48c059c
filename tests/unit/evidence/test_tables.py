"""The program's numbers about bodies, held against a copy of the tables of the evidence page."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from retrotimer.files.presets.library import BUILT_IN, find, plan_preset
from retrotimer.training import readiness
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.history import effort, plan, session_rule
from retrotimer.training.load import energy, load
from retrotimer.training.workout import paces
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline, unrolled
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import (
    MOVEMENTS,
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Length,
    Level,
    Movement,
)

PACES = Paces()
LETTERS = {"RF": RUN_FORWARD, "RB": RUN_BACKWARD, "WF": WALK_FORWARD, "WB": WALK_BACKWARD, "S": STAND}
SHORT = {"WU": "WF 300", "CD": "WF 180"}


@cache
def table(heading: str) -> list[dict[str, str]]:
    """Return the rows of the table under `heading`."""
    text = (Path(__file__).parent / "tables.md").read_text(encoding="utf-8")
    lines = [line for line in text.split(f"## {heading}\n")[1].split("\n## ")[0].splitlines() if line[:1] == "|"]
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.mark.parametrize("row", table("Energy"), ids=lambda row: row["gait"])
def test_energy_follows_the_formulas(row: dict[str, str]) -> None:
    """If it failed, the energy shown would be by another formula than the sources give."""
    movement = MOVEMENTS[row["gait"]]
    assert float(row["rest"]) == energy.REST
    assert pytest.approx(energy.UPTAKE_PER_SPEED.get(movement, 0.0)) == float(row["per S"])
    assert PACES.speed(movement) == float(row["m/s"])
    assert energy.kcal_per_min(movement, PACES) == pytest.approx(float(row["kcal"]))


@pytest.mark.parametrize(("tissue", "weights"), [("knee", load.KNEE_WEIGHTS), ("calf", load.CALF_WEIGHTS)])
def test_weights_are_those_of_the_model(tissue: str, weights: dict[Movement, float]) -> None:
    """If it failed, a curve would be drawn from other weights than the docs name."""
    (row,) = (row for row in table("Weights") if row[""] == tissue)
    for words, movement in MOVEMENTS.items():
        assert weights.get(movement, 0.0) == float(row[words])


@pytest.mark.parametrize("row", table("Caps"), ids=lambda row: row["level"])
def test_caps_are_those_of_the_level(row: dict[str, str]) -> None:
    """If it failed, a level would be held to other caps than the docs name."""
    caps = load.CAPS[Level(row["level"])]
    seconds, metres = (None if cell == "–" else 1_000 * int(cell) for cell in (row["bout s"], row["bout m"]))
    assert (caps.bout_ms, caps.bout_mm, round(100 * caps.share)) == (seconds, metres, int(row["backward %"]))


CONSTANTS = {
    "fast τ s": load.TAUS_S[0],
    "slow τ s": load.TAUS_S[1],
    "share of the fast": load.SHARES[0],
    "share of the slow": load.SHARES[1],
    "knee line": load.KNEE_LINE,
    "calf line": load.CALF_LINE,
    "walking s for 180 s of running": 180 / load.RUN_PER_WALK,
    "sessions a week": session_rule.MOST_A_WEEK,
    "days of the session rule": session_rule.RULE_DAYS,
    "backward share of the pace": PACES.run_backward / PACES.run_forward,
    "warn above share of forward": paces.WARN_SHARE,
    "warn above m/s": paces.WARN_BACKWARD_MS,
    "refuse above m/s": paces.LIMIT_BACKWARD_MS,
    "warn walking backward above m/s": paces.WARN_WALK_BACKWARD_MS,
    "fitted up to m/min": energy.WALK_BACKWARD_LIMIT,
    "range forward %": 100 * energy.FORWARD_RANGE,
    "range backward %": 100 * energy.BACKWARD_RANGE,
    "share of the plan that counts": plan.DONE_SHARE,
    "turn s": plan_preset(2).workout.turn_ms / 1_000,
    "warn before a backward part s": CueOptions().warning_ms / 1_000,
    "low risk up to s": readiness.LOW_RISK_S,
    "high risk from s": readiness.HIGH_RISK_S,
    "cut-off of older people s": readiness.OLDER_S,
    "minutes forward first": readiness.RUN_MINUTES,
}


def test_constants_are_those_of_the_page() -> None:
    """If it failed, a number would be shown that the page does not have."""
    assert pytest.approx({row["what"]: float(row["value"]) for row in table("Constants")}) == CONSTANTS


def test_hazards_are_those_of_the_study() -> None:
    """If it failed, a longer session would be told with the rate of another class."""
    rows = [tuple(map(float, row.values())) for row in table("Hazards")]
    assert rows == list(session_rule.HAZARDS)


def test_the_rating_has_the_scales_words() -> None:
    """If it failed, ratings of RetroTimer could not be compared with others'."""
    assert {int(row["rating"]): row["words"] for row in table("Session rating")} == effort.WORDS
    assert list(effort.EFFORTS) == list(range(11))


def test_each_preset_is_in_the_table_once() -> None:
    """If it failed, a workout would come with RetroTimer that no page describes."""
    ids = [row["id"] for row in table("Workouts")]
    assert sorted(ids) == sorted([*BUILT_IN, *(f"plan-week-{n}" for n in range(1, plan.WEEKS + 1))])


@pytest.mark.parametrize("row", table("Workouts"), ids=lambda row: row["id"])
def test_each_preset_is_as_the_table_says(row: dict[str, str]) -> None:
    """If it failed, athletes would train something else than the page describes."""
    workout = find(row["id"]).workout
    timeline = compile_workout(workout, PACES)
    assert (workout.level or "–", workout.turn_ms / 1_000) == (row["level"], float(row["turn s"]))
    assert [(step.movement, step.length) for step, *_rest in unrolled(workout.steps)] == steps(row["structure"])
    assert_takes(timeline, row["total"])
    if row["kcal"] != "–":
        assert round(energy.energy(timeline, PACES).kcal) in {int(row["kcal"]), int(row["kcal"]) + 1}


def assert_takes(timeline: Timeline, total: str) -> None:
    """Assert that `timeline` takes so long, or is open."""
    if total == "open":
        assert timeline.total_ms is None
        return
    minutes, seconds = total.split(":")
    assert timeline.total_ms == pytest.approx(60_000 * int(minutes) + 1_000 * float(seconds), abs=5)


def steps(structure: str) -> list[tuple[Movement, Length]]:
    """Return what `structure` says, each round written out."""
    text = re.sub("WU|CD", lambda found: SHORT[found[0]], structure)
    while "[" in text:
        text = re.sub(r"\[([^\[\]]*)\] × (\d+)", lambda found: ", ".join([found[1]] * int(found[2])), text)
    return [_step(*part.split()) for part in text.split(", ")]


def _step(letters: str, number: str, unit: str = "s", end: str = "") -> tuple[Movement, Length]:
    thousandths = round(1_000 * float(number))
    length = Duration(thousandths) if unit == "s" else Distance(thousandths, until_tap=end == "t")
    return LETTERS[letters], length


def test_a_wrong_structure_would_be_seen() -> None:
    """If it failed, the table would pass whatever it says."""
    assert steps("[[RB 84.39 m, S 5] × 2, WF 60] × 2")[:2] == [
        (RUN_BACKWARD, Distance(84_390)),
        (STAND, Duration(5_000)),
    ]
    assert len(steps("[[RB 84.39 m, S 5] × 2, WF 60] × 2")) == 10
