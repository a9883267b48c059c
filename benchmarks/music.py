"""What music costs: CPU beside the cues, and memory with a folder of 5,000 files.

    python benchmarks/music.py [FILE ...] --minutes 20

Each FILE is a piece of music, as `song.mp3`; without one, chords as WAV. A session is mixed in blocks of 40 ms,
as a device asks for them, without and with music, as fast as possible: the difference is decoding, measuring,
mixing and turning down. Prints a line of JSON for each file, with the CPU in % of a core, and one for the memory.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import psutil  # type: ignore[import-untyped]

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.music.source import AheadSource, Pieces, Source
from retrotimer.audio.music.track import MusicTrack
from retrotimer.training.session import Command, Session
from tests.helpers.audio_fakes import FakeMixer
from tests.helpers.examples import plan, rb, rf, times
from tests.helpers.music_files import chords, write_wav

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


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--minutes", type=float, default=20.0)
    options = parser.parse_args()
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
