"""On which line of a TOML source each key and each element of an array stands.

`tomllib` gives values without places. This scanner reads only the outline, of a source that `tomllib` has accepted;
where it loses its way it stops, and what lies further on has no line: a sentence without a line number is better
than none.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress

from retrotimer.files.mistakes import Place
from retrotimer.files.toml_scan import DEEPEST, SCALAR, STRING, NotFollowed, Scan


def lines_of(source: str) -> dict[Place, int]:
    """Return the line, counted from 1, on which each place of `source` starts."""
    scanner = _Scanner(source)
    with suppress(NotFollowed, tomllib.TOMLDecodeError):
        scanner.document()
    return scanner.lines


class _Scanner(Scan):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.line = 1
        self.lines: dict[Place, int] = {}
        self.tables: dict[Place, int] = {}
        """How many tables each `[[array]]` has so far."""

    def document(self) -> None:
        base: Place = ()
        while self.skip() < len(self.source):
            if self.take("[["):
                base = self.header(in_array=True)
            elif self.take("["):
                base = self.header(in_array=False)
            else:
                self.pair(base, 0)

    def header(self, *, in_array: bool) -> Place:
        """Read a table's header after its brackets and return the place of what follows."""
        *parents, last = self.key()
        place: Place = ()
        for part in parents:
            place = (*place, part)
            if place in self.tables:
                place = (*place, self.tables[place] - 1)
        place = (*place, last)
        self.note(place)
        if in_array:
            self.tables[place] = self.tables.get(place, 0) + 1
            place = (*place, self.tables[place] - 1)
            self.note(place)
        self.need("]]" if in_array else "]")
        return place

    def pair(self, base: Place, depth: int) -> None:
        place = base
        for part in self.key():
            place = (*place, part)
            self.note(place)
        self.need("=")
        self.value(place, depth)

    def value(self, place: Place, depth: int) -> None:
        if depth > DEEPEST:
            raise NotFollowed
        self.skip()
        if self.take("["):
            self.array(place, depth)
        elif self.take("{"):
            self.inline_table(place, depth)
        elif not self.match(STRING):
            self.need_match(SCALAR)

    def array(self, place: Place, depth: int) -> None:
        index = 0
        while not self.take("]"):
            element = (*place, index)
            self.note(element)
            self.value(element, depth + 1)
            self.take(",")
            index += 1

    def inline_table(self, place: Place, depth: int) -> None:
        while not self.take("}"):
            self.pair(place, depth + 1)
            self.take(",")

    def note(self, place: Place) -> None:
        """Keep the line of `place` if this is where it starts."""
        self.lines.setdefault(place, self.line)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = super().match(pattern)
        self.line += found.count("\n")
        return found
