"""Draw digits, capitals and arrows from block characters, to be read from far away."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

ROWS = 5
_DIGITS = """
### .#. ### ### #.# ### ### ### ### ###
#.# ##. ..# ..# #.# #.. #.. ..# #.# #.#
#.# .#. ### .## ### ### ### ..# ### ###
#.# .#. #.. ..# ..# ..# #.# ..# #.# ..#
### ### ### ### ..# ### ### ..# ### ###
"""
_CAPITALS = """
.#. ##. .## ##. ### ### .## #.# ### ### #..# #.. #...# #..# .#. ##. .##. ##. .## ### #.# #.# #...# #.# #.# ###
#.# #.# #.. #.# #.. #.. #.. #.# .#. ..# #.#. #.. ##.## ##.# #.# #.# #..# #.# #.. .#. #.# #.# #...# #.# #.# ..#
### ##. #.. #.# ##. ##. #.# ### .#. ..# ##.. #.. #.#.# #.## #.# ##. #..# ##. .#. .#. #.# #.# #.#.# .#. .#. .#.
#.# #.# #.. #.# #.. #.. #.# #.# .#. #.# #.#. #.. #...# #..# #.# #.. #.#. #.# ..# .#. #.# #.# ##.## #.# .#. #..
#.# ##. .## ##. ### #.. .## #.# ### .#. #..# ### #...# #..# .#. #.. .#.# #.# ##. .#. ### .#. #...# #.# .#. ###
"""
THIN = "\u2009"  # a thin space
_OTHERS = """
. ... . ..#.. ..#..
# ... . .###. ..#..
. ... . ##### #####
# ... . ..#.. .###.
. ... . ..#.. ..#..
"""


def _glyphs(characters: str, drawing: str) -> dict[str, tuple[str, ...]]:
    rows = (line.split() for line in drawing.split("\n") if line)
    return dict(zip(characters, zip(*rows, strict=True), strict=True))


GLYPHS = (
    _glyphs("0123456789", _DIGITS)
    | _glyphs("ABCDEFGHIJKLMNOPQRSTUVWXYZ", _CAPITALS)
    | _glyphs(f": {THIN}▲▼", _OTHERS)
)
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def can_draw(text: str) -> bool:
    """Return whether every character of `text` has a glyph."""
    return all(character in GLYPHS for character in text)


def width(text: str) -> int:
    """Return how many dots wide `text` is."""
    return sum(len(GLYPHS[character][0]) + 1 for character in text) - 1


def block(text: str, dot_columns: int = 1, dot_halves: int = 1) -> list[str]:
    """Return `text` as lines of blocks, each dot `dot_columns` wide and `dot_halves` half lines high."""
    dots = [line for row in range(ROWS) for line in [_dots(text, row, dot_columns)] * dot_halves]
    upper, lower = dots[::2], dots[1::2]
    return ["".join(_pair(above, below)) for above, below in zip_longest(upper, lower, fillvalue=())]


def _dots(text: str, row: int, dot_columns: int) -> tuple[bool, ...]:
    line = ".".join(GLYPHS[character][row] for character in text)
    return tuple(dot == "#" for dot in line for _column in range(dot_columns))


def _pair(above: tuple[bool, ...], below: tuple[bool, ...]) -> Iterator[str]:
    return (_HALVES[pair] for pair in zip_longest(above, below, fillvalue=False))
