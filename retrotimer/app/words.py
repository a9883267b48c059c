"""Words for values that both shells show."""

from __future__ import annotations

from retrotimer.texts import N_, _
from retrotimer.training.workout import Level

_LEVELS = {
    Level.NOVICE: N_("novice"),
    Level.INTERMEDIATE: N_("intermediate"),
    Level.EXPERIENCED: N_("experienced"),
}


def level_word(level: Level | None) -> str:
    """Return for whom a workout is; nothing where it does not say."""
    return _(_LEVELS[level]) if level else ""
