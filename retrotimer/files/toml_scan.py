"""Going through a TOML source that `tomllib` has accepted, mark by mark: what both its readers need.

`tomllib` gives values without places. `positions` asks on which lines they stand, `toml_outline` from where to
where.
"""

from __future__ import annotations

import re
import tomllib

DEEPEST = 60
"""Brackets within brackets that are followed; presets stop being legal long before."""

GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
BARE = re.compile(r"[A-Za-z0-9_-]++")
STRING = re.compile(
    r'(?>"""(?:[^"\\]++|\\.|"(?!""))*)"{3,5}'
    r"|(?>'''(?:[^']++|'(?!''))*)'{3,5}"
    r'|"(?:[^"\\\n]++|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
SCALAR = re.compile(r"[^,\]}\n#]++")


class NotFollowed(Exception):  # noqa: N818 - no error: the source is sound, only not of a form that is followed here
    """The source is written in a form whose places are not known."""


class Scan:
    """A place in `source`, counted from 0 in `at`, that only moves on."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def key(self) -> list[str]:
        """Pass over a key, and return its parts."""
        parts = [self._key_part()]
        while self.take("."):
            parts.append(self._key_part())
        return parts

    def _key_part(self) -> str:
        self.skip()
        return self.match(BARE) or str(tomllib.loads(f"key = {self.need_match(STRING)}")["key"])

    def skip(self) -> int:
        """Pass over blanks, ends of lines and comments; return where that leads."""
        self.match(GAP)
        return self.at

    def take(self, mark: str) -> bool:
        """Pass over gaps and `mark`, if it comes next."""
        self.skip()
        found = self.source.startswith(mark, self.at)
        self.at += len(mark) * found
        return found

    def need(self, mark: str) -> None:
        """Pass over gaps and `mark`.

        Raises:
            NotFollowed: where something else comes next.
        """
        if not self.take(mark):
            raise NotFollowed

    def match(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` finds here, and return it; empty where it finds nothing."""
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def need_match(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` finds here, and return it.

        Raises:
            NotFollowed: where it finds nothing.
        """
        found = self.match(pattern)
        if not found:
            raise NotFollowed
        return found
