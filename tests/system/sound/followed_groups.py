"""Play a preset live to four groups, and follow by ear what the sink hears: clean, and in noise."""

from __future__ import annotations

import time
from statistics import median

import numpy as np

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, ready_session
from retrotimer.app.session.voices import make_voice
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.outputs.miniaudio import MiniaudioOutput
from retrotimer.audio.sound_bank import Sounds
from retrotimer.files.presets.reader import Preset
from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import State
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Role
from tests.helpers.blind_listening import noisy
from tests.helpers.decoder import CLEAR, Meaning
from tests.helpers.group_listening import Change, changes
from tests.helpers.sound_recording import running_ahead
from tests.helpers.sound_server import SoundServer
from tests.system.sound.stage import SoundHarness

NAMES = ("One", "Two", "Three", "Four")
LINES = ("Group one", "Group two", "Group three", "Group four")
APART_MS = 20_000
LONGEST_S = 3_000
END_S = 3.0


def meant(session: GroupSession) -> dict[str, list[tuple[int, Meaning]]]:
    """Return what each group is to do, and when, in ms from the start on."""
    return {
        line: [
            (one.get_ready_ms + interval.start_ms, Role.TURN if interval.role is Role.TURN else interval.movement)
            for interval in group.timeline.intervals
        ]
        for line, group, one in zip(LINES, session.groups, session.sessions, strict=True)
    }


def follow(server: SoundServer, preset: Preset, apart_ms: int = APART_MS) -> dict[str, list[float]]:
    """Play `preset` to four groups, each `apart_ms` after the one before, and compare what is heard with its plan.

    Return by how many ms each change was off the middle of all, by "clean" and "in noise".
    """
    errors = {}
    voice = make_voice()
    entries = tuple(GroupEntry(name, apart_ms * n) for n, name in enumerate(NAMES))
    overview = Overview(preset, Paces())
    session = ready_session(overview, PlaybackOptions(groups=entries), voice)
    with (
        server.record() as recording,
        running_ahead(),
        SoundHarness(session, output=MiniaudioOutput(time.monotonic_ns), sounds=Sounds(voice)) as stage,
    ):
        stage.until(lambda: stage.player.state is State.FINISHED, LONGEST_S)
        stage.wait(END_S)
        assert stage.sound.notice is None
        samples = np.array(recording.samples(), dtype=np.int16)
        # a tone that a busy machine interrupts is one all the same, but noise must not be taken for one
        for name, sound, clear in (("clean", samples, 0.0), ("in noise", noisy(samples), CLEAR)):
            heard = changes(sound, LINES, clear)
            off_ms: list[float] = []
            for line, expected in meant(session).items():
                found = [change for change in heard[line] if change.meaning is not CueKind.FINISH]
                wrong = f"{name}, {line}: {found} heard, {expected} expected"
                assert [change.meaning for change in found] == [meaning for _ms, meaning in expected], wrong
                off_ms += _off(found, expected, stage, recording.ms_of)
            middle = median(off_ms)
            errors[name] = [abs(off - middle) for off in off_ms]
    return errors


def _off(
    found: list[Change], expected: list[tuple[int, Meaning]], stage: SoundHarness, ms_of: object
) -> list[float]:
    """Return by how many ms each change was later than due, but for a constant."""
    heard_ms = ms_of([round(change.at_ms * FRAMES_PER_MS) for change in found])  # type: ignore[operator]
    return [ms - stage.start_ms - due for ms, (due, _meaning) in zip(heard_ms, expected, strict=True)]
