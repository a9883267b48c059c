"""Elements of a Zwift workout as real files have them: tags and attributes in any case, numbers in any form."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NUMBER = re.compile(r"\s*(\d{1,9})(?:[.,](\d{0,9})\d*)?\s*(?:s|sec|m)?\s*", re.IGNORECASE)

FREE = {"freeride", "freerun", "maxeffort"}
STEADY = {"steadystate", "solidstate", "ramp", "warmup", "cooldown", *FREE}
INTERVALS = "intervalst"
"""Elements that last, in lower case: one part, and rounds of two."""


class Node:
    """An element, with everything found in any case and without namespaces."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.written = _bare(element.tag)
        self.tag = self.written.casefold()
        self.attributes = {_bare(name).casefold(): value for name, value in element.attrib.items()}

    @property
    def children(self) -> Iterator[Node]:
        """The elements in it."""
        return (Node(child) for child in self.element)

    @property
    def written_attributes(self) -> dict[str, tuple[str, str]]:
        """The attributes by their names in lower case: each name as it is written, and what it says."""
        return {_bare(name).casefold(): (_bare(name), value.strip()) for name, value in self.element.attrib.items()}

    @property
    def says_anything(self) -> bool:
        """Whether it says anything: it has a text, attributes or elements."""
        return bool((self.element.text or "").strip() or self.attributes or len(self.element))

    def child(self, tag: str) -> Node | None:
        """Return the first element called `tag` in it."""
        return next((child for child in self.children if child.tag == tag), None)

    def text_of(self, tag: str) -> str:
        """Return the text of the first element called `tag` in it, "" where there is none."""
        child = self.child(tag)
        return (child.element.text or "").strip() if child else ""

    def has(self, name: str) -> bool:
        """Return whether it has the attribute `name`."""
        return name in self.attributes

    def text(self, *names: str) -> str:
        """Return the first of the attributes that there is, "" where there is none."""
        return next((self.attributes[name].strip() for name in names if name in self.attributes), "")

    def number(self, *names: str) -> Fraction | None:
        """Return the first of the attributes that there is; None where there is none, or it is no number."""
        found = NUMBER.fullmatch(self.text(*names))
        return Fraction(f"{found[1]}.{found[2] or 0}") if found else None


def _bare(name: str) -> str:
    return name.rpartition("}")[2]
