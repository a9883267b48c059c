"""Test the examples of the page on exchange."""

from __future__ import annotations

import re
from pathlib import Path

from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout

PAGE = Path(__file__).parents[3] / "docs" / "exchange.md"


def test_the_examples_of_the_page_mean_what_it_says() -> None:
    """If it failed, what people copy from the page would be refused, or be another session."""
    blocks = re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    _commands, dashed, free = blocks
    totals = []
    for text in (dashed, free):
        found = parse_text(text)
        assert all("was read as metres" in note for note in found.notes)
        totals.append(compile_workout(found.workout, Paces()).total_ms)
    tuesday = 300_000 + 6 * (90_000 + 30_000 + 71_429) + 180_000
    assert totals[0] is not None
    assert abs(totals[0] - tuesday) < 10
    said = 600_000 + 6 * 180_000 + 4 * (160_000 + 100_000) + 2 * (3 * 80_000 + 120_000) + 300_000
    assert totals[1] == said
