"""Save a workout into the file it came from and keep a person's comments, order and layout.

Unchanged text stays to the letter, a moved step takes its comments along, a new one is written as in `writer`. The
result is parsed again; an unsupported source is rewritten with its comments above. tomlkit drops the comments of
array items that are moved, wrapped or deleted, so sources of steps are matched, placed and spliced here.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path as File
from typing import NamedTuple

from retrotimer.files.presets.reader import Fields, read_workout
from retrotimer.files.presets.toml_spans import (
    GAP,
    Section,
    Splice,
    UnsupportedForm,
    Value,
    brace_splices,
    comments_in,
    indent_at,
    line_splices,
    outline,
    spliced,
)
from retrotimer.files.presets.writer import INDENT, item_fields, preset_text, workout_fields
from retrotimer.files.wording import Mistakes
from retrotimer.training.workout import tree
from retrotimer.training.workout.tree import Item, Items, Path
from retrotimer.training.workout.workout import Repeat, Step, Workout

MOST_COMPARED = 400
"""So many steps of one level are compared in every order; of more, those that changed places count as new."""
ALIKE = 2  # so many of movement, length and name are the same in a step that was moved and changed at once


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
        for i, j in same_places([*old], [match.item for match in matches]):
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
        for i, j in same_places([item for _i, item in left], [inner.item for inner in open_ones]):
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


def same_places(old: Sequence[Item], new: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Yield the places of what is in both, in the same order in both."""
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


COMMENT = re.compile(r"[ \t]*#[^\n]*")
Matches = tuple[Match, ...]


class Around(NamedTuple):
    """What stands before a step, and behind its comma on the same line."""

    lead: str
    trail: str


class Layout:
    """Find where each of `items` stands in `source`, in braces or under `[[steps]]`. Raises NotFollowed."""

    def __init__(self, source: str, items: Items) -> None:
        self.source, self.items = source, items
        self.root = outline(source)
        self.nodes: dict[Path, Value | Section] = {}
        self.around: dict[Path, Around] = {}
        self.feet: dict[Path, str] = {}
        self._note(self.root, items, ())

    def _note(self, owner: Value | Section, items: Items, parent: Path) -> None:
        """Note where `items`, which stand within `owner`, are."""
        if "steps" in owner.entries:
            array = owner.entries["steps"].value
            nodes: list[Value | Section] = [*array.elements]
            self._note_around(array, parent)
        else:
            nodes = [*owner.sections.get("steps", [])] if isinstance(owner, Section) else []
        if len(nodes) != len(items):
            raise UnsupportedForm
        for index, (node, item) in enumerate(zip(nodes, items, strict=True)):
            self.nodes[*parent, index] = node
            if isinstance(item, Repeat):
                self._note(node, item.steps, (*parent, index))

    def _note_around(self, array: Value, parent: Path) -> None:
        at = array.start + 1
        for index, element in enumerate(array.elements):
            lead = self.source[at : element.start]
            gap = GAP.match(self.source, element.end)
            at = gap.end() if gap else element.end
            before_comma = self.source[element.end : at]
            if self.source.startswith(",", at):
                at += 1
            else:  # the last one: what follows it belongs to the foot, but for a comment on its line
                at, before_comma = element.end, ""
            behind = COMMENT.match(self.source, at)
            at = behind.end() if behind else at
            trail = (before_comma.rstrip() if "#" in before_comma else "") + (behind[0] if behind else "")
            self.around[*parent, index] = Around(lead, trail)
        self.feet[parent] = self.source[at : array.end - 1]

    def steps_splice(self, matches: Matches) -> Splice:
        """Return what makes the list of steps that of `matches`."""
        if "steps" in self.root.entries:
            array = self.root.entries["steps"].value
            return Splice(
                array.start, array.end, self._array(matches, array, (), indent_at(self.source, array.start))
            )
        sections = self.root.sections["steps"]
        return Splice(sections[0].start, _end(sections[-1]), self._sections(matches, 1))

    # steps in braces

    def _array(self, matches: Matches, array: Value | None, parent: Path, outer: str) -> str:
        """Return a list of steps in brackets, laid out as `array` is, which stood within `parent`."""
        footer = self.feet[parent] if array else f"\n{outer}"
        leads = [self.around[*parent, n].lead for n in range(len(array.elements))] if array else []
        is_long = "\n" in footer or any("\n" in lead for lead in leads)
        indent = next((lead.rpartition("\n")[2] for lead in leads if "\n" in lead), outer + INDENT)
        parts, trail = [], ""
        for nth, match in enumerate(matches):
            is_own = array is not None and match.source is not None and match.source[:-1] == parent
            around = self._around(match, indent)
            lead = around.lead
            if not is_long:
                lead = lead if "#" in lead else leads[0] if not nth and leads else " " if nth else ""
            elif not is_own or "\n" not in lead:
                lead = lead if is_own and nth else self._lead(match, indent)
            if "#" in trail and "\n" not in lead:
                lead = f"\n{indent}"
            trail = around.trail
            parts.append(f"{lead}{self._braces(match, indent)},{trail}")
        whole = "".join(parts)
        if not is_long and "#" not in trail and not self._ends_with_comma(array):
            whole = whole.removesuffix(",")
        if "#" in trail and "\n" not in footer:
            footer = f"\n{outer}"
        return f"[{whole}{footer}]"

    def _ends_with_comma(self, array: Value | None) -> bool:
        if array is None or not array.elements:
            return False
        gap = GAP.match(self.source, array.elements[-1].end)
        return gap is not None and self.source.startswith(",", gap.end())

    def _around(self, match: Match, indent: str) -> Around:
        if match.source in self.around:
            return self.around[match.source]
        return Around(self._lead(match, indent), "")

    def _lead(self, match: Match, indent: str) -> str:
        """Return a new line for `match`, below the comments that stood before it."""
        comments: list[str] = []
        if match.source in self.around:
            comments = comments_in(self.around[match.source].lead)
        elif match.source:
            node = self.nodes[match.source]
            array = node.entries["steps"].value if "steps" in node.entries else Value(node.end, node.end)
            without = Splice(array.start, array.end)  # what is in it brings its own along
            comments = comments_in(spliced(self.source, [without], node.start, node.end))
        return "".join(f"\n{indent}{line}" for line in (*comments, ""))

    def _braces(self, match: Match, indent: str) -> str:
        node = self.nodes[match.source] if match.source else None
        if match.source and isinstance(node, Value):
            text = spliced(self.source, self._inner(match, match.source, node), node.start, node.end)
            before = indent_at(self.source, node.start)
            is_plain = '"""' not in text and "'''" not in text
            return text.replace(f"\n{before}", f"\n{indent}") if is_plain and before != indent else text
        pairs = [f"{key} = {value}" for key, value in item_fields(match.item).items()]
        if match.inner:
            pairs.append(f"steps = {self._array(match.inner, None, (), indent)}")
        return f"{{ {', '.join(pairs)} }}"

    def _inner(self, match: Match, source: Path, node: Value | Section) -> list[Splice]:
        """Return what changes the keys of a step or repeat."""
        old: Item = tree.item_at(self.items, source)
        fields = item_fields(old), item_fields(match.item)
        if isinstance(node, Section):
            splices = line_splices(self.source, node.entries, *fields)
        else:
            splices = brace_splices(node.entries, *fields)
        is_kept = old == match.item and match.is_from(source)
        if not is_kept and isinstance(old, Repeat) and "steps" in node.entries:
            array = node.entries["steps"].value
            text = self._array(match.inner, array, source, indent_at(self.source, node.start))
            splices.append(Splice(array.start, array.end, text))
        return splices

    # steps under headers

    def _sections(self, matches: Matches, depth: int) -> str:
        return "".join(self._section(match, depth) for match in matches)

    def _section(self, match: Match, depth: int) -> str:
        node = self.nodes[match.source] if match.source else None
        if match.source and isinstance(node, Section) and len(match.source) == depth:
            own = spliced(self.source, self._inner(match, match.source, node), node.start, node.end)
            own = own if own.endswith("\n") else f"{own}\n"
            return own + (self._sections(match.inner, depth + 1) if node.sections else "")
        pairs = [f"{key} = {value}" for key, value in item_fields(match.item).items()]
        if match.inner:
            pairs.append(f"steps = {self._array(match.inner, None, (), '')}")
        comments = self._lead(match, "").splitlines()[1:]
        comments += [self.around[match.source].trail.strip()] if match.source in self.around else []
        header = f"[[{'.'.join(['steps'] * depth)}]]"
        return "".join(f"{line}\n" for line in ("", *filter(None, comments), header, *pairs))


def _end(section: Section) -> int:
    inner = section.sections.get("steps", [])
    return _end(inner[-1]) if inner else section.end


def edited_text(source: str, before: Workout, after: Workout) -> str:
    """Return what the preset `source`, which says `before`, is to say so that it says `after`."""
    if before == after:
        return source
    try:
        made = _patched(source, before, after)
    except UnsupportedForm:
        return _written_anew(source, after)
    return made if says(made, after) else _written_anew(source, after)


def says(source: str, workout: Workout) -> bool:
    """Return whether the preset `source` says `workout`, and nothing wrong."""
    try:
        table = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    mistakes = Mistakes(File())
    return read_workout(Fields(table, (), mistakes)) == workout and not mistakes.found


def _patched(source: str, before: Workout, after: Workout) -> str:
    layout = Layout(source, before.steps)
    splices = line_splices(source, layout.root.entries, workout_fields(before), workout_fields(after))
    if before.steps != after.steps:
        splices.append(layout.steps_splice(matched(before.steps, after.steps)))
    return spliced(source, splices)


def _written_anew(source: str, workout: Workout) -> str:
    comments = "".join(f"{comment}\n" for comment in comments_in(source))
    return comments + preset_text(workout)
