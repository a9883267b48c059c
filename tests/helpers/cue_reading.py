"""Select and describe the cues of an interval."""

from __future__ import annotations

from retrotimer.training.cues.cue_times import interval_cues
from retrotimer.training.cues.cue_types import Cue, CueKind, CueOptions
from retrotimer.training.workout.timeline import Timeline

USUAL = CueOptions()


def only(*kinds: CueKind) -> CueOptions:
    """Return options with only `kinds` on, besides the start tones, which cannot be switched off."""
    return CueOptions(off=frozenset(CueKind) - set(kinds))


def message(cues: tuple[Cue, ...], *kinds: CueKind) -> list[tuple[int, str]]:
    """Return (time in ms, text) of the cues of `kinds`, or of all."""
    return [(cue.at_ms, cue.text) for cue in cues if cue.kind in (kinds or CueKind)]


def of(timeline: Timeline, index: int = 0, options: CueOptions = USUAL) -> tuple[Cue, ...]:
    """Return the cues of one interval."""
    return interval_cues(timeline, index, options)


def lengths(cues: tuple[Cue, ...], kind: CueKind) -> list[int]:
    """Return the lengths in ms of the cues of `kind`."""
    return [cue.length_ms for cue in cues if cue.kind is kind]
