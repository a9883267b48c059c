"""How soon and how cleanly a session is heard, at a virtual sink.

    PYTHONPATH=. python -m benchmarks.heard [--server pipewire] [--output simpleaudio] [--busy]

Prints one line of JSON. In ms: how late the first tone comes after the screen's change, and the same with a
headset's delay of 200 ms made up for; how long until a skip and a pause are heard; the longest time in which
nothing at all came, not even the keepalive, while volume, mute and pause were used; the longest look at the
session, for which a window would stand still; and, for miniaudio, how far the onsets of a session lie apart on
sinks of other formats, and how late they are in the middle. `steepest` is the greatest step from one sample to the
next: no tone of ours goes up or down by more than 6,000, a cut at its loudest does.
For simpleaudio it takes an environment that has it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import time
from contextlib import ExitStack, nullcontext
from itertools import pairwise
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.listening import busy_machine
from retrotimer.audio.outputs import Output, choose
from retrotimer.training.session import Command, Session
from tests.helpers.examples import plan, rb, rf
from tests.helpers.sound_recording import Recording
from tests.helpers.sound_server import SoundServer
from tests.system.sound.alsa import alsa_to_pulse
from tests.system.sound.onsets import THRESHOLD, onsets
from tests.system.sound.pipewire import PipeWire
from tests.system.sound.stage import SoundHarness, short_session

SERVERS = {server.name: server for server in (SoundServer, PipeWire)}
FORMATS = ((44_100, 2), (48_000, 2), (96_000, 2), (96_000, 1))
HEADSET_MS = 200


class Rig:
    """A server, and sessions of `output` on it; `longest_tick_ms` is that of all of them."""

    def __init__(self, server: SoundServer, output: str) -> None:
        self.server, self._output = server, output
        self.longest_tick_ms = 0.0

    def output(self) -> Output:
        """Return an output that is not open yet."""
        return choose(self._output, time.monotonic_ns)

    def first_tone_ms(self, latency_ms: int = 0) -> float:
        """Return how late the tone of the first interval came."""
        with (
            self.server.record() as recording,
            SoundHarness(short_session(), latency_ms=latency_ms, output=self.output()) as stage,
        ):
            stage.wait(4.5)
            start = next(ms for ms in starts_ms(recording) if ms > stage.start_tone_ms(0) - 400)
        self._note(stage)
        return start - stage.start_tone_ms(0)

    def skip_and_pause_ms(self) -> tuple[float, float]:
        """Return how long it took until a skip was heard, and until a pause was."""
        session = Session(plan(rf(30), rb(30)), get_ready_ms=3_000)
        with self.server.record() as recording, SoundHarness(session, output=self.output()) as stage:
            stage.wait(4.5)
            skipped_ms = time.monotonic() * 1_000
            stage.player.do(Command.NEXT)
            stage.wait(0.3)  # the tone lasts for half a second and more
            paused_ms = time.monotonic() * 1_000
            stage.player.do(Command.PAUSE)
            stage.wait(1.0)
            samples = recording.samples()
            loud = recording.ms_of([n for n, sample in enumerate(samples) if abs(sample) >= THRESHOLD])
        self._note(stage)
        skip_ms = next((ms for ms in loud if ms > skipped_ms), math.inf) - skipped_ms  # inf: not heard at all
        return skip_ms, loud[-1] - paused_ms

    def silence_ms_and_step(self) -> tuple[float, int]:
        """Return the longest silence and the greatest step while volume, mute and pause are used."""
        with self.server.record() as recording, SoundHarness(short_session(), output=self.output()) as stage:
            stage.wait(3.2)
            for volume in (0.3, 1.0, 0.6, 1.0):
                stage.sound.volume = volume
                stage.wait(0.4)
            stage.sound.muted = True
            stage.wait(0.4)
            stage.sound.muted = False
            stage.wait(0.3)
            stage.player.do(Command.PAUSE)
            stage.wait(2.0)
            samples = recording.samples()
        self._note(stage)
        sounding = [n for n, sample in enumerate(samples) if sample]
        silence = max((later - n for n, later in pairwise(sounding)), default=0) * 1_000 / 48_000
        return silence, max(abs(after - before) for before, after in pairwise(samples))

    def formats(self) -> dict[str, dict[str, float]]:
        """Return how onsets lie on sinks of other formats, by rate and channels; all sessions play at once."""
        for n, (rate, channels) in enumerate(FORMATS):
            self.server.add(f"format{n}", rate, channels)
        with ExitStack() as stack:
            heard = []
            for n in range(len(FORMATS)):
                # recorded at our own rate: what is asked here is when and whether, not sample by sample
                recording = stack.enter_context(self.server.record(f"format{n}"))
                heard.append((recording, stack.enter_context(SoundHarness(short_session(), f"FORMAT{n}"))))
            end = time.monotonic() + 9.5
            while time.monotonic() < end:
                for _recording, stage in heard:
                    stage.tick()
            founds = [[ms - stage.start_ms for ms in starts_ms(recording)] for recording, stage in heard]
        for _recording, stage in heard:
            self._note(stage)
        figures = {}
        for (rate, channels), found in zip(FORMATS, founds, strict=True):
            late = [min((at - due for at in found), key=abs) for due in range(3_000, 9_000, 1_000)]
            middle = median(late)
            spread = max(abs(error - middle) for error in late)
            figures[f"{rate} x {channels}"] = {"late_ms": round(middle, 2), "spread_ms": round(spread, 2)}
        return figures

    def _note(self, stage: SoundHarness) -> None:
        self.longest_tick_ms = max(self.longest_tick_ms, stage.longest_tick_ms)


def starts_ms(recording: Recording) -> list[float]:
    """Return when sounds began, on the monotonic clock."""
    return recording.ms_of(list(onsets(recording.samples())))


def measure(server: SoundServer, output: str) -> dict[str, object]:
    """Return all figures."""
    rig = Rig(server, output)
    skip_ms, pause_ms = rig.skip_and_pause_ms()
    silence_ms, steepest = rig.silence_ms_and_step()
    figures: dict[str, object] = {
        "server": server.name,
        "output": output,
        "first_tone_ms": round(rig.first_tone_ms(), 2),
        "first_tone_for_headset_ms": round(rig.first_tone_ms(HEADSET_MS) + HEADSET_MS, 2),
        "skip_ms": round(skip_ms, 1),
        "pause_ms": round(pause_ms, 1),
        "longest_silence_ms": round(silence_ms, 1),
        "steepest": steepest,
    }
    if output == "miniaudio":
        figures["formats"] = rig.formats()
    return figures | {"longest_tick_ms": round(rig.longest_tick_ms, 1)}


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--server", choices=tuple(SERVERS), default="pulseaudio")
    parser.add_argument("--output", choices=("miniaudio", "simpleaudio"), default="miniaudio")
    parser.add_argument("--busy", action="store_true", help="beside two burners and a painter")
    options = parser.parse_args()
    with SERVERS[options.server]() as server, alsa_to_pulse() as settings:
        os.environ |= {"PULSE_SERVER": server.address, "ALSA_CONFIG_PATH": str(settings)}
        with busy_machine() if options.busy else nullcontext():
            print(json.dumps(measure(server, options.output)))


if __name__ == "__main__":
    main()
