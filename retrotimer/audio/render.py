"""A whole session as sound in a file: the same cues through the same mixer, as fast as the machine can."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from typing import BinaryIO

from retrotimer.audio.clip import FRAMES_PER_MS, RATE
from retrotimer.audio.mixer import Mixer, gain_of
from retrotimer.audio.sounds import Sounds
from retrotimer.texts import _
from retrotimer.training.cue_rules import all_cues, finish_cue
from retrotimer.training.cues import CueOptions
from retrotimer.training.errors import WrongRequest
from retrotimer.training.timeline import Timeline

BLOCK = RATE
"""Frames rendered at a time: a second."""
_MOST_FRAMES = (2**32 - 1 - 44) // 2
"""What a WAV file's 32-bit lengths can tell of."""


def total_frames(timeline: Timeline, options: CueOptions, get_ready_ms: int) -> int:
    """Return how many frames a session takes: get-ready, intervals as planned, and the finish."""
    tail_ms = finish_cue(0, 0, options).length_ms
    return (get_ready_ms + timeline.planned_ms + tail_ms) * FRAMES_PER_MS


def render(
    timeline: Timeline,
    options: CueOptions,
    get_ready_ms: int,
    sounds: Sounds,
    *,
    tone_volume: float = 1.0,
    voice_volume: float = 1.0,
) -> Iterator[bytes]:
    """Give a session's sound, from the get-ready's start on, in blocks of `BLOCK` frames and a shorter last one.

    Frames are int16, little-endian, mono at `RATE`. Open intervals are as long as their pace says. Volumes
    are those of `LiveSound`, from 0 to 1.
    """
    mixer = Mixer()
    total = total_frames(timeline, options, get_ready_ms)
    for cue in all_cues(timeline, options, get_ready_ms):
        for part in sounds.parts(cue, timeline):
            frame = (get_ready_ms + cue.at_ms + part.after_ms) * FRAMES_PER_MS
            while mixer.position + BLOCK <= frame:
                yield mixer.mix(BLOCK)
            mixer.place(frame, part.clip, gain_of(part.clip, tone_volume, voice_volume))
    while mixer.position < total:
        yield mixer.mix(min(BLOCK, total - mixer.position))


def write_wav(file: BinaryIO, timeline: Timeline, options: CueOptions, get_ready_ms: int, sounds: Sounds) -> None:
    """Write a session's sound to `file`, which is left open, as a WAV file.

    Raises:
        WrongRequest: for a session longer than a WAV file can be, 12 hours and 25 minutes; nothing is written.
    """
    total = total_frames(timeline, options, get_ready_ms)
    if total > _MOST_FRAMES:
        raise WrongRequest(_("A WAV file holds 12 hours and 25 minutes at most: this session is longer."))
    with wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.setnframes(total)
        for block in render(timeline, options, get_ready_ms, sounds):
            wav.writeframesraw(block)
