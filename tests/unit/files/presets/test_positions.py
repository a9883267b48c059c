"""Test the lines of values in a source."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.assets import asset
from retrotimer.files.presets.toml_spans import lines_of
from retrotimer.files.wording import Place

INLINE = '''\
format = 1 # steps = [
name = """
steps = [ "
"""
"about" = 'its'
steps = [
  { do = "run forward", for = "1:30" }, # }, {
  { repeat = 2, steps = [
    { do = "stand", x = [
], "for" = "]" },

    { a.b = 1, c = [ 1,
    2 ] } ] },
]
turn = 1979-05-27 07:32:00
'''
TABLES = """\
[[steps]]
do = "run forward"
[[steps]]
repeat = 3
[[steps.steps]]
do = "stand"
[[steps.steps]]
do = 'walk forward'
[ other . "table" ]
key = [[], [1, [2]]]
[[steps]]
do = "stand"
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("format",), 1),
        (("name",), 2),
        (("about",), 5),
        (("steps",), 6),
        (("steps", 0), 7),
        (("steps", 0, "for"), 7),
        (("steps", 1), 8),
        (("steps", 1, "repeat"), 8),
        (("steps", 1, "steps", 0, "do"), 9),
        (("steps", 1, "steps", 0, "for"), 10),
        (("steps", 1, "steps", 1), 12),
        (("steps", 1, "steps", 1, "a", "b"), 12),
        (("steps", 1, "steps", 1, "c", 1), 13),
        (("turn",), 15),
    ],
)
def test_inline_tables_have_their_lines(place: Place, line: int) -> None:
    """If it failed, a mistake would have the wrong line, or a string or comment be taken for the outline."""
    tomllib.loads(INLINE)
    assert lines_of(INLINE)[place] == line


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("steps", 0), 1),
        (("steps", 0, "do"), 2),
        (("steps", 1, "repeat"), 4),
        (("steps", 1, "steps", 0, "do"), 6),
        (("steps", 1, "steps", 1, "do"), 8),
        (("other", "table"), 9),
        (("other", "table", "key", 1, 1, 0), 10),
        (("steps", 2, "do"), 12),
    ],
)
def test_tables_with_headers_have_their_lines(place: Place, line: int) -> None:
    """If it failed, a preset written with [[steps]] would have wrong lines in its mistakes."""
    assert lines_of(TABLES)[place] == line


@pytest.mark.parametrize(
    "source",
    [
        r'"a\u00e9\"]" = 1',
        "'a.b' = 1",
        'a = """x""""\nb = """""""\n',
        "a = '''it's'''''\n",
        'a = """\\\n  x \\" """\n',
        'a = "#"\n',
        "a.'b'.\"c\" = {}\n",
        "a = [ # ]\n1, # [\n]\n",
        "[a]\n[a.b]\nc = 1\n[[d]]\n[d.e]\nf = 1\n[[d]]\ng = inf\n",
        "a = -1_000.5e-3 # x\nb = 07:32:00\n",
        "",
        "# only a comment",
    ],
)
def test_every_place_of_a_source_has_a_line(source: str) -> None:
    """If it failed, some legal way to write TOML would leave mistakes without a line."""
    assert set(_places(tomllib.loads(source))) <= set(lines_of(source))


def test_brackets_without_end_are_given_up() -> None:
    """If it failed, a file of nothing but brackets would end in a traceback instead of having fewer lines."""
    source = "a = 1\nb = " + "[" * 200 + "]" * 200 + "\nc = 1"
    tomllib.loads(source)
    assert lines_of(source)["a",] == 1
    assert ("c",) not in lines_of(source)


@given(st.text(alphabet="ab.=[]{}\",\n# \\'1", max_size=60))
def test_no_source_makes_it_fail(source: str) -> None:
    """If it failed, looking for a line would hide the mistake it was looked for."""
    lines = lines_of(source)
    assert set(lines.values()) <= set(range(1, source.count("\n") + 2))


@given(st.text(alphabet="ab.=[]{}\",\n# \\'1", max_size=30))
def test_what_tomllib_reads_has_lines(source: str) -> None:
    """If it failed, there would be legal sources that the scanner does not understand."""
    try:
        read = tomllib.loads(source)
    except tomllib.TOMLDecodeError:
        return
    assert set(_places(read)) <= set(lines_of(source))


@pytest.mark.parametrize("path", sorted(asset("presets").glob("*.toml")), ids=lambda path: path.stem)
def test_each_key_of_a_built_in_preset_stands_on_its_line(path: Path) -> None:
    """If it failed, people who copy a preset would be sent to the wrong line of it."""
    source = path.read_text(encoding="utf-8")
    rows = source.splitlines()
    lines = lines_of(source)
    for place in _places(tomllib.loads(source)):
        assert isinstance(place[-1], int) or f"{place[-1]} = " in rows[lines[place] - 1]


def _places(value: object, place: Place = ()) -> Iterator[Place]:
    if place:
        yield place
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for part, inner in items:
        yield from _places(inner, (*place, part))
