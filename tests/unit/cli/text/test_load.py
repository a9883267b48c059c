"""The load balance in `retrotimer show`: curves, peaks, the badge, and what would make it gentler."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrotimer.app.overview import Overview
from retrotimer.cli.text.load import load_lines
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.training.workout.paces import Paces

Run = Callable[..., tuple[int, str, str]]


def test_a_gentle_preset_needs_no_advice(retrotimer: Run) -> None:
    """If it failed, what has the badge would be told to change."""
    out = retrotimer("show", "gentler-3-1")[1]
    assert "Easy on knee and calf, by our lines." in out
    assert "its peaks would\nbe 0.86 and 0.87." in out
    assert "easier:" not in out
    assert "█ is over" not in out


def test_what_misses_the_badge_says_why_and_what_to_change(retrotimer: Run) -> None:
    """If it failed, a person would be left with a verdict and no way out."""
    out = retrotimer("show", "long-and-tall")[1]
    head, tail = out.split("What is not easy about it:\n")
    assert "In the curves, █ is over our line." in head
    assert tail.splitlines()[:5] == [
        "  The knee's load goes over our line, 0.90.",
        "  The calf's load goes over our line, 1.05.",
        "What would make it easier:",
        "  Run backward for 0:15 at most. It helps with: the calf's peak.",
        "  Walk 120 s longer in every round. With this it keeps to our lines.",
    ]


def test_it_says_that_it_is_a_model_of_ours_and_a_rule_of_thumb(retrotimer: Run) -> None:
    """If it failed, a heuristic would pass for a measurement."""
    out = " ".join(retrotimer("show", "equal-1-1")[1].split())
    assert "a model of ours on borrowed constants, its lines and caps are rules of thumb" in out


def test_curves_stand_under_the_ribbon(retrotimer: Run) -> None:
    """If it failed, nobody could see which part of a session loads what."""
    lines = retrotimer("show", "gentler-3-1")[1].splitlines()
    line = next(n for n, text in enumerate(lines) if text.startswith(" ──"))
    knee, calf = lines[line + 2 : line + 4]
    assert (knee[-5:], calf[-5:]) == (" knee", " calf")
    assert len(knee) == len(lines[line]) + 5
    assert "█" not in knee + calf


@pytest.mark.parametrize("name", BUILT_IN)
@pytest.mark.parametrize("width", [20, 76])
def test_no_line_is_too_wide(name: str, width: int) -> None:
    """If it failed, a narrow terminal would break the lines anywhere."""
    assert all(len(line) <= max(width, 36) for line in load_lines(Overview(find(name), Paces()), width))
