"""The steps of a preset's source with all that stands around them, from which a changed list of steps is made."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrotimer.files.preset_match import Match
from retrotimer.files.preset_writer import INDENT, item_fields
from retrotimer.files.toml_outline import Section, Value, comments_in, outline
from retrotimer.files.toml_patch import Splice, brace_splices, indent_at, line_splices, spliced
from retrotimer.files.toml_scan import GAP, NotFollowed
from retrotimer.training import tree
from retrotimer.training.tree import Item, Items, Path
from retrotimer.training.workout import Repeat

COMMENT = re.compile(r"[ \t]*#[^\n]*")
Matches = tuple[Match, ...]


class Around(NamedTuple):
    """What stands before a step, and behind its comma on the same line."""

    lead: str
    trail: str


class Layout:
    """Where each of `items` stands in `source`, in braces or under a header `[[steps]]`.

    Raises:
        NotFollowed: for a source whose form is not followed.
    """

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
            raise NotFollowed
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
        foot = self.feet[parent] if array else f"\n{outer}"
        leads = [self.around[*parent, n].lead for n in range(len(array.elements))] if array else []
        is_long = "\n" in foot or any("\n" in lead for lead in leads)
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
        if "#" in trail and "\n" not in foot:
            foot = f"\n{outer}"
        return f"[{whole}{foot}]"

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
