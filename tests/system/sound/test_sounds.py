"""`retrotimer doctor --sounds` as a person starts it, listened to by the blind decoder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, STAND, WALK_BACKWARD, WALK_FORWARD, Role
from tests.helpers.sound_recording import ahead, without_holes
from tests.helpers.sound_server import SoundServer
from tests.system.sound.followed import meanings

NAMES = {
    "Get ready: three, two, one to the first interval": CueKind.GET_READY,
    "Run forward": RUN_FORWARD,
    "Run backward": RUN_BACKWARD,
    "Turn": Role.TURN,
    "Walk forward": WALK_FORWARD,
    "Walk backward": WALK_BACKWARD,
    "Stand": STAND,
    "A backward part is near": CueKind.WARNING,
    "Three, two, one to the next interval": CueKind.COUNTDOWN,
    "A pair parts: one goes backward, one forward": CueKind.PAIR,
    "Halfway through a long interval": CueKind.HALFWAY,
    "The end": CueKind.FINISH,
}


@pytest.mark.parametrize("kind", [SoundServer])  # one is enough: which server it is makes no other sound
def test_what_is_heard_is_what_is_named(server: SoundServer, tmp_path: Path) -> None:
    """A person would learn a sound by the name of another, or not hear it at all."""
    named, found = toured(server.environment | {"RETROTIMER_HOME": str(tmp_path)}, server)
    assert named == found == list(NAMES.values())


def toured(environment: dict[str, str], server: SoundServer) -> tuple[list[object], list[object]]:
    """Return what was named, and what was heard meanwhile."""
    with server.record() as recording:
        done = subprocess.run(
            [*ahead(), sys.executable, "-m", "retrotimer", "doctor", "--sounds"],
            env=environment,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        samples = recording.samples()
    assert (done.returncode, done.stderr) == (0, "")
    return [NAMES[name] for name in done.stdout.splitlines()], list(meanings(*without_holes(samples)))


def test_without_a_device_it_says_so(tmp_path: Path) -> None:
    """A person would wait for sounds that never come."""
    done = subprocess.run(
        [sys.executable, "-m", "retrotimer", "doctor", "--sounds", "--output", "silent"],
        env={"RETROTIMER_HOME": str(tmp_path), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "RetroTimer is set to play no sound.\n"
