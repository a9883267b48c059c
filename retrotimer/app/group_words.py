"""Say in words how groups go together: whose partner one is, how much later it starts, what else it does."""

from __future__ import annotations

from collections.abc import Iterable

from retrotimer.files.group_state import KnownGroup
from retrotimer.files.presets.library import Broken, Preset
from retrotimer.texts import _
from retrotimer.training.formatting import length_text
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.pairs import Partner


def partner_text(partner: Partner) -> str:
    """Return what a kind of partner does."""
    return {
        Partner.SWAP: _("partner: backward in turn"),
        Partner.EYES: _("partner: always forward, the eyes"),
        Partner.MIRROR: _("partner: each the other way"),
    }[partner]


def group_text(name: str, offset_ms: int, partner: str, workout: str = "") -> str:
    """Return a group in a line: "Blue, partner: backward in turn" or "Green, 0:20 later, Beginner"."""
    later = _("{time} later").format(time=length_text(offset_ms)) if offset_ms and not partner else ""
    tied = partner_text(Partner(partner)) if partner else ""
    return ", ".join(part for part in (name, tied, later, workout) if part)


def entries_text(entries: Iterable[GroupEntry]) -> str:
    """Return all groups of a session, in order."""
    texts = (
        group_text(one.name, one.offset_ms, one.partner or "", one.workout.name if one.workout else "")
        for one in entries
    )
    return " · ".join(texts)


def entry_of(known: KnownGroup, presets: Iterable[Preset | Broken]) -> GroupEntry:
    """Return a group that was remembered as a session takes it; one whose preset is gone does the session's."""
    own = next((one for one in presets if isinstance(one, Preset) and one.id == known.preset), None)
    partner = Partner(known.partner) if known.partner else None
    return GroupEntry(
        known.name, known.offset_ms, partner, own.id if own else "", own.workout if own else None, known.is_mine
    )
