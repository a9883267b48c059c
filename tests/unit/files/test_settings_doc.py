"""Test the page on the settings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrotimer.files.settings import DEFAULTS, OPTIONS, SWITCHABLE, Option, read_settings
from retrotimer.training.errors import WrongRequest

PAGE = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
NAMED: dict[object, str] = {(): "none", "": "empty", True: "`true`", False: "`false`"}
NAMED |= {word: f"`{word}`" for word in ("auto", "system", "min/km")}


def row(option: Option) -> list[str]:
    """Return the cells of the row of `option`, which stands under its section."""
    section = PAGE.split(f"`[{option.section}]`")[1].split("\n## ")[0]
    (line,) = re.findall(rf"^\| `{option.key}` \|.*$", section, re.MULTILINE)
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_every_setting_stands_there_with_its_default(option: Option) -> None:
    """If it failed, people could not find out what they may set."""
    default = getattr(DEFAULTS, option.key)
    is_number = isinstance(default, int | float) and not isinstance(default, bool)
    wanted = f"{default:g}" if is_number else NAMED[default]
    assert row(option)[-1] == wanted


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.key)
def test_the_bounds_are_those_that_hold(option: Option) -> None:
    """If it failed, people would be told of values that are refused."""
    cell = row(option)[3]
    default = getattr(DEFAULTS, option.key)
    if isinstance(default, bool | str | tuple):
        assert not cell
        return
    kind = type(default)
    least, most = (kind(number) for number in cell.split(" – "))
    assert (option.check(least), option.check(most)) == (least, most)
    for beyond in (least - kind(1), most + kind(1)):
        with pytest.raises(WrongRequest):
            option.check(beyond)


def test_every_cue_that_can_be_left_out_is_named() -> None:
    """If it failed, people would have to guess the names."""
    named = PAGE.split("What can be left `off`:")[1].split("\n\n")[0]
    assert tuple(re.findall(r"`([a-z-]+)`", named)) == SWITCHABLE


def test_the_example_can_be_used_as_it_stands(tmp_path: Path) -> None:
    """If it failed, the first thing that people copy would be wrong."""
    path = tmp_path / "settings.toml"
    path.write_text(PAGE.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    settings, mistakes = read_settings(path)
    assert mistakes == ()
    assert (settings.body_kg, settings.latency_ms, settings.off) == (64, 180, ("minutes-left", "posture"))
