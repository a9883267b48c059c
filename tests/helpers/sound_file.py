"""Write the sound of a short session in each format, and read it back."""

from __future__ import annotations

import io
from array import array
from collections.abc import Callable, Iterable
from typing import BinaryIO

import miniaudio  # type: ignore[import-untyped]

from retrotimer.app.export.audio import cover
from retrotimer.audio.clips import RATE
from retrotimer.audio.encoders.mp3 import write_mp3
from retrotimer.audio.encoders.tags import Chapter, Picture, Tags
from retrotimer.audio.encoders.wav import write_wav
from retrotimer.audio.render import render, total_frames
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Session
from tests.helpers.examples import plan, rb, rf, wf

Write = Callable[[BinaryIO, Iterable[bytes], int, Tags], None]
WRITERS: dict[str, Write] = {"wav": write_wav, "mp3": write_mp3}
GET_READY_MS = 5_000
SESSION = plan(wf(8), rf(7.3), rb(6.1), rf(7), rb(6), wf(4))
OPTIONS = CueOptions(words_ms=lambda _text: 500)
FRAMES = total_frames(of_one(Session(SESSION, OPTIONS, GET_READY_MS)))
BLOCKS = tuple(render(of_one(Session(SESSION, OPTIONS, GET_READY_MS)), Sounds()))
ONSETS = tuple(
    (GET_READY_MS + cue.at_ms) * RATE // 1_000
    for cue in all_cues(SESSION, OPTIONS, GET_READY_MS)
    if cue.kind is CueKind.START
)
"""The frames of the start tones in the timeline."""
CHAPTERS = (Chapter(0, 5_000, "Get ready"), Chapter(5_000, 44_400, "Run forward · 2 of 6"))
PICTURE = Picture(cover(SESSION), "A ribbon")
TAGS = Tags("Läufer's three to one", "RetroTimer", "Workouts", "It takes 0:39.", PICTURE, CHAPTERS)


def written(ending: str, blocks: Iterable[bytes] = BLOCKS, frames: int = FRAMES, tags: Tags = TAGS) -> bytes:
    """Return the example session as a file of the format `ending`."""
    file = io.BytesIO()
    WRITERS[ending](file, blocks, frames, tags)
    return file.getvalue()


def samples(file: bytes) -> array[int]:
    """Return the decoded samples of `file`, mono at `RATE`."""
    sound = miniaudio.decode(file, miniaudio.SampleFormat.SIGNED16, nchannels=1, sample_rate=RATE)
    return array("h", sound.samples)


def first_heard(sound: array[int], near: int) -> int:
    """Return the first loud frame near `near`."""
    window = sound[near - RATE // 50 : near + RATE // 20]
    loud = max(map(abs, window)) / 8
    return near - RATE // 50 + next(n for n, sample in enumerate(window) if abs(sample) > loud)
