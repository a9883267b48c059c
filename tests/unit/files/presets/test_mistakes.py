"""Test that all mistakes of a preset are reported with their places."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.reader import read_preset
from retrotimer.training.errors import WrongFile

Read = Callable[[str], list[str]]

HEAD = 'format = 1\nname = "A"\n'
EXAMPLE = '{ do = "run forward", for = "1:30" }'
MOVEMENTS = "'run forward', 'run backward', 'walk forward', 'walk backward', 'stand'"
STEP_KEYS = "'do', 'for', 'until', 'name', 'say', 'role', 'between'"
KEYS = "'format', 'name', 'level', 'about', 'steps', 'turn', 'source', 'tags'"
STEP = '{ do = "stand", for = "1 s" }'


def test_all_mistakes_of_a_file_are_told_at_once(mistakes: Read) -> None:
    """If it failed, a person who corrects a file would have to check it again after each mistake."""
    source = """\
nam = "A"
level = "novise"
turn = "10 m"
tags = "track"
steps = [
  { do = "run backwards", for = "1:30" },
  { repeat = 0, steps = [
    { do = "run forward", for = "1:90", role = "warmup" },
    { do = "walk forward", for = 90 },
  ] },
]
"""
    assert mistakes(source) == [
        "nam: there is no key 'nam' here: did you mean 'name'? (line 1)",
        "level: 'novise' is not known: did you mean 'novice'? (line 2)",
        'turn: a turn takes a time, such as "3 s" (line 3)',
        "tags: this must be a list in brackets, not 'track' (line 4)",
        "steps[0].do: 'run backwards' is not known: did you mean 'run backward'? (line 6)",
        "steps[1].repeat: this must be a whole number from 1 to 2000, not 0 (line 7)",
        "steps[1].steps[0].for: '1:90' is not a time: seconds go up to 59 (line 8)",
        "steps[1].steps[0].role: 'warmup' is not known: did you mean 'warm-up'? (line 8)",
        'steps[1].steps[1].for: this must be text in quotes, such as "1:30" or "400 m", not 90 (line 9)',
        "format: this key is missing",
    ]


@pytest.mark.parametrize(
    ("step", "mistake"),
    [
        ('{ for = "1 s" }', "steps[0].do: this key is missing (line 3)"),
        ('{ do = "stand" }', "steps[0].for: this key is missing (line 3)"),
        ('{ do = "stand", fro = "1 s" }', "steps[0].fro: there is no key 'fro' here: did you mean 'for'? (line 3)"),
        (
            '{ do = "stand", for = "1 s", colour = 1 }',
            f"steps[0].colour: there is no key 'colour' here, only {STEP_KEYS} (line 3)",
        ),
        (
            '{ do = "swim", for = "1 s" }',
            f"steps[0].do: 'swim' is no movement: use one of {MOVEMENTS} (line 3)",
        ),
        (
            '{ do = 1, for = "1 s" }',
            f"steps[0].do: 1 is no movement: use one of {MOVEMENTS} (line 3)",
        ),
        ('{ do = "stand", for = "5 m" }', "steps[0].for: standing covers no distance: give a time (line 3)"),
        (
            '{ do = "stand", for = "1 s", until = "tap" }',
            'steps[0].until: only a distance can wait for a tap: write for = "tap" for an open time (line 3)',
        ),
        (
            '{ do = "stand", for = "tap", until = "tap" }',
            "steps[0].until: a step for 'tap' waits for a tap anyway: leave this out (line 3)",
        ),
        (
            '{ do = "run forward", for = "5 m", until = "end" }',
            "steps[0].until: 'end' is not known: this is one of 'tap' (line 3)",
        ),
        (
            '{ do = "run forward", for = "1:90", until = "tap" }',
            "steps[0].for: '1:90' is not a time: seconds go up to 59 (line 3)",
        ),
        (
            '{ do = "swim", for = "5 m", until = "tap" }',
            f"steps[0].do: 'swim' is no movement: use one of {MOVEMENTS} (line 3)",
        ),
        (
            '{ do = "stand", for = "1 s", between = true }',
            "steps[0].between: only a step within a repeat has rounds to stand between (line 3)",
        ),
        (
            '{ do = "stand", for = "1 s", between = 1 }',
            "steps[0].between: this must be true or false, not 1 (line 3)",
        ),
        (
            '{ do = "stand", for = "1 s", role = "turn" }',
            "steps[0].role: 'turn' is not known: this is one of 'warm-up', 'work', 'rest', 'cool-down' (line 3)",
        ),
        ('{ do = "stand", for = "1 s", name = "" }', "steps[0].name: this must not be empty (line 3)"),
        (
            f'{{ do = "stand", for = "1 s", name = "{"x" * 81}" }}',
            "steps[0].name: this has 81 characters, and 80 are the most (line 3)",
        ),
        (
            '{ do = "stand", for = "1 s", say = "a\\u001Bb" }',
            r"steps[0].say: this has a control character, '\x1b' (line 3)",
        ),
        (
            '{ do = "stand", for = "1 s", name = "a\\nb" }',
            r"steps[0].name: this has a control character, '\n' (line 3)",
        ),
        ('{ do = "stand", for = "1 s", say = [] }', "steps[0].say: this must be text in quotes, not […] (line 3)"),
        (
            '"1:30"',
            f"steps[0]: this must be a step in braces, such as {EXAMPLE}, not '1:30' (line 3)",
        ),
        ("{ repeat = 2 }", "steps[0].steps: this key is missing (line 3)"),
        (f"{{ steps = [{STEP}] }}", "steps[0].repeat: this key is missing (line 3)"),
        ("{ repeat = 2, steps = [] }", "steps[0].steps: there must be at least one step (line 3)"),
        (
            "{ repeat = 2, steps = 5 }",
            "steps[0].steps: this must be a list in brackets, not 5 (line 3)",
        ),
        (
            f"{{ repeat = true, steps = [{STEP}] }}",
            "steps[0].repeat: this must be a whole number from 1 to 2000, not true (line 3)",
        ),
        (
            f"{{ repeat = 2.0, steps = [{STEP}] }}",
            "steps[0].repeat: this must be a whole number from 1 to 2000, not 2.0 (line 3)",
        ),
        (
            f"{{ repeat = 2001, steps = [{STEP}] }}",
            "steps[0].repeat: this must be a whole number from 1 to 2000, not 2001 (line 3)",
        ),
        (
            f'{{ repeat = 2, do = "stand", steps = [{STEP}] }}',
            "steps[0].do: there is no key 'do' here, only 'repeat', 'steps', 'name', 'between' (line 3)",
        ),
        (
            '{ repeat = 2, steps = [{ do = "stand", for = "1 s", between = true }] }',
            "steps[0].steps: every step is 'between': the last round would be empty (line 3)",
        ),
        (f"{{ repeat = 2000, steps = [{STEP}, {STEP}] }}", "The workout has more than 2000 intervals."),
        ('{ repeat = 5, steps = [{ do = "stand", for = "6:00:00" }] }', "The workout is longer than 24 hours."),
    ],
)
def test_a_wrong_step_is_told(mistakes: Read, step: str, mistake: str) -> None:
    """If it failed, a step that cannot be done would be run as something else, or be refused without its place."""
    assert mistakes(f"{HEAD}steps = [{step}]") == [mistake]


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        (
            f'format = "1"\nname = "A"\nsteps = [{STEP}]',
            "format: '1' is not a format of presets: write format = 1 (line 1)",
        ),
        (
            f'format = 0\nname = "A"\nsteps = [{STEP}]',
            "format: 0 is not a format of presets: write format = 1 (line 1)",
        ),
        (
            f'format = true\nname = "A"\nsteps = [{STEP}]',
            "format: true is not a format of presets: write format = 1 (line 1)",
        ),
        (f"format = 1\nname = 5\nsteps = [{STEP}]", "name: this must be text in quotes, not 5 (line 2)"),
        (f'format = 1\nname = " "\nsteps = [{STEP}]', "name: this must not be empty (line 2)"),
        (f"format = 1\nsteps = [{STEP}]", "name: this key is missing"),
        ('format = 1\nname = "A"', "steps: this key is missing"),
        (f"{HEAD}steps = []", "steps: there must be at least one step (line 3)"),
        (f"{HEAD}steps = {STEP}", "steps: this must be a list in brackets, not {…} (line 3)"),
        (
            f"{HEAD}turn = 3\nsteps = [{STEP}]",
            'turn: this must be text in quotes, such as "1:30" or "400 m", not 3 (line 3)',
        ),
        (f'{HEAD}tags = ["a", 1]\nsteps = [{STEP}]', "tags[1]: this must be text in quotes, not 1 (line 3)"),
        (f'{HEAD}about = "\\u0085"\nsteps = [{STEP}]', r"about: this has a control character, '\x85' (line 3)"),
        (
            f'{HEAD}"a\\nb" = 1\nsteps = [{STEP}]',
            rf"'a\nb': there is no key 'a\nb' here, only {KEYS} (line 3)",
        ),
    ],
)
def test_a_wrong_preset_is_told(mistakes: Read, source: str, mistake: str) -> None:
    """If it failed, a file that is no preset would be taken for one, or be refused without a word of help."""
    assert mistakes(source) == [mistake]


def test_a_newer_format_is_refused_with_nothing_else(mistakes: Read) -> None:
    """If it failed, a preset from a newer RetroTimer would be called wrong for all that is new in it."""
    assert mistakes("new = 1\nformat = 2") == [
        "format: 2 is newer than what this RetroTimer reads (1): update RetroTimer (line 2)"
    ]


def test_repeats_deeper_than_eight_are_refused_where_they_start(mistakes: Read) -> None:
    """If it failed, an endless nest would be followed, or refused without its place."""
    steps = STEP
    for _ in range(12):
        steps = f"{{ repeat = 1, steps = [{steps}] }}"
    place = ".".join(["steps[0]"] * 9)
    assert mistakes(f"{HEAD}steps = [{steps}]") == [f"{place}.repeat: repeats nest at most 8 deep (line 3)"]


def test_a_list_beyond_all_limits_is_not_read_on(mistakes: Read) -> None:
    """If it failed, a file of nothing but braces would keep its reader waiting for minutes."""
    message = mistakes(f"{HEAD}steps = [{'{},' * 2_001}]")
    assert message[0] == "steps: there are 2001 steps, and 2000 are the most (line 3)"
    assert len(message) == 4_001


def test_a_path_is_told_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, an editor that jumps to FILE would not find it."""
    (tmp_path / "my.toml").write_text("format = 1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongFile, match=r"^my\.toml: name: this key is missing"):
        read_preset(Path("my.toml"))
