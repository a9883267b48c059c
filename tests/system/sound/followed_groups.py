"""Play a preset live to four groups, and follow by ear what the sink hears."""

from __future__ import annotations

import time
from statistics import median

from retrotimer.app.session.voices import make_voice
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.sound_bank import Sounds
from retrotimer.files.presets.reader import Preset
from retrotimer.training.session import State
from tests.helpers.group_listening import compared, waves
from tests.helpers.sound_recording import running_ahead, without_holes
from tests.helpers.sound_server import SoundServer
from tests.system.sound.stage import SoundHarness

APART_MS = 20_000
LONGEST_S = 3_000
END_S = 3.0


def follow(server: SoundServer, preset: Preset, apart_ms: int = APART_MS) -> list[float]:
    """Play `preset` to four groups, each `apart_ms` after the one before, and compare what is heard with its plan.

    Return by how many ms each change was off the middle of all.
    """
    voice = make_voice()
    session = waves(preset, voice, apart_ms)
    with (
        server.record() as recording,
        running_ahead(),
        SoundHarness(session, output=MiniaudioOutput(time.monotonic_ns), sounds=Sounds(voice)) as stage,
    ):
        stage.until(lambda: stage.player.state is State.FINISHED, LONGEST_S)
        stage.wait(END_S)
        assert stage.sound.notice is None
    samples, kept = without_holes(recording.samples())
    found = compared(samples, session, clear=0.0)
    heard_ms = recording.ms_of([int(kept[round(at_ms * FRAMES_PER_MS)]) for at_ms, _due_ms in found])
    off_ms = [ms - due_ms for ms, (_at_ms, due_ms) in zip(heard_ms, found, strict=True)]
    middle = median(off_ms)
    return [abs(off - middle) for off in off_ms]
