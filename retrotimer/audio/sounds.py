"""What a cue sounds like: the bank that the mixer's clips come from."""

from __future__ import annotations

from retrotimer.audio.clip import Clip
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.training.cues import Cue, CueKind
from retrotimer.training.timeline import Timeline


class Sounds:
    """The clip of each cue. Tones are made when first asked for and kept."""

    def clip_for(self, cue: Cue, timeline: Timeline) -> Clip | None:
        """Return the clip of `cue`, a cue of `timeline`; None for a kind that has no tone.

        A tone is never longer than its cue. What a cue says is said by a voice, which has no place here yet.
        """
        if cue.kind is CueKind.START:
            interval = timeline.intervals[cue.index]
            return start_tone(interval.movement, interval.role, cue.length_ms)
        return event_tone(cue.kind)
