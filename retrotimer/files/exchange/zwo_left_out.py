"""What a Zwift workout says that no workout here has: it is noted, and left out."""

from __future__ import annotations

import re

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.exchange.intensity import WALK_BELOW
from retrotimer.files.exchange.zwo_values import Node
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.workout import Level

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
