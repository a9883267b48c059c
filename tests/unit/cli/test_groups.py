"""`--group` on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from retrotimer.app.overview import Overview
from retrotimer.cli import main
from retrotimer.cli.groups import entries_of
from retrotimer.cli.parser import parse
from retrotimer.files.presets.library import find
from retrotimer.training.groups.pairs import Partner, pair
from retrotimer.training.workout.timeline import compile as compile_workout
from tests.helpers.examples import PACES

RUN = ["run", "gentler-3-1", "--speed", "9999", "--output", "silent"]
WRONG = {
    "--group A --group A": "Two groups are called 'A'.",
    "--group A --group B,+9999": "'B' would start 2:46:39 after the first group",
    "--group A --group B --group C --group D --group E --group F --group G": "at most 6 groups",
    "--group A --group B,swap --group C,eyes": "'C' cannot be the partner of 'B'",
    "--group A --group B,swap,+0": "'B' is a partner",
    "--group A --group B,mirror,beginner": "'B' is a partner",
    "--group A --group B,swop": "'swop' in 'B,swop' is none of",
    "--group A --group B,MIROR": "did you mean 'mirror'?",
    "--group A --group B,gentler-31": "did you mean 'gentler-3-1'?",
    "--mine A": "--mine needs --group",
    "--group A --group B --mine C": "No group is called 'C': --mine is one of A, B.",
    "--group A --group B,+5,+6": "'+6' in 'B,+5,+6' is none of",
    "--group A --group B,strides,+6": "'strides,+6' in 'B,strides,+6' is none of",
    "--group A --group B,": "'' in 'B,' is none of",
    "--group ,+6": "'' is not a name",
    "--group A,+6": "'A' is the first group",
}


@pytest.mark.parametrize(("asked", "told"), WRONG.items(), ids=WRONG)
def test_what_cannot_be_is_told_in_one_sentence(
    asked: str, told: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a coach would get other groups than were asked for, or a traceback."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    assert main([*RUN, *asked.split()]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert told in err


def test_a_partner_who_never_goes_backward_is_told_and_runs(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a pair would wait for a change that never comes."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    preset = tmp_path / "easy.toml"
    preset.write_text('format = 1\nname = "Easy"\nsteps = [{ do = "run forward", for = "1:00" }]\n')
    asked = ["--group", "A", "--group", "B,+0.5", "--group", "C,eyes"]
    assert main(["run", str(preset), "--speed", "9999", "--output", "silent", *asked]) == 0
    assert "B and C have no backward parts" in capsys.readouterr().err


def test_events_tell_the_group_and_where_it_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, whoever reads the events could not tell two groups from each other."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    file = tmp_path / "events.jsonl"
    assert main([*RUN, "--group", "Red", "--group", "Blue,swap", "--events", str(file)]) == 0
    assert "Blue" in capsys.readouterr().out
    events = [json.loads(line) for line in file.read_text().splitlines()]
    both = pair(compile_workout(find("gentler-3-1").workout, PACES), Partner.SWAP, PACES)
    for name, timeline in zip(("Red", "Blue"), both, strict=True):
        own = [event for event in events if event["group"] == name and event["event"] == "interval"]
        assert [(e["at_ms"], e["gait"], e["direction"]) for e in own] == [
            (i.start_ms, i.movement.gait, i.movement.direction) for i in timeline.intervals
        ]
    assert {event["group"] for event in events} == {"Red", "Blue"}


@pytest.mark.parametrize("word", ["EYES", "Eyes", "eyes"])
def test_a_kind_of_partner_is_known_in_any_case(
    word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a capital letter would be taken for a mistake, or for a preset."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    assert main([*RUN, "--group", "A", "--group", f"B,{word}"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(("asked", "mine"), [((), None), (("--mine", "blue"), "Blue"), (("--mine", "Red"), "Red")])
def test_one_group_may_be_ones_own(
    asked: tuple[str, ...], mine: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a session in which one ran along would not count for weeks, plan and paces."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    parsed = parse([*RUN, "--group", "Red", "--group", "Blue,swap", *asked])[1]
    entries = entries_of(parsed, Overview(find("gentler-3-1"), PACES))
    assert [entry.name for entry in entries if entry.is_mine] == [mine] * (mine is not None)


def test_without_groups_no_event_has_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, programs that read events today would meet something new."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    file = tmp_path / "events.jsonl"
    assert main([*RUN, "--events", str(file)]) == 0
    assert not any("group" in json.loads(line) for line in file.read_text().splitlines())
