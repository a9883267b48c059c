"""Test the advice for typical TOML mistakes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.presets.reader import read_preset
from retrotimer.files.presets.toml_errors import syntax_mistakes
from retrotimer.files.presets.toml_source import read_toml
from retrotimer.training.errors import WrongFile

STEP = '{ do = "run forward", for = "5:00" }'
PRESET = 'format = 1\nname = "N"\nsteps = [\n  STEP,\n  { do = "stand", for = "1:00" },\n]\n'


def advice(source: str) -> list[tuple[int, str]]:
    """Return for each slip its line, and what is to be typed or done."""
    return [(slip.line, slip.sentence.rpartition(": ")[2]) for slip in syntax_mistakes(source)]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("for = 5:00", [(1, 'type for = "5:00"')]),
        ("a = 1\nfor = 30 s # long", [(2, 'type for = "30 s"')]),
        ("name = Tuesday", [(1, 'type name = "Tuesday"')]),
        ("turn = 3,5", [(1, 'type turn = "3,5"')]),
        ("a = { do = run forward, for = 5:00 }", [(1, 'type do = "run forward"'), (1, 'type for = "5:00"')]),
        (
            "a = { do = run forward for = 5:00 }",
            [(1, 'type do = "run forward"'), (1, "type ',' before for"), (1, 'type for = "5:00"')],
        ),
        ("a = [short, field]", [(1, 'type "short"'), (1, 'type "field"')]),
        ("name = “Early”", [(1, 'type name = "Early" with straight ones')]),
        ("name = „Früh“", [(1, 'type name = "Früh" with straight ones')]),
        ("name = »Tidlig«", [(1, 'type name = "Tidlig" with straight ones')]),
        ("name = ‘Early’", [(1, 'type name = "Early" with straight ones')]),
        ('name = "Early”\na = 1', [(1, 'type name = "Early" with straight ones')]),
        ('a = { do = "stand”, for = "5:00" }', [(1, 'type do = "stand" with straight ones')]),
        ('a = { do = “stand", for = "5:00" }', [(1, 'type do = "stand" with straight ones')]),
        ("“a” = 1", [(1, "type a with straight ones")]),
        ('a = { do = "stand" for = "5:00" }', [(1, 'type do = "stand",')]),
        ('a = [\n  { b = "x" }\n  { b = "y" },\n]', [(2, 'type { b = "x" },')]),
        ('a = ["x" "y"]', [(1, 'type "x",')]),
        ("a = [1 2 3]", [(1, "type 1,"), (1, "type 2,")]),
        ('a = { b = "x", }', [(1, "take it away")]),
        ('a = "x",\nb = 1', [(1, "take it away")]),
        ('name: "x"', [(1, "type name =")]),
        ('name "x"', [(1, "type name =")]),
        ("a = 1\nname =\n", [(2, "type one after the '=', or take the key away")]),
        ('a = 1\nb = "x\n', [(2, 'type b = "x"')]),
        ('a = { do = "stand, for = "5:00" }', [(1, 'type do = "stand"')]),
        ('a = [\n  { b = "x" },\n', [(1, "type ']' where the list ends")]),
        ('a = [\n  { b = "x" ]\n', [(2, "type '}' where the step ends")]),
        ('a = [\n  { b = "x", c = 1\n  { b = "y" },\n]', [(2, "type c = 1 }"), (2, "type ',' before {")]),
        ('a = [\n  { b = "x", c = 1,\n  { b = "y" },\n]', [(2, "type c = 1 }")]),
        ('a = [\n  { b = "x", c = 1, # long\n  { b = "y" },\n]', [(2, "type c = 1 }")]),
        ('a = [\n  { b = "x", { b = "y" },\n]', [(2, 'type b = "x" }')]),
        ('a = [\n  { b = "x"\n]', [(2, 'type b = "x" }')]),
        ('a = [\n  { b = "x",\n\n]', [(2, 'type b = "x" }')]),
        ('a = [\n  { b = 2, c = [\n    { d = "x" },\n  ],\n  { b = "y" },\n]', [(4, "type ] }")]),
        ('a = { b = "x"\nc = 1', [(1, 'type b = "x" }')]),
        ('a = { b = "x"\n[c]', [(1, 'type b = "x" }')]),
        (
            'a = [\n  { b = "x',
            [(2, 'type b = "x"'), (2, "type '}' where the step ends"), (1, "type ']' where the list ends")],
        ),
        ('a = [\n  { b = x,\n]', [(2, 'type b = "x"'), (2, "type '}' where the step ends")]),
        ("[[steps]\na = 1", [(1, "type [[steps]]")]),
        ("a\N{NO-BREAK SPACE}= 1", [(1, "type an ordinary one in its place")]),
        ('a = [\n\N{NARROW NO-BREAK SPACE}"x",\n]', [(2, "type an ordinary one in its place")]),
        ("a = True", [(1, "type a = true")]),
        ("a = 08", [(1, "type a = 8")]),
        ("time = 18:30", [(1, "type time = 18:30:00")]),
        ("start = 2027-3-1", [(1, "type start = 2027-03-01")]),
        ("a = 1 b = 2", [(1, "type b = 2 on a line of its own")]),
        (
            "for = 5:00\nname = “Early”\nlevel = novice",
            [
                (1, 'type for = "5:00"'),
                (2, 'type name = "Early" with straight ones'),
                (3, 'type level = "novice"'),
            ],
        ),
    ],
)  # fmt: skip
def test_a_slip_is_answered_with_what_to_type(source: str, found: list[tuple[int, str]]) -> None:
    """If it failed, a person would be told about characters and columns instead of what to type."""
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(source)
    assert advice(source) == found


SLIPPED = (
    STEP.replace('"', "“", 1).replace('"', "”", 1),
    STEP.replace('"', ""),
    STEP.replace('"5:00"', "5:00"),
    STEP.replace(",", ""),
    STEP.replace('d",', "d”,"),
    STEP.replace('d",', "d,"),
    STEP.replace(' }', ', }'),
    STEP.replace(' }', ''),
)  # fmt: skip


@pytest.mark.parametrize("step", SLIPPED)
def test_doing_as_advised_makes_a_preset(tmp_path: Path, step: str) -> None:
    """If it failed, a person who does as they are told would be told the next thing for ever."""
    path = tmp_path / "my.toml"
    path.write_text(PRESET.replace("STEP", step), encoding="utf-8")
    with pytest.raises(WrongFile) as caught:
        read_preset(path)
    assert caught.value.mistakes
    for mistake in caught.value.mistakes:
        assert re.fullmatch(
            rf"{re.escape(str(path))}: this is not TOML: .*: (type .*|take it away) \(line 4\)", mistake
        )
    path.write_text(PRESET.replace("STEP", STEP), encoding="utf-8")
    assert len(read_preset(path).workout.steps) == 2


@pytest.mark.parametrize(
    "source",
    [
        'name = "It’s “fine”"\nb = ?',
        "a = '''\nfor = 5:00\n'''\nb = ?",
        "# for = 5:00\nb = ?",
        "a = [{ c = 1, d = [{ e = 1 }, # x\n] }]\nb = ?",
        'a = ["x", # “y”\n "z"]\nb = ?',
    ],
)
def test_what_is_right_is_no_slip(source: str) -> None:
    """If it failed, a person would change what was right."""
    assert advice(source) == [(source.count("\n") + 1, 'type b = "?"')]


@pytest.mark.parametrize("brace", ['{ do = "stand",\n for = "1:00" }', '{ do = "stand"\n, for = "1:00" }', "{\n}"])
def test_a_break_within_braces_is_no_missing_brace(brace: str) -> None:
    """If it failed, a person would close braces twice."""
    assert all("brace" not in slip.sentence for slip in syntax_mistakes(f"steps = [\n{brace},\n]"))


@given(st.text(st.sampled_from("a1=[]{}\"'“”,:#\n. \\"), max_size=60))
def test_no_text_brings_it_down(source: str) -> None:
    """If it failed, a broken file would end in a traceback instead of a sentence."""
    for slip in syntax_mistakes(source):
        assert 1 <= slip.line <= source.count("\n") + 1


def test_many_slips_are_reported_at_once_but_not_without_end(tmp_path: Path) -> None:
    """If it failed, a person would meet their slips one by one, or a file would fill the screen."""
    path = tmp_path / "my.toml"
    path.write_text("".join(f"a{n} = 5:00\n" for n in range(50)))
    with pytest.raises(WrongFile) as caught:
        read_toml(path)
    assert len(caught.value.mistakes) == 20
