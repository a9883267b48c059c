"""Which step of an old workout each step of a new one comes from, so that what stands beside it can be kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from retrotimer.training import tree
from retrotimer.training.tree import Item, Items, Path
from retrotimer.training.workout import Repeat, Step

MOST_COMPARED = 400
"""So many steps of one level are compared in every order; of more, those that changed places count as new."""
ALIKE = 2
"""So many of movement, length and name are the same in a step that was moved and changed at once."""


@dataclass(slots=True)
class Match:
    """A step or repeat of the new workout, where it comes from, and the same of what is within it."""

    item: Item
    source: Path | None = None
    inner: tuple[Match, ...] = ()

    def is_from(self, path: Path) -> bool:
        """Return whether it, and all that is within it, comes from `path` and what was there."""
        return self.source == path and all(inner.is_from((*path, n)) for n, inner in enumerate(self.inner))


def matched(old: Items, new: Items) -> tuple[Match, ...]:
    """Return for each of `new` what it comes from in `old`: nothing comes from the same one twice."""
    matches = _made(new)
    matcher = _Matcher(old)
    matcher.same_level(old, (), matches)
    matcher.from_elsewhere(matches)
    matcher.changed(old, (), matches)
    matcher.alike(matches)
    return matches


def _made(items: Items) -> tuple[Match, ...]:
    return tuple(Match(i, inner=_made(i.steps) if isinstance(i, Repeat) else ()) for i in items)


class _Matcher:
    def __init__(self, old: Items) -> None:
        self.old = old
        self.used: set[Path] = set()

    def same_level(self, old: Items, parent: Path, matches: tuple[Match, ...]) -> None:
        """Match what is the same at the same level."""
        for i, j in _same([*old], [match.item for match in matches]):
            self.take(matches[j], (*parent, i))

    def from_elsewhere(self, matches: tuple[Match, ...]) -> None:
        """Match what was only moved, wrapped or unwrapped."""
        pool: dict[Item, list[Path]] = defaultdict(list)
        for path, item in tree.walk(self.old):
            if path not in self.used:
                pool[item].append(path)
        largest_first = sorted(_unmatched(matches), key=_size, reverse=True)  # so that what is together stays so
        for match in largest_first:
            paths = pool.get(match.item, [])
            while paths and match.source is None:
                path = paths.pop(0)
                if path not in self.used and not self.holds_used(path):
                    self.take(match, path)

    def changed(self, old: Items, parent: Path, matches: tuple[Match, ...]) -> None:
        """Match what stands between the same neighbours, and then what is within it."""
        stayed = {match.source for match in matches if match.source and match.source[:-1] == parent}
        gaps: dict[int, list[int]] = defaultdict(list)
        """What is left to match after each place that stayed."""
        nth = 0
        for i in range(len(old)):
            if (*parent, i) in stayed:
                nth = i + 1
            elif (*parent, i) not in self.used:
                gaps[nth].append(i)
        nth = 0
        for match in matches:
            if match.source is not None:
                nth = match.source[-1] + 1 if match.source in stayed else nth
                continue
            index = next((i for i in gaps[nth] if type(old[i]) is type(match.item)), None)
            if index is None:
                continue
            gaps[nth].remove(index)
            path, before = (*parent, index), old[index]
            self.used.add(path)
            match.source = path
            if isinstance(before, Repeat):
                self.within(before, path, match)

    def within(self, before: Repeat, path: Path, match: Match) -> None:
        left = [(i, item) for i, item in enumerate(before.steps) if (*path, i) not in self.used]
        open_ones = [inner for inner in match.inner if inner.source is None]
        for i, j in _same([item for _i, item in left], [inner.item for inner in open_ones]):
            if not self.holds_used((*path, left[i][0])):
                self.take(open_ones[j], (*path, left[i][0]))
        self.changed(before.steps, path, match.inner)

    def alike(self, matches: tuple[Match, ...]) -> None:
        """Match steps that were moved and changed, where enough of them stayed the same."""
        left = [(p, i) for p, i in tree.walk(self.old) if p not in self.used and isinstance(i, Step)]
        if len(left) > MOST_COMPARED:
            return
        for match in _unmatched(matches):
            if isinstance(match.item, Step):
                found = next((n for n, (_p, i) in enumerate(left) if _likeness(i, match.item) >= ALIKE), None)
                if found is not None:
                    self.take(match, left.pop(found)[0])

    def take(self, match: Match, path: Path) -> None:
        """Let `match`, and all that is within it, come from `path`."""
        match.source = path
        self.used.add(path)
        for nth, inner in enumerate(match.inner):
            self.take(inner, (*path, nth))

    def holds_used(self, path: Path) -> bool:
        item = tree.item_at(self.old, path)
        inner = tree.walk(item.steps, path) if isinstance(item, Repeat) else ()
        return any(below in self.used for below, _item in inner)


def _same(old: list[Item], new: list[Item]) -> Iterator[tuple[int, int]]:
    """Give the places of what is in both, in the same order in both."""
    start, ends = 0, (len(old), len(new))
    while start < min(ends) and old[start] == new[start]:
        yield start, start
        start += 1
    end = 0
    while end < min(ends) - start and old[-1 - end] == new[-1 - end]:
        yield ends[0] - 1 - end, ends[1] - 1 - end
        end += 1
    middle = old[start : ends[0] - end], new[start : ends[1] - end]
    if max(map(len, middle)) <= MOST_COMPARED:
        for i, j, count in SequenceMatcher(None, *middle, autojunk=False).get_matching_blocks():
            yield from ((start + i + n, start + j + n) for n in range(count))


def _unmatched(matches: tuple[Match, ...]) -> Iterator[Match]:
    for match in matches:
        if match.source is None:
            yield match
            yield from _unmatched(match.inner)


def _size(match: Match) -> int:
    return 1 + sum(map(_size, match.inner))


def _likeness(one: Step, other: Step) -> int:
    return (one.movement == other.movement) + (one.length == other.length) + (one.name == other.name != "")
