"""Test presets broken by editors, copies or intent."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.assets import asset
from retrotimer.files.presets.lengths import format_length
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import Repeat, Step

SOURCES = [path.read_text(encoding="utf-8") for path in sorted(asset("presets").glob("*.toml"))]
VALUE = re.compile(r'"[^"\n]*"|(?<== )[0-9]+')
WORD = re.compile(r"[a-z]+(?= =)")
STRANGE = [
    *("1", "-1", "0", "1.5", "inf", "nan", "true", "[]", "{}", "[[[[]]]]", "{ a = { b = [] } }"),
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "0x" + "f" * 5_000, "9" * 4_000, "9" * 5_000),
    *('""', '"1:90"', '"0:00"', '"9:99:99"', '"50 km"', '"tap"', '"1 s"', '"9e9 m"', '"\\u0000"', '"\\U0010FFFF"'),
    *('"""\nstand"""', "'''\n'''", '"run backwards"', '"turn"', "[" * 90 + "]" * 90, "[" * 2_000 + "]" * 2_000),
]
KEYS = ["do", "for", "until", "steps", "repeat", "between", "name", "say", "format", "turn", "fro", '"a b"', "a.b"]


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a built-in preset with a few of its values, keys and passages replaced."""
    source = draw(st.sampled_from(SOURCES))
    for _ in range(draw(st.integers(1, 4))):
        pattern, replacements = draw(st.sampled_from([(VALUE, STRANGE), (WORD, KEYS)]))
        found = list(pattern.finditer(source))
        if found:
            spot = draw(st.sampled_from(found))
            source = source[: spot.start()] + draw(st.sampled_from(replacements)) + source[spot.end() :]
    return source


@st.composite
def torn(draw: st.DrawFn) -> bytes:
    """Draw a built-in preset with a passage cut out, or other bytes in its place."""
    data = draw(st.sampled_from(SOURCES)).encode()
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 80)))
    return data[:start] + draw(st.binary(max_size=8)) + data[end:]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file to write each example to."""
    return tmp_path_factory.mktemp("presets") / "my.toml"


def read(path: Path, data: bytes) -> None:
    """Read `data` as a preset, which must give a workout that can be run, or sentences."""
    path.write_bytes(data)
    message: tuple[str, ...] = ()
    try:
        workout = read_preset(path).workout
    except WrongFile as error:
        message = error.mistakes
    else:
        assert compile_workout(workout, Paces()).intervals
        assert all(_lengths(item) for item in workout.steps)
        return
    assert message
    assert all(sentence.startswith(f"{path}: ") and sentence.isprintable() for sentence in message)


@given(source=mutated())
def test_a_changed_preset_is_read_or_told(path: Path, source: str) -> None:
    """If it failed, some mistake in a preset would end in a traceback."""
    read(path, source.encode())


@given(data=torn())
def test_a_torn_preset_is_read_or_told(path: Path, data: bytes) -> None:
    """If it failed, a file damaged on its way would end in a traceback."""
    read(path, data)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_told(path: Path, data: bytes) -> None:
    """If it failed, a file that is no text at all would end in a traceback."""
    read(path, data)


def _lengths(item: Step | Repeat) -> list[str]:
    if isinstance(item, Step):
        return [format_length(item.length)]
    return [text for step in item.steps for text in _lengths(step)]
