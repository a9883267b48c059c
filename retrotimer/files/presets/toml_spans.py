"""Parse a TOML source that `tomllib` has accepted, for the offsets and lines of its keys and values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

from retrotimer.files.wording import Place

DEEPEST = 60  # brackets within brackets that are followed; presets stop being legal long before

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


class UnsupportedForm(Exception):  # noqa: N818 - no error: the source is sound, only not of a form that is followed here
    """The source is valid, but of a form that is not supported here."""


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
        """Pass over gaps and `mark`. Raises NotFollowed where something else comes next."""
        if not self.take(mark):
            raise UnsupportedForm

    def match(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` finds here, and return it; empty where it finds nothing."""
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""

    def need_match(self, pattern: re.Pattern[str]) -> str:
        """Pass over what `pattern` finds here, and return it. Raises NotFollowed where it finds nothing."""
        found = self.match(pattern)
        if not found:
            raise UnsupportedForm
        return found


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
    """The top of a source, or a table under a header, from the comments above to its last own line."""

    start: int
    end: int
    entries: dict[str, Entry] = field(default_factory=dict)
    sections: dict[str, list[Section]] = field(default_factory=dict)


def outline(source: str) -> Section:
    """Return where everything stands in `source`. Raises NotFollowed for dotted keys and single brackets."""
    reader = _Reader(source)
    reader.document()
    if not reader.is_supported:
        raise UnsupportedForm
    return reader.root


def comments_in(text: str) -> list[str]:
    """Return the comments of a piece of TOML, without their blanks."""
    found = re.finditer(f"(?:{STRING.pattern})|(#[^\n]*)", text, re.DOTALL)
    return [match[1].rstrip() for match in found if match[1]]


class _Reader(Scan):
    """Parse a source into `root` and the `lines` of places; `is_supported` is False where `root` lacks a form."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.root, self.is_supported = Section(0, 0), True
        self.lines: dict[Place, int] = {}
        self._line = 1
        self._tables: dict[Place, int] = {}
        """How many tables each `[[array]]` has so far."""

    def document(self) -> None:
        here = self.root
        base: Place = ()
        while self.skip() < len(self.source):
            before, start = here.end, self.at
            if self.take("[["):
                keys = self.key()
                base = self.header(keys, in_array=True)
                here = self.section(keys)
                here.start = before
            elif self.take("["):
                base = self.header(self.key(), in_array=False)
                here, self.is_supported = Section(before, 0), False
            else:
                name, entry = self.pair(start, base, 0)
                here.entries[name] = entry
            here.end = _line_end(self.source, self.at)

    def header(self, keys: list[str], *, in_array: bool) -> Place:
        """Finish a table's header after its `keys` and return the place of what follows."""
        *parents, last = keys
        place: Place = ()
        for part in parents:
            place = (*place, part)
            if place in self._tables:
                place = (*place, self._tables[place] - 1)
        place = (*place, last)
        self.note(place)
        if in_array:
            self._tables[place] = self._tables.get(place, 0) + 1
            place = (*place, self._tables[place] - 1)
            self.note(place)
        self.need("]]" if in_array else "]")
        return place

    def section(self, keys: list[str]) -> Section:
        here = self.root
        for key in keys[:-1]:
            if key not in here.sections:
                self.is_supported = False
                return Section(0, 0)
            here = here.sections[key][-1]
        here.sections.setdefault(keys[-1], []).append(Section(0, 0))
        return here.sections[keys[-1]][-1]

    def pair(self, start: int, base: Place, depth: int) -> tuple[str, Entry]:
        keys, place = self.key(), base
        for part in keys:
            place = (*place, part)
            self.note(place)
        if len(keys) > 1:
            self.is_supported = False
        self.need("=")
        return keys[0], Entry(start, self.value(place, depth))

    def value(self, place: Place, depth: int) -> Value:
        if depth > DEEPEST:
            raise UnsupportedForm
        self.skip()
        found = Value(self.at)
        if self.take("["):
            while not self.take("]"):
                element = (*place, len(found.elements))
                self.note(element)
                found.elements.append(self.value(element, depth + 1))
                self.take(",")
        elif self.take("{"):
            while not self.take("}"):
                name, entry = self.pair(self.skip(), place, depth + 1)
                found.entries[name] = entry
                self.take(",")
        elif not self.match(STRING):
            found_text = self.need_match(SCALAR)
            self.at -= len(found_text) - len(found_text.rstrip())
        found.end = self.at
        return found

    def note(self, place: Place) -> None:
        """Keep the line of `place` if this is where it starts."""
        self.lines.setdefault(place, self._line)

    def match(self, pattern: re.Pattern[str]) -> str:
        found = super().match(pattern)
        self._line += found.count("\n")
        return found


ORDER = (
    ("format", "name", "level", "about", "turn", "source", "tags", "steps"),
    ("do", "for", "until", "name", "say", "role", "between"),
    ("repeat", "name", "between", "steps"),
)
"""After which keys a new one is put, of a preset, a step and a repeat."""

Entries = dict[str, Entry]
Fields = dict[str, str]


class Splice(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str = ""


def spliced(source: str, splices: Iterable[Splice], start: int = 0, end: int | None = None) -> str:
    """Return `source` from `start` to `end`, with `splices` made; they must not overlap."""
    parts, at = [], start
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        parts += [source[at : splice.start], splice.text]
        at = splice.end
    return "".join((*parts, source[at:end]))


def value_splices(entries: Entries, old: Fields, new: Fields) -> list[Splice]:
    """Return what gives each key that is there already its new value."""
    changed = [key for key in new if key in entries and old.get(key) != new[key]]
    return [Splice(entries[key].value.start, entries[key].value.end, new[key]) for key in changed]


def brace_splices(entries: Entries, old: Fields, new: Fields) -> list[Splice]:
    """Return what makes a table in braces that says `old` say `new`."""
    splices = value_splices(entries, old, new)
    present = sorted(entries.items(), key=lambda pair: pair[1].start)
    gone = {key for key in entries if key in old and key not in new}
    first = next((nth for nth, (key, _entry) in enumerate(present) if key not in gone), 0)
    if first:
        splices.append(Splice(present[0][1].start, present[first][1].start))
    for nth in range(first + 1, len(present)):
        if present[nth][0] in gone:
            splices.append(Splice(present[nth - 1][1].value.end, present[nth][1].value.end))
    for key in new:
        if key not in entries:
            at = _before(key, entries, new).value.end
            splices.append(Splice(at, at, f", {key} = {new[key]}"))
    return splices


def line_splices(source: str, entries: Entries, old: Fields, new: Fields) -> list[Splice]:
    """Return what makes keys on lines of their own, which say `old`, say `new`."""
    splices = value_splices(entries, old, new)
    for key, entry in entries.items():
        if key in old and key not in new:
            start = source.rfind("\n", 0, entry.start) + 1
            splices.append(Splice(start, _line_end(source, entry.value.end)))
    for key in new:
        if key not in entries:
            at = _line_end(source, _before(key, entries, new).value.end)
            gap = "" if at and source[at - 1] == "\n" else "\n"
            splices.append(Splice(at, at, f"{gap}{key} = {new[key]}\n"))
    return splices


def indent_at(source: str, at: int) -> str:
    """Return the blanks with which the line of `at` begins."""
    start = source.rfind("\n", 0, at) + 1
    found = re.compile(r"[ \t]*").match(source, start)
    return found[0] if found else ""


def _before(key: str, entries: Entries, new: Fields) -> Entry:
    """Return the entry after which `key` is put: of those that stay, the nearest before it in the usual order."""
    order = next(order for order in ORDER if key in order and all(one in order for one in new))
    before = [one for one in order[: order.index(key)] if one in entries and one in new]
    return entries[before[-1]] if before else entries[next(one for one in entries if one in new)]


def _line_end(source: str, at: int) -> int:
    end = source.find("\n", at)
    return end + 1 if end >= 0 else len(source)


def lines_of(source: str) -> dict[Place, int]:
    """Return the line, counted from 1, on which each place of `source` starts."""
    reader = _Reader(source)
    with suppress(UnsupportedForm, tomllib.TOMLDecodeError):
        reader.document()
    return reader.lines
