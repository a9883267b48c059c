"""Search, filter and sort the presets; read each file when it is first needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf
from typing import TYPE_CHECKING

from retrotimer.app.formatting import level_word
from retrotimer.app.overview import Overview
from retrotimer.files import paths
from retrotimer.files.library_state import LibraryState, key_of, use_text
from retrotimer.files.presets.library import Broken, Listed, Preset
from retrotimer.texts import N_
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Level

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

Entry = Overview | Broken
Source = Listed | Preset | Broken
Place = tuple[int, int, str, str]
"""Where a file stands among those that are alike in the order in use: its group, and its place there."""
FROM_ELSEWHERE, OWN, BUILT_IN = range(3)  # the groups, the first on top
USED, NAME, LENGTH, LEVEL, BACKWARD = "used", "name", "length", "level", "backward"
FOR_YOU, MINE, CAME_WITH = range(3)
SECTIONS = (N_("For you"), N_("Mine"), N_("Came with RetroTimer"))
"""The headings of the list in its usual order, by the section that each names."""
RECENT = 3  # so many of the last used stand in the first section, with the favourites
FIRST = "first-steps"  # what stands there for somebody who has used nothing yet
SORTS = {
    USED: N_("Last used"),
    NAME: N_("Name"),
    LENGTH: N_("Length"),
    LEVEL: N_("Level"),
    BACKWARD: N_("Backward share"),
}
"""The orders there are and their words, the usual one first."""
LEVELS = ("", *(level.value for level in Level))  # what can be filtered for; the empty one is all of them
TAGS = {
    "": N_("All purposes"),
    "start": N_("start"),
    "endurance": N_("endurance"),
    "speed": N_("speed"),
    "warm-up": N_("warm-up"),
    "strength": N_("strength"),
    "rehab": N_("rehab"),
    "race": N_("race"),
    "pairs": N_("pairs"),
}
"""The purposes that built-in presets are tagged with, and their words; the empty one is all."""


class LibraryEntry:
    """A file of the library. Its `entry` is read when first asked for; `is_read` says whether it was."""

    __slots__ = ("_entry", "_paces", "_source", "_text", "key", "place")

    def __init__(self, source: Source, place: Place, paces: Paces) -> None:
        self.place = place
        self._source, self._paces = source, paces
        self._entry: Entry | None = None
        self._text: str | None = None
        self.key = key_of(source.id, is_builtin=_is_builtin(source))

    @property
    def is_read(self) -> bool:
        """Whether asking for anything costs no reading."""
        return not isinstance(self._source, Listed)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._source.path

    @property
    def entry(self) -> Entry:
        """The preset at a glance, or what is wrong with its file."""
        if self._entry is None:
            found = self.found
            self._entry = found if isinstance(found, Broken) else Overview(found, self._paces)
        return self._entry

    @property
    def found(self) -> Preset | Broken:
        """What is in the file."""
        if isinstance(self._source, Listed):
            self._source = self._source.read()
        return self._source

    @property
    def name(self) -> str:
        """How it is called."""
        return self.found.id if isinstance(self.found, Broken) else self.found.workout.name

    @property
    def level(self) -> Level | None:
        """For whom it is."""
        return None if isinstance(self.found, Broken) else self.found.workout.level

    @property
    def tags(self) -> frozenset[str]:
        """What it is tagged with, case folded."""
        return frozenset(map(str.casefold, () if isinstance(self.found, Broken) else self.found.workout.tags))

    @property
    def text(self) -> str:
        """All that a search looks at, case folded."""
        if self._text is None:
            found = self.found
            if isinstance(found, Broken):
                parts: tuple[str, ...] = (found.id,)
            else:
                workout = found.workout
                parts = (workout.name, found.id, level_word(workout.level), *workout.tags, workout.about)
            self._text = "\n".join(parts).casefold()
        return self._text

    @property
    def figures(self) -> tuple[float, float]:
        """How long it takes in ms, endless where open, and which part of the running is backward, 0 to 1."""
        return (inf, 0.0) if isinstance(self.entry, Broken) else self.entry.figures

    def use_paces(self, paces: Paces) -> None:
        """Use `paces` from now on."""
        self._paces, self._entry = paces, None


class LibraryModel:
    """All files of the library with a person's `marks`."""

    def __init__(self, sources: Sequence[Source], paces: Paces, marks: LibraryState) -> None:
        self.items = [LibraryEntry(source, _place(source, nth), paces) for nth, source in enumerate(sources)]
        self.marks = marks
        self._paces = paces

    @property
    def sort(self) -> str:
        """The order in use."""
        return self.marks.sort if self.marks.sort in SORTS else USED

    @property
    def level(self) -> str:
        """The level that is shown alone; empty for all."""
        return self.marks.level if self.marks.level in LEVELS else ""

    @property
    def tag(self) -> str:
        """The purpose that is shown alone; empty for all."""
        return self.marks.tag if self.marks.tag in TAGS else ""

    def unread(self) -> Iterator[LibraryEntry]:
        """Return those whose file was not read yet."""
        return (item for item in self.items if not item.is_read)

    def needs_reading(self, words: str) -> bool:
        """Return whether the order, or what is found for `words`, depends on what is in the files."""
        return bool(words.split() or self.level or self.tag or self.sort != USED)

    def arranged(self, words: str = "") -> list[LibraryEntry]:
        """Return the entries that match all `words`, sorted; unread ones match no search and come last."""
        wanted = words.casefold().split()
        found = self.items
        if self.marks.favourites_only:
            found = [item for item in found if item.key in self.marks.favourites]
        if wanted or self.level or self.tag:
            found = [item for item in found if item.is_read and self._matches(item, wanted)]
        return sorted(found, key=self._rank(has_sections=not wanted))

    def headings(self, items: Sequence[LibraryEntry], words: str = "") -> dict[int, str]:
        """Return which rows of `items`, found for `words`, begin a section, and its heading."""
        if self.sort != USED or words.split():
            return {}
        first = self._first_section()
        sections = [_section(item, first) for item in items]
        starts = [row for row, section in enumerate(sections) if not row or section != sections[row - 1]]
        return {row: SECTIONS[sections[row]] for row in starts}

    def _first_section(self) -> frozenset[str]:
        """Return the keys of what stands in the first section."""
        used = self.marks.used
        if not used and not self.marks.favourites:
            is_new = all(item.place[0] == BUILT_IN for item in self.items)
            return frozenset({FIRST} if is_new else ())
        known = [item.key for item in self.items if item.key in used]
        return self.marks.favourites | set(sorted(known, key=used.__getitem__, reverse=True)[:RECENT])

    def _matches(self, item: LibraryEntry, wanted: list[str]) -> bool:
        if self.level and item.level != self.level:
            return False
        if self.tag and self.tag not in item.tags:
            return False
        return all(word in item.text for word in wanted)

    def _rank(self, *, has_sections: bool) -> Callable[[LibraryEntry], tuple[object, ...]]:
        if self.sort == USED:
            used, first = self.marks.used, self._first_section() if has_sections else frozenset[str]()
            latest = {key: nth for nth, key in enumerate(sorted(used, key=used.__getitem__, reverse=True))}
            return lambda item: (_section(item, first), latest.get(item.key, len(latest)), item.place)
        value = _VALUES[self.sort]
        return lambda item: (0, value(item), item.place) if _is_sound(item) else (1, item.place)

    def find(self, preset: Preset) -> LibraryEntry | None:
        """Return the item of `preset`, where it stands on the shelf."""
        key = key_of(preset.id, is_builtin=preset.is_builtin)
        return next((i for i in self.items if i.key == key and i.found == preset), None)

    def add(self, source: Preset | Broken) -> LibraryEntry:
        """Insert `source` at its place, unless it is there, and return its entry."""
        known = self.find(source) if isinstance(source, Preset) else None
        if known is None:
            is_own = source.path.parent == paths.presets() and not _is_builtin(source)
            place = _place(source) if is_own else (FROM_ELSEWHERE, -len(self.items), "", "")
            known = LibraryEntry(source, place, self._paces)
            self.items.append(known)
        return known

    def put(self, preset: Preset) -> LibraryEntry:
        """Let `preset` stand for its file, in place of what was read from it before, and return its item."""
        for n, item in enumerate(self.items):
            if item.path == preset.path:
                self.items[n] = LibraryEntry(preset, item.place, self._paces)
                return self.items[n]
        return self.add(preset)

    def forget(self, path: Path) -> None:
        """Let go of the file at `path`, which is no longer there."""
        self.items = [item for item in self.items if item.path != path]

    def use_paces(self, paces: Paces) -> None:
        """Compute all lengths again."""
        self._paces = paces
        for item in self.items:
            item.use_paces(paces)

    def is_favourite(self, item: LibraryEntry) -> bool:
        """Return whether `item` has a star."""
        return item.key in self.marks.favourites

    def toggle(self, item: LibraryEntry) -> None:
        """Give `item` a star, or take it away."""
        self.marks = replace(self.marks, favourites=self.marks.favourites ^ {item.key})

    def record_use(self, preset: Preset, when: datetime) -> None:
        """Remember that `preset` was used at `when`."""
        key = key_of(preset.id, is_builtin=preset.is_builtin)
        self.marks = replace(self.marks, used={**self.marks.used, key: use_text(when)})


def is_own(item: LibraryEntry) -> bool:
    """Return whether `item` is a file among the person's own presets, which may be deleted."""
    return item.path.parent == paths.presets() and item.path.is_file()


def _is_builtin(source: Source) -> bool:
    return not isinstance(source, Broken) and source.is_builtin


def _place(source: Source, nth: int = 0) -> Place:
    """Return the place of `source`, which is the same at each start; of the built-in it is the `nth`."""
    if _is_builtin(source):
        return BUILT_IN, nth, "", ""
    return OWN, 0, source.path.name.casefold(), source.path.name


def _section(item: LibraryEntry, first: frozenset[str]) -> int:
    return FOR_YOU if item.key in first else CAME_WITH if item.place[0] == BUILT_IN else MINE


def _is_sound(item: LibraryEntry) -> bool:
    return item.is_read and isinstance(item.found, Preset)


_LEVEL_RANKS = {level: rank for rank, level in enumerate((*Level, None))}
_VALUES: dict[str, Callable[[LibraryEntry], object]] = {
    NAME: lambda item: item.name.casefold(),
    LENGTH: lambda item: item.figures[0],
    LEVEL: lambda item: _LEVEL_RANKS[item.level],
    BACKWARD: lambda item: item.figures[1],
}
