"""What music costs: CPU beside the cues, and memory with a folder of 5,000 files.

    python benchmarks/music.py [FILE ...] --minutes 20

Each FILE is a piece of music, as `song.mp3`; without one, chords as WAV. A session is mixed in blocks of 40 ms,
as a device asks for them, without and with music, as fast as possible: the difference is decoding, measuring,
mixing and turning down. Prints a line of JSON for each file, with the CPU in % of a core, and one for the memory.

With `--on-time` a session of two minutes is recorded at a virtual sink (Debian's `pulseaudio`), without and with
the first file: how far the tones are from the timeline.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from array import array
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil  # type: ignore[import-untyped]

from benchmarks.listening import live
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.music.source import AheadSource, Pieces, Source
from retrotimer.audio.music.track import MusicTrack
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.session import Command, Session
from tests.helpers.audio_fakes import FakeMixer
from tests.helpers.decoder import heard
from tests.helpers.examples import plan, rb, rf, times
from tests.helpers.music_files import chords, write_wav
from tests.helpers.sound_server import SoundServer

FILES = 5_000
PERIOD_MS = 40


def cpu_s(music: MusicTrack | None, minutes: float) -> float:
    """Return the CPU seconds of `minutes` of a session that changes every 15 s."""
    mixer = FakeMixer(Session(plan(times(round(2 * minutes) + 1, rf(15), rb(15))), get_ready_ms=0), music)
    mixer.do(Command.START)
    began = time.process_time()
    for _n in range(round(minutes * 60_000 / PERIOD_MS)):
        assert mixer.output.pull
        mixer.output.pull(PERIOD_MS * FRAMES_PER_MS, mixer.now_ns)
        mixer.now_ns += PERIOD_MS * 1_000_000
        if mixer.now_ns % 500_000_000 == 0:
            mixer.tick()
    return time.process_time() - began


def memory_mb(folder: Path) -> float:
    """Return by how many MB the process grows while the music in `folder` plays."""
    process = psutil.Process()
    before = process.memory_full_info().uss
    source = AheadSource(Pieces(folder, is_shuffled=True))
    source.start()
    for _second in range(20):
        source.read(48_000)
        time.sleep(0.25)
    grown = process.memory_full_info().uss - before
    source.close()
    return float(grown / 1e6)


def on_time(music: MusicTrack | None) -> dict[str, object]:
    """Return how far the tones of two minutes are from their times, without the constant offset."""
    session = Session(plan(times(10, rf(3), rb(3))), CueOptions(off=frozenset({CueKind.COUNTDOWN})), 3_000)
    with SoundServer() as server:
        os.environ["PULSE_SERVER"] = server.address
        with server.record() as recording:
            cpu_s, clock_s = time.process_time(), time.monotonic()
            live(session, Sounds(), music=music)
            share = (time.process_time() - cpu_s) / (time.monotonic() - clock_s)
        found = [tone.at_ms for tone in heard(array("h", recording.samples())) if tone.is_start]
    off = [at_ms - interval.start_ms for at_ms, interval in zip(found, session.timeline.intervals, strict=True)]
    worst = max(abs(one - median(off)) for one in off)
    return {"tones": len(found), "greatest_ms": round(worst, 2), "cpu_percent": round(100 * share, 2)}


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--on-time", action="store_true")
    options = parser.parse_args()
    if options.on_time:
        track = MusicTrack(AheadSource(Pieces(options.files[0], is_shuffled=False)))
        print(json.dumps({"without": on_time(None), "with": on_time(track)}))
        return
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        made = write_wav(folder / "00000.wav", chords(60))
        without = cpu_s(None, options.minutes)
        for file in options.files or [made]:
            track = MusicTrack(Source(Pieces(file, is_shuffled=False)))
            share = (cpu_s(track, options.minutes) - without) / (60 * options.minutes)
            print(json.dumps({"file": file.suffix, "cpu_percent_more": round(100 * share, 2)}))
        for n in range(1, FILES):
            (folder / f"{n:05}.wav").hardlink_to(made)
        print(json.dumps({"files": FILES, "memory_mb_more": round(memory_mb(folder), 1)}))


if __name__ == "__main__":
    main()
