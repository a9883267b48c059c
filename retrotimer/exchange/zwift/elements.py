"""Parse the XML elements of a Zwift workout: tags and attributes in any case, numbers in any form."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.intensity import WALK_BELOW
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.workout.workout import MAX_INTERVALS, Level

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

NUMBER = re.compile(r"\s*(\d{1,9})(?:[.,](\d{0,9})\d*)?\s*(?:s|sec|m)?\s*", re.IGNORECASE)

FREE = {"freeride", "freerun", "maxeffort"}
STEADY = {"steadystate", "solidstate", "ramp", "warmup", "cooldown", *FREE}
INTERVALS = "intervalst"  # elements that last, in lower case: one part, and rounds of two


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


MAX_ELEMENTS, MAX_DEPTH = 6 * MAX_INTERVALS, 50

BARE_AMPERSAND = re.compile(r"&(?!#?\w{1,8};)")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def read_xml(data: bytes, findings: Findings) -> Element:
    """Return the root of the XML in `data`, repairing and noting common errors. Raises WrongFile."""
    from xml.etree.ElementTree import ParseError  # only an import needs it

    from defusedxml import DefusedXmlException

    if not data.strip(b" \t\r\n\0"):
        raise findings.error(_("it is empty"))
    try:
        try:
            return _parsed(data)
        except (ParseError, ValueError, LookupError) as first:  # an encoding that is not known is a LookupError
            removed = _mended(data)
            if removed == data:
                raise
            root = _parsed(removed)
            sentence = _("The file is not quite XML ({why}); it could be read all the same.")
            findings.note(sentence.format(why=_why(first)))
            return root
    except DefusedXmlException as error:
        sentence = _("it has a DTD or entities of its own, which no workout needs: it is not read")
        raise findings.error(sentence) from error
    except _TooLarge as error:
        raise findings.error(_("it holds far more than a workout does")) from error
    except (ParseError, ValueError, LookupError) as error:
        raise findings.error(_("this is not XML: {why}").format(why=_why(error))) from error


class _TooLarge(Exception):  # noqa: N818 - never leaves this module
    """The XML has more elements, or more within each other, than any workout."""


def _parsed(data: bytes) -> Element:
    from xml.etree.ElementTree import TreeBuilder

    from defusedxml.ElementTree import DefusedXMLParser

    class Builder(TreeBuilder):
        count = depth = 0

        def start(self, tag: str, attrs: dict[str, str]) -> Element:
            self.count += 1
            self.depth += 1
            if self.count > MAX_ELEMENTS or self.depth > MAX_DEPTH:
                raise _TooLarge
            return super().start(tag, attrs)

        def end(self, tag: str) -> Element:
            self.depth -= 1
            return super().end(tag)

    parser = DefusedXMLParser(target=Builder(), forbid_dtd=True)
    parser.feed(data)
    root: Element = parser.close()
    return root


def _mended(data: bytes) -> bytes:
    """Return `data` as UTF-8 without what programs often get wrong: encodings, bare `&` and control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    text = DECLARATION.sub("", CONTROLS.sub("", text))
    return BARE_AMPERSAND.sub("&amp;", text).replace(r"\>", "/>").strip().encode()


def _why(error: Exception) -> str:
    return printable(str(error))


HEADS = {"author", "name", "description", "category", "sporttype", "durationtype", "tags", "workout"}
LENGTHS = {"duration", "repeat", "onduration", "offduration"}
EFFORT = re.compile(r"(on|off)?(power|pace|zone)(on|off)?(low|high|zone)?|target|slope?|(on|off)slope")
"""Attributes that say how hard a block is, or how steep."""
CADENCE = re.compile(r"cadence.*")


def note_heads(root: Node, findings: Findings) -> None:
    """Note what the file says beside the steps that no workout here has."""
    heads = [head for head in root.children if head.says_anything]
    left = [head.written for head in heads if head.tag not in HEADS]
    left += ["workout" for head in heads if head.tag == "workout"][1:]
    level = root.text_of("category")
    if level and level.casefold() not in set(Level):
        left.append(f"category {level}")
    if left:
        names = ", ".join(shown(name) for name in dict.fromkeys(left))
        findings.note(_("What the file says beside its steps was left out: {names}.").format(names=names))


def leave_out(block: Node, place: str, findings: Findings) -> None:
    """Note that `block` is nothing that is known here."""
    findings.note(_("{place} is not known here and was left out.").format(place=place), block.written)


def note_attributes(block: Node, place: str, findings: Findings) -> None:
    """Note what a block says of itself that no step keeps."""
    for name, (written, value) in block.written_attributes.items():
        if name in LENGTHS or not value:
            continue
        if CADENCE.fullmatch(name):
            findings.note(_("Targets of cadence are not kept."))
        elif EFFORT.fullmatch(name):
            _note_effort(name, findings)
        else:
            sentence = _("{place}: {name} = {value} is not known here and was left out.")
            said = sentence.format(place=place, name=printable(written[:40]), value=shown(value))
            findings.note(said, value=shown(value))


def _note_effort(name: str, findings: Findings) -> None:
    if "slop" in name:
        findings.note(_("Slopes are not kept."))
    elif "zone" in name or name == "target":
        findings.note(_("Zones are not kept: a step that says nothing but its zone is run."))
    else:
        sentence = _("Power and pace are not kept: below {share} % of the threshold one walks, a rule of thumb.")
        findings.note(sentence.format(share=round(100 * WALK_BELOW)))
