"""A session played live, paused and skipped, and followed by ear."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from retrotimer.app.session.voices import make_voice, voiced
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.outputs import Output
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import Cue, CueKind, CueOptions
from retrotimer.training.session import Command, Session, State
from retrotimer.training.workout.workout import Role
from tests.helpers.decoder import Meaning, Sound, heard
from tests.helpers.examples import plan, rb, rf, stand, wb, wf
from tests.helpers.sound_recording import running_ahead, without_holes
from tests.helpers.sound_server import SoundServer
from tests.system.sound.stage import SoundHarness

GET_READY_MS = 6_000
"""Long enough for a virtual sink, which takes some seconds to get going."""
PATIENCE_S = 60.0
HEARD_S = 3.0
"""From the end of a session until a recording holds all of it."""
AGAIN_MS = 750
"""Pips of the last seconds are a second apart, or a little less where one was held up; nothing else comes twice."""
BETWEEN_MS = 1_500
"""So far into an interval its tone is over and none of its last seconds has come."""


def followed(server: SoundServer, output: Output) -> tuple[list[Meaning], list[Meaning]]:
    """Return what the tones that `server` played tell, and what those should that a session on `output` gave."""
    voice = make_voice()
    timeline = plan(rf(5), rb(6), wf(6), wb(5), stand(5))
    session = Session(timeline, voiced(CueOptions(), voice), GET_READY_MS)
    with (
        server.record() as recording,
        running_ahead(),
        SoundHarness(session, output=output, sounds=Sounds(voice)) as stage,
    ):
        await_place(stage, 1, BETWEEN_MS)
        stage.player.do(Command.PAUSE)
        stage.wait(1.5)
        stage.player.do(Command.RESUME)
        await_place(stage, 2, BETWEEN_MS)
        stage.player.do(Command.NEXT)
        stage.until(lambda: stage.player.session.state is State.FINISHED, PATIENCE_S)
        stage.wait(HEARD_S)
        assert stage.sound.notice is None
        samples, kept = without_holes(recording.samples())
    found = list(meanings(samples, kept))
    return found, [meaning_of(event.cue, session) for event in stage.events if event.cue and event.cue.tone_ms]


def meanings(samples: Sound, kept: NDArray[np.intp]) -> Iterator[Meaning]:
    """Give what the tones in `samples` tell, in order; what goes on after a hole is the same tone.

    `kept` is where each sample was before holes were taken out: without them two tones come nearer to each other.
    """
    last: tuple[Meaning, float] | None = None
    for tone in heard(samples, clear=0.0):
        at_ms = float(kept[min(len(kept) - 1, round(tone.at_ms * FRAMES_PER_MS))]) / FRAMES_PER_MS
        if last is None or tone.meaning != last[0] or at_ms - last[1] >= AGAIN_MS:
            yield tone.meaning
        last = tone.meaning, at_ms


def await_place(stage: SoundHarness, index: int, ms: int) -> None:
    """Let the session come to `ms` into its interval `index`."""

    def is_there() -> bool:
        session = stage.player.session
        return session.index == index and session.offset_ns >= ms * 1_000_000

    stage.until(is_there, PATIENCE_S)


def meaning_of(cue: Cue, session: Session) -> Meaning:
    """Return what the tone of `cue` tells."""
    if cue.kind is not CueKind.START:
        return cue.kind
    interval = session.timeline.intervals[cue.index]
    return Role.TURN if interval.role is Role.TURN else interval.movement
