"""Going through a TOML source that `tomllib` has refused, and keeping each slip that is met on the way."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrotimer.files.toml_scan import NotFollowed, Scan
from retrotimer.texts import _

MOST = 20
"""Slips of one file; whoever has more has one habit."""
BLANKS = re.compile(r"[ \t]*+")
ODD_BLANKS = re.compile(
    "[\N{NO-BREAK SPACE}\N{FIGURE SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{ZERO WIDTH SPACE}]++"
)
"""What comes along when a text is copied from a page: TOML does not take it for a blank."""


class Slip(NamedTuple):
    """A slip on a line, counted from 1, as a sentence that says what to type."""

    line: int
    sentence: str


class SlipScan(Scan):
    """A place in a source, with the slips in `found` so far, the last of them at the place `last`."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.found: list[Slip] = []
        self.last = -1

    def slip(self, at: int, sentence: str) -> None:
        """Keep a slip at the place `at`.

        Raises:
            NotFollowed: once there are very many.
        """
        self.last = at
        self.found.append(Slip(self.source.count("\n", 0, at) + 1, sentence))
        if len(self.found) >= MOST:
            raise NotFollowed

    def sees(self, signs: str) -> bool:
        """Return whether one of `signs` comes next; at the end of the source nothing does."""
        return self.source[self.at : self.at + 1] in signs and self.at < len(self.source)

    def skip(self) -> int:
        """Pass over blanks, ends of lines and comments, odd blanks among them; return where that leads."""
        super().skip()
        while self.odd_blanks():
            super().skip()
        return self.at

    def blanks(self) -> None:
        """Pass over the blanks of this line."""
        self.match(BLANKS)
        while self.odd_blanks():
            self.match(BLANKS)

    def odd_blanks(self) -> bool:
        """Pass over odd blanks, and return whether there were any."""
        start = self.at
        found = bool(self.match(ODD_BLANKS))
        if found:
            self.slip(start, _("a blank here is none that TOML knows: type an ordinary one in its place"))
        return found
