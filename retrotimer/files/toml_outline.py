"""Where everything stands in a TOML source that `tomllib` has accepted, so that a part of it can be changed alone.

What is not touched stays as it is to the letter: comments, order, quotes and blanks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from retrotimer.files.toml_scan import DEEPEST, SCALAR, STRING, NotFollowed, Scan


@dataclass(slots=True)
class Value:
    """A value from `start` to `end`: of an array the `elements`, of a table in braces the `entries`."""

    start: int
    end: int = 0
    elements: list[Value] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A key that starts at `start`, and its value."""

    start: int
    value: Value


@dataclass(slots=True)
class Section:
    """The top of a source, or a table under a header such as `[[steps]]`.

    `start` is where what belongs to it begins: the comments above its header; `end`: its last own line's.
    `sections` are those whose headers continue its own.
    """

    start: int
    end: int
    entries: dict[str, Entry] = field(default_factory=dict)
    sections: dict[str, list[Section]] = field(default_factory=dict)


def outline(source: str) -> Section:
    """Return where everything stands in `source`.

    Raises:
        NotFollowed: for keys with dots, and headers in single brackets.
    """
    return _Reader(source).document()


def comments_in(text: str) -> list[str]:
    """Return the comments of a piece of TOML, without their blanks."""
    found = re.finditer(f"(?:{STRING.pattern})|(#[^\n]*)", text, re.DOTALL)
    return [match[1].rstrip() for match in found if match[1]]


class _Reader(Scan):
    def document(self) -> Section:
        root = here = Section(0, 0)
        while self.skip() < len(self.source):
            before, start = here.end, self.at
            if self.take("[["):
                keys = self.key()
                self.need("]]")
                here = self.section(root, keys)
                here.start = before
            elif self.take("["):
                raise NotFollowed
            else:
                name, entry = self.pair(start)
                here.entries[name] = entry
            here.end = self.line_end()
        return root

    def section(self, root: Section, keys: list[str]) -> Section:
        here = root
        for key in keys[:-1]:
            if key not in here.sections:
                raise NotFollowed
            here = here.sections[key][-1]
        here.sections.setdefault(keys[-1], []).append(Section(0, 0))
        return here.sections[keys[-1]][-1]

    def line_end(self) -> int:
        """Return the end of the line, its line feed included, of which only blanks and a comment are left."""
        end = self.source.find("\n", self.at)
        return end + 1 if end >= 0 else len(self.source)

    def pair(self, start: int) -> tuple[str, Entry]:
        keys = self.key()
        if len(keys) > 1:
            raise NotFollowed
        self.need("=")
        return keys[0], Entry(start, self.value(0))

    def value(self, depth: int) -> Value:
        if depth > DEEPEST:
            raise NotFollowed
        self.skip()
        found = Value(self.at)
        if self.take("["):
            while not self.take("]"):
                found.elements.append(self.value(depth + 1))
                self.take(",")
        elif self.take("{"):
            while not self.take("}"):
                start = self.skip()
                name, entry = self.pair(start)
                found.entries[name] = entry
                self.take(",")
        elif not self.match(STRING):
            found_text = self.need_match(SCALAR)
            self.at -= len(found_text) - len(found_text.rstrip())
        found.end = self.at
        return found
