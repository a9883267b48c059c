"""A session through simpleaudio, listened to segment by segment.

    python -m benchmarks.segmentwise [--server pipewire] [--rounds N] [--busy]

plays and records one with the simpleaudio of this Python, and prints the figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from bisect import bisect_right
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from unittest.mock import patch

from benchmarks.listening import busy_machine, dense_session
from retrotimer.audio import segments
from retrotimer.audio.clips import RATE
from retrotimer.audio.live import LiveSound
from retrotimer.audio.outputs import simpleaudio
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training import transitions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session
from retrotimer.training.upcoming_cues import upcoming
from tests.helpers.sound_recording import Recording
from tests.helpers.sound_server import SoundServer
from tests.system.sound.alsa import alsa_to_pulse
from tests.system.sound.onsets import onsets, rise
from tests.system.sound.pipewire import PipeWire

OFTEN = ((1_000, segments.BLOCK_MS),)
"""A new segment each second or so: many beginnings in little time."""
WITHIN_MS = 60
"""What is heard further than this from its time is missing."""


@dataclass(frozen=True, slots=True)
class Figures:
    """How cues came, in ms: segments against each other, and cues against the others of their segment."""

    segments: int
    cues: int
    missing: int
    start_p95: float
    start_most: float
    inside_p95: float
    inside_most: float


def played(session: Session) -> tuple[list[float], list[float]]:
    """Play `session` to its end; return when its sounds were due, and when segments were first heard, in ms."""
    begun: list[int] = []
    play = simpleaudio._play

    def noted(sound: bytearray) -> segments.Play:
        playing = play(sound)
        begun.append(time.monotonic_ns())
        return playing

    with patch.object(simpleaudio, "_play", noted), patch.object(segments, "TURNS", OFTEN):
        sound = LiveSound(simpleaudio.SimpleaudioOutput(time.monotonic_ns), Sounds(), time.monotonic_ns)
        sound.start()
        session, events = transitions.do(session, Command.START, time.monotonic_ns())
        sound.follow(of_one(session), int, events)
        due_ms = due(session)
        while time.monotonic() * 1_000 < due_ms[-1]:
            time.sleep(0.2)
            sound.tick(time.monotonic_ns())
            if sound.notice:
                raise AssertionError(sound.notice)
        sound.close(drain=True)
    latency_ms = simpleaudio.SimpleaudioOutput.latency_ms
    return due_ms, [ns / MS + latency_ms for ns in begun]


def due(session: Session) -> list[float]:
    """Return when the sounds to come pass the threshold, in monotonic ms."""
    sounds = Sounds()
    parts = ((ns, part) for ns, cue in upcoming(session) for part in sounds.parts(cue, session.timeline))
    return [ns / MS + part.after_ms + rise(part.clip.samples) * 1_000 / RATE for ns, part in parts]


def figures(due_ms: list[float], begun_ms: list[float], recording: Recording) -> Figures:
    """Return how what was recorded fits what was due.

    Inside a segment the device's own clock counts, between segments the monotonic one.
    """
    frames = list(onsets(recording.samples()))
    heard_ms = recording.ms_of(frames)
    offset = median(heard - nearest(due_ms, heard) for heard in heard_ms)
    late: dict[int, list[float]] = {}
    own: dict[int, list[float]] = {}
    missing = 0
    for at in due_ms:
        n = min(range(len(heard_ms)), key=lambda n: abs(heard_ms[n] - at - offset))
        if abs(heard_ms[n] - at - offset) > WITHIN_MS:
            missing += 1
            continue
        segment = bisect_right(begun_ms, at)
        late.setdefault(segment, []).append(heard_ms[n] - at)
        own.setdefault(segment, []).append(frames[n] * 1_000 / RATE - at)
    starts = [median(some) for some in late.values()]
    constant = median(starts)
    start = [abs(one - constant) for one in starts]
    inside = [abs(one - median(some)) for some in own.values() for one in some]
    rounded = [round(of, 3) for values in (start, inside) for of in (quantiles(values, n=20)[-1], max(values))]
    return Figures(len(starts), len(due_ms), missing, *rounded)


def nearest(times: list[float], one: float) -> float:
    """Return the one of `times` that is nearest."""
    return min(times, key=lambda at: abs(at - one))


def main() -> None:
    """Play, record, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", choices=("pulseaudio", "pipewire"), default="pulseaudio")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--busy", action="store_true")
    arguments = parser.parse_args()
    kind = PipeWire if arguments.server == "pipewire" else SoundServer
    with kind() as server, alsa_to_pulse() as settings:
        os.environ |= {"PULSE_SERVER": server.address, "ALSA_CONFIG_PATH": str(settings)}
        with server.record() as recording, busy_machine() if arguments.busy else nullcontext():
            found = figures(*played(dense_session(arguments.rounds)), recording)
    print(json.dumps(asdict(found)))


if __name__ == "__main__":
    main()
