"""Changing single keys of a TOML source and leaving all else as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from retrotimer.files.toml_outline import Entry

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
