"""Return the clips of a cue: its tone and its spoken words."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple

from retrotimer.audio.clips import Clip
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.audio.voice import Voice
from retrotimer.training.cues.cue_types import LINE_GAP_MS, Cue, CueKind
from retrotimer.training.workout.timeline import Timeline


class Part(NamedTuple):
    """A clip that begins `after_ms` after its cue."""

    after_ms: int
    clip: Clip


class Sounds:
    """The clips of each cue: its tone, and what it says in `voice`, if there is one that knows the words."""

    def __init__(self, voice: Voice | None = None) -> None:
        self._voice = voice

    def parts(self, cue: Cue, timeline: Timeline) -> Iterator[Part]:
        """Give the clips of `cue`, a cue of `timeline`, in order; none is heard beyond the cue's end."""
        if cue.tone_ms:
            tone = _tone(cue, timeline)
            if tone is not None:
                yield Part(0, tone)
        if cue.is_spoken:
            at_ms = cue.word_ms
            for line in cue.lines or (cue.text,):
                word = self.word(line)
                if word is not None and at_ms + word.length_ms <= cue.length_ms:
                    yield Part(at_ms, word)
                    at_ms += ceil(word.length_ms) + LINE_GAP_MS

    def word(self, text: str) -> Clip | None:
        """Return the clip that says `text`; None where there is none."""
        return self._voice.clip(text) if self._voice else None


def _tone(cue: Cue, timeline: Timeline) -> Clip | None:
    if cue.kind is CueKind.START:
        interval = timeline.intervals[cue.index]
        return start_tone(interval.movement, interval.role, cue.tone_ms)
    return event_tone(cue.kind)
