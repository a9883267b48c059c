"""Render a whole session to samples: the cues of live sound through the same mixer, as fast as possible."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from retrotimer.audio.clips import FRAMES_PER_MS, RATE, Clip
from retrotimer.audio.mixer import Mixer, gain_of, softer
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_times import finish_cue
from retrotimer.training.groups.cues import whole_session
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import MS

if TYPE_CHECKING:
    from retrotimer.audio.music.track import MusicTrack

BLOCK = RATE  # Frames rendered at a time: a second


def total_frames(session: GroupSession) -> int:
    """Return how many frames a session takes: get-ready, intervals as planned, and the finish."""
    if len(session.sessions) > 1:
        return max(ns // MS + cue.length_ms for ns, cue, *_of in whole_session(session)) * FRAMES_PER_MS
    one = session.lead
    tail_ms = finish_cue(0, 0, one.options).length_ms
    return (one.get_ready_ms + one.timeline.planned_ms + tail_ms) * FRAMES_PER_MS


def render(
    session: GroupSession,
    sounds: Sounds,
    *,
    tone_volume: float = 1.0,
    voice_volume: float = 1.0,
    music: MusicTrack | None = None,
) -> Iterator[bytes]:
    """Yield a session's sound from the get-ready on in blocks of `BLOCK` int16 mono frames."""
    mixer, quieter = Mixer(music=music), _Quieter(tone_volume, voice_volume)
    ahead = music.lookahead if music else 0
    total = total_frames(session)
    if music:
        music.play(True)
        music.end_at(max(one.get_ready_ms + one.timeline.planned_ms for one in session.sessions) * FRAMES_PER_MS)
    for ns, cue, group, meant in whole_session(session):
        for part in sounds.parts(cue, session.sessions[group].timeline):
            frame = (ns // MS + part.after_ms) * FRAMES_PER_MS
            while mixer.position + BLOCK + ahead <= frame:
                yield mixer.mix(BLOCK)
            if music and part.clip.gait and 0 in dict(meant):
                music.go_at(frame, part.clip.gait)
            mixer.place(frame, quieter.clip(part.clip))
    while mixer.position < total:
        yield mixer.mix(min(BLOCK, total - mixer.position))


class _Quieter:
    """Cache of clips at the volumes of a session, which plays few clips often."""

    def __init__(self, tone_volume: float, voice_volume: float) -> None:
        self._volumes = tone_volume, voice_volume
        self._made: dict[int, tuple[Clip, Clip]] = {}

    def clip(self, clip: Clip) -> Clip:
        gain = gain_of(clip, *self._volumes)
        if gain == 1:
            return clip
        if id(clip) not in self._made:  # the clip is kept beside what it became, so its id stays its own
            self._made[id(clip)] = clip, Clip(softer(clip.samples, gain), clip.is_voice)
        return self._made[id(clip)][1]
