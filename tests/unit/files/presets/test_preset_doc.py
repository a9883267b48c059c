"""Test the page on the format of presets."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.lengths import MM_PER_UNIT, MS_PER_UNIT
from retrotimer.files.presets.reader import KEYS, LEVELS, REPEAT_KEYS, ROLES, STEP_KEYS, read_preset
from retrotimer.training.workout.workout import MAX_INTERVALS, MAX_NAME, MAX_NESTING, MOVEMENTS

PAGE = (Path(__file__).resolve().parents[4] / "docs" / "preset-format.md").read_text("utf-8")
EXAMPLES = [block for block in re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL) if "format" in block]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_a_preset(written: Callable[[str], Path], example: str) -> None:
    """A person who copies an example would be told that it is wrong."""
    assert read_preset(written(example)).workout.steps


def test_there_are_examples_of_both_forms() -> None:
    """The test of examples would look at none."""
    assert len(EXAMPLES) >= 5
    assert any("[[steps]]" in example for example in EXAMPLES)


def test_the_page_tells_every_key_and_word() -> None:
    """A person would not learn what a preset may say."""
    message = set(re.findall(r"[\w-]+(?: [\w-]+)?", " ".join(re.findall(r"`([^`\n]+)`", PAGE)))) | set(
        re.findall(r"[\w-]+", PAGE)
    )
    for word in (*KEYS, *STEP_KEYS, *REPEAT_KEYS, *LEVELS, *ROLES):
        assert word in message, word
    assert all(f'"{words}"' in PAGE for words in MOVEMENTS)
    assert all(re.search(rf'"[\d.]+ {unit}"', PAGE) for unit in (*MS_PER_UNIT, *MM_PER_UNIT))


def test_the_page_tells_the_limits() -> None:
    """A person would find the limits only by running into them."""
    assert f"at most {MAX_NAME} characters" in PAGE
    assert f"{MAX_NESTING} deep" in PAGE
    assert f"{MAX_INTERVALS:,} intervals" in PAGE
    found = re.findall(r"(\d+ (?:s|h|m|km))\b", PAGE.split("## Limits")[1].split("##")[0])
    assert found == ["1 s", "6 h", "1 m", "50 km"]
