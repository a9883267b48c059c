"""What a look over the machine finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from retrotimer.texts import N_


class Grade(StrEnum):
    """How well a thing is."""

    WELL = "well"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. A `note` can be lived with; what is `missing` is needed. `way_out` says what to do."""

    topic: str
    name: str
    value: str
    grade: Grade = Grade.WELL
    way_out: str = ""


TOPICS = {
    "versions": N_("Versions"),
    "folders": N_("Folders"),
    "sound": N_("Sound"),
    "screen": N_("Screen"),
    "presets": N_("Presets"),
}
"""What is looked over, in the order in which it is told."""
