"""Test digits and words drawn with blocks."""

from __future__ import annotations

import pytest

from retrotimer.terminal import font
from retrotimer.training.cues.cue_types import MOVEMENT_WORDS


def test_every_digit_looks_different() -> None:
    """If it failed, two times would look the same from afar."""
    assert len({tuple(font.block(digit)) for digit in "0123456789"}) == 10


def test_every_letter_looks_different() -> None:
    """If it failed, a word would be misread."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert len({tuple(font.block(letter)) for letter in letters}) == 26


@pytest.mark.parametrize("character", font.GLYPHS)
def test_a_glyph_has_five_rows_of_one_width(character: str) -> None:
    """If it failed, what stands beside it would be torn."""
    rows = font.GLYPHS[character]
    assert len(rows) == font.ROWS
    assert len({len(row) for row in rows}) == 1


def test_up_is_down_upside_down() -> None:
    """If it failed, the two arrows would not be told apart by their shape."""
    assert font.GLYPHS["▲"] == font.GLYPHS["▼"][::-1]


@pytest.mark.parametrize(("wide", "high", "rows"), [(1, 1, 3), (3, 4, 10), (2, 3, 8)])
def test_a_block_is_as_large_as_it_was_asked_for(wide: int, high: int, rows: int) -> None:
    """If it failed, the digits would not fit the place that was kept for them."""
    lines = font.block("10:45", wide, high)
    assert len(lines) == rows
    assert {len(line) for line in lines} == {font.width("10:45") * wide}


def test_our_words_can_be_drawn_and_others_are_known_not_to() -> None:
    """If it failed, a direction would be left out of the screen."""
    assert all(font.can_draw(words.upper()) for words in MOVEMENT_WORDS.values())
    assert not font.can_draw("RÜCKWÄRTS")
