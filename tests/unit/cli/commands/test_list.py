"""`list`, `show`, `check` and `export`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.library import BUILT_IN, find

Run = Callable[..., tuple[int, str, str]]
Write = Callable[[str, str], Path]
GOOD = """\
format = 1
name = "Mine"
steps = [{ do = "run forward", for = "1:00", name = "Away" }, { do = "run backward", for = "10 m", say = "Tall." }]
"""
BAD = 'format = 1\nname = "Mine"\nsteps = [{ do = "hop forward", for = "1:90" }]\n'
BUILT_IN_FOLDER = Path(__file__).parents[4] / "assets" / "presets"


def test_list_has_every_preset_in_a_line(retrotimer: Run) -> None:
    """If it failed, a preset could not be found by its id."""
    status, out, err = retrotimer("list")
    head, *lines = out.splitlines()
    assert (status, err) == (0, "")
    assert head.split() == ["id", "name", "level", "length"]
    assert tuple(line.split()[0] for line in lines) == BUILT_IN
    assert lines[2] == "gentler-3-1       Gentler 3:1         novice          26:18"
    assert lines[6].endswith("≈ 24:36")
    assert lines[-1].endswith("open")


@pytest.mark.parametrize("columns", [30, 40, 60, 80, 200])
def test_list_fits_the_terminal(retrotimer: Run, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """If it failed, each line would wrap in a narrow terminal, and no column could be read."""
    monkeypatch.setattr("retrotimer.cli.commands.list.terminal_columns", lambda: columns)
    _status, out, _err = retrotimer("list")
    lines = out.splitlines()
    assert max(map(len, lines)) <= columns
    assert any("Gentler 3:1" in line and "26:18" in line for line in lines)
    assert any("gentler-3-1" in line.split() and "novice" in line for line in lines)
    hint = next(n for n, line in enumerate(lines) if line.startswith("Tags: "))
    assert columns == 30 or hint - 1 == (2 * len(BUILT_IN) if columns < 59 else 1 + len(BUILT_IN))


def test_a_broken_preset_is_listed_with_why(retrotimer: Run, mine: Write) -> None:
    """If it failed, a broken preset would vanish from the list without a word."""
    mine("broken", BAD)
    status, out, _err = retrotimer("list")
    assert status == 0
    assert "broken is broken:" in out
    assert "'1:90' is not a time" in out
    (described,) = (row for row in json.loads(retrotimer("list", "--json")[1]) if row["id"] == "broken")
    assert len(described["mistakes"]) == 2


def test_list_as_json(retrotimer: Run) -> None:
    """If it failed, programs could not choose a preset."""
    rows = json.loads(retrotimer("list", "--json")[1])
    assert tuple(row["id"] for row in rows) == BUILT_IN
    assert {key: rows[2][key] for key in ("name", "level", "total_ms", "is_estimate", "built_in")} == {
        "name": "Gentler 3:1",
        "level": "novice",
        "total_ms": 1_578_000,
        "is_estimate": False,
        "built_in": True,
    }
    assert rows[-1]["total_ms"] is None
    assert Path(rows[2]["path"]).is_file()


def test_tags_filter_the_list(retrotimer: Run, mine: Write) -> None:
    """If it failed, presets could not be found by what they are for."""
    mine("mine", GOOD.replace("steps =", 'tags = ["Race", "club"]\nsteps ='))
    races = json.loads(retrotimer("list", "--tag", "race", "--json")[1])
    assert {row["id"] for row in races} == {
        "mine",
        *(name for name in BUILT_IN if "race" in find(name).workout.tags),
    }
    both = retrotimer("list", "--tag", "speed", "--tag", "warm-up", "--json")[1]
    assert [(row["id"], row["tags"]) for row in json.loads(both)] == [("sprint-primer", ["speed", "warm-up"])]


@pytest.mark.parametrize(("tag", "words"), [("rcae", "Did you mean 'race'?"), ("xyzzy", "there are 'endurance', ")])
def test_an_unknown_tag_is_told(retrotimer: Run, tag: str, words: str) -> None:
    """If it failed, a slip would look as if there were no such preset."""
    status, out, err = retrotimer("list", "--tag", tag)
    assert (status, out) == (2, "")
    assert words in err


def test_walkers_see_what_they_walk(retrotimer: Run) -> None:
    """If it failed, a workout of walking would be told as nothing."""
    out = retrotimer("show", "first-steps")[1]
    assert "Total 20:00: walking 16:00 forward, 4:00 backward." in out
    assert "0:00 forward" not in out


def test_show_json_is_what_was_agreed_on(retrotimer: Run) -> None:
    """If it failed, the acceptance figures of the house would not be met."""
    shown = json.loads(retrotimer("show", "gentler-3-1", "--json")[1])
    assert set(shown) == {
        *("name", "id", "total_ms", "intervals", "cues", "load", "energy"),
        *("run_forward_ms", "run_backward_ms", "walk_forward_ms", "walk_backward_ms"),
    }
    assert (len(shown["intervals"]), shown["total_ms"]) == (26, 1_578_000)
    assert abs(shown["load"]["knee_peak"] - 0.841) <= 0.001
    assert abs(shown["load"]["calf_peak"] - 0.984) <= 0.001
    assert 195 <= shown["energy"]["kcal"] <= 200


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_preset_can_be_shown(retrotimer: Run, name: str) -> None:
    """If it failed, a preset would be listed that cannot be looked at."""
    status, out, err = retrotimer("show", name)
    assert (status, err) == (0, "")
    assert all(len(line) <= 80 for line in out.splitlines())
    assert "model of ours" in out


def test_show_folds_rounds_and_tells_totals(retrotimer: Run) -> None:
    """If it failed, a person could not see what awaits them."""
    out = retrotimer("show", "gentler-3-1")[1]
    assert out.startswith("Gentler 3:1 (gentler-3-1, novice)\n")
    assert "   5:00  6 rounds of\n           ▲ Run forward       1:30\n           ▼ Run backward      0:30\n" in out
    assert "Total 26:18: running 9:00 forward, 3:00 backward; walking 14:00 forward." in out
    assert "Energy ≈ 200 kcal, between 165 and 230" in out
    assert "Knee 0.84 (our line 0.90), calf 0.98 (our line 1.05)" in " ".join(out.split())
    assert "Easy on knee and calf, by our lines." in out


def test_show_tells_distances_taps_and_estimates(retrotimer: Run) -> None:
    """If it failed, what follows from a pace would pass for what was planned."""
    assert "▼ Run backward   500 m (≈ 4:46, until you tap)" in retrotimer("show", "alternata-3k")[1]
    out = retrotimer("show", "track-laps")[1]
    assert "Lap: 4 rounds of" in out
    assert "84.39 m (≈ 0:48)" in out
    assert "Total ≈ 24:36: running ≈ 6:10 forward" in out
    assert "The calf's load" in out


def test_show_tells_turns_names_words_and_what_is_between(retrotimer: Run, mine: Write) -> None:
    """If it failed, a part of a preset would stay hidden until it is run."""
    stand = '{ do = "stand", for = "5 s", between = true }'
    repeat = f'{{ repeat = 2, steps = [{{ do = "run forward", for = "tap" }}, {stand}] }}'
    path = mine("mine", GOOD.replace("steps = [", f'turn = "2.5 s"\nsteps = [{repeat}, '))
    out = retrotimer("show", str(path))[1]
    for part in ("until you tap", "between rounds only", "2.5 s to turn", "“Tall.”", "Away", "The length is yours"):
        assert part in out


def test_a_preset_can_be_a_file(retrotimer: Run, mine: Write) -> None:
    """If it failed, a preset would have to be put away before it can be looked at."""
    assert retrotimer("show", str(mine("mine", GOOD)))[1].startswith("Mine (mine)\n")


def test_showing_a_wrong_file_is_status_1(retrotimer: Run, mine: Write) -> None:
    """If it failed, a script would not see that a file is wrong."""
    status, out, err = retrotimer("show", str(mine("mine", BAD)))
    assert (status, out, len(err.splitlines())) == (1, "", 2)


def test_check_says_which_files_are_right(retrotimer: Run) -> None:
    """If it failed, a check would leave a doubt."""
    status, out, err = retrotimer("check", *map(str, sorted(BUILT_IN_FOLDER.glob("*.toml"))))
    assert (status, err) == (0, "")
    assert len(out.splitlines()) == len(BUILT_IN)
    assert all(line.endswith(".toml: right") for line in out.splitlines())


def test_check_tells_all_mistakes_of_all_files(retrotimer: Run, mine: Write) -> None:
    """If it failed, a file would have to be mended and checked again and again."""
    bad, good = mine("bad", BAD), mine("good", GOOD)
    status, out, err = retrotimer("check", str(bad), str(good), "not-there.toml")
    assert status == 1
    assert out.splitlines()[0] == f"{good}: right"
    assert [line.split(": ")[0] for line in err.splitlines()] == [str(bad), str(bad), "not-there.toml"]


def test_check_tells_who_says_a_line_of_ones_own(
    retrotimer: Run, mine: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a line would go unspoken on the track without a word beforehand."""
    good = mine("good", GOOD)
    _status, out, _err = retrotimer("check", str(good))
    assert "“Tall.” will be shown and not spoken" in out
    monkeypatch.setattr("retrotimer.app.session.voices.find_speaker", Namesake)
    _status, out, _err = retrotimer("check", str(good))
    assert "“Tall.” will be spoken by this system's voice (namesake)." in out
    good.write_text(GOOD.replace("Tall.", "Tall chest."), encoding="utf-8")
    _status, out, _err = retrotimer("check", str(good))
    assert out == f"{good}: right\n"


class Namesake:
    """A system's voice that is there."""

    name = "namesake"


def test_export_writes_a_sound_file(retrotimer: Run, tmp_path: Path) -> None:
    """If it failed, nobody could take a session along on a phone."""
    status, out, err = retrotimer("export", "warm-up-drill", "-o", "drill.wav", "--get-ready", "0")
    assert (status, out, err) == (0, "Warm-up drill, 5:00, is in drill.wav.\n", "")
    assert (tmp_path / "drill.wav").read_bytes()[:4] == b"RIFF"


@pytest.mark.parametrize(("ending", "notes"), [("fit", 1), ("zwo", 2), ("txt", 0), ("toml", 0)])
def test_export_writes_a_workout_for_others(retrotimer: Run, tmp_path: Path, ending: str, notes: int) -> None:
    """If it failed, a workout would not get to a watch, or lose something without a word."""
    status, out, err = retrotimer("export", "shuttle", "-o", f"shuttle.{ending}")
    first, *message = out.splitlines()
    assert (status, err, first) == (0, "", f"Shuttle, 17:20, is in shuttle.{ending}.")
    assert len(message) == notes
    assert (tmp_path / f"shuttle.{ending}").stat().st_size


@pytest.mark.parametrize(("out", "status"), [("x.xyz", 2), ("nowhere/x.wav", 3), ("nowhere/x.fit", 3)])
def test_export_that_cannot_be_is_told(retrotimer: Run, out: str, status: int) -> None:
    """If it failed, a session would be believed to be in a file that is not there."""
    found, _out, err = retrotimer("export", "warm-up-drill", "-o", out)
    assert found == status
    assert len(err.splitlines()) == 1
