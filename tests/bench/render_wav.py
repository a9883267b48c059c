"""How long an hour takes to become a WAV file, and how much memory: `python tests/bench/render_wav.py [--dense]`.

Prints one line of JSON. Memory is the growth of the process's peak over what it was before the first sample.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from retrotimer.audio.render import write_wav
from retrotimer.audio.sounds import Sounds
from retrotimer.training import timeline
from retrotimer.training.cues import CueOptions
from retrotimer.training.paces import Paces
from retrotimer.training.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Duration, Repeat, Step, Workout

SHORT_S, LONG_S = (1, 1, 1), (30, 20, 10)
"""A minute holds twenty rounds of the densest steps, or one of ordinary ones."""


def an_hour(dense: bool) -> timeline.Timeline:
    """Return sixty minutes of running forward, backward and walking."""
    seconds = SHORT_S if dense else LONG_S
    movements = (RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD)
    steps = tuple(Step(movement, Duration(s * 1_000)) for movement, s in zip(movements, seconds, strict=True))
    return timeline.compile(Workout("An hour", (Repeat(3_600 // sum(seconds), steps),)), Paces())


def peak_mb() -> float:
    """Return the greatest memory this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def main() -> None:
    """Render an hour, dense or not, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dense", action="store_true", help="a new interval every second")
    session = an_hour(parser.parse_args().dense)
    before_mb = peak_mb()
    with tempfile.TemporaryFile() as file:
        began, cpu_s = time.perf_counter(), time.process_time()
        write_wav(file, session, CueOptions(), 10_000, Sounds())
        file.flush()
        took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
        size = file.tell()
    figures = {
        "minutes": session.planned_ms / 60_000,
        "intervals": len(session.intervals),
        "seconds": round(took_s, 2),
        "cpu_seconds": round(cpu_s, 2),
        "more_memory_mb": round(peak_mb() - before_mb, 1),
        "file_mb": round(size / 1e6, 1),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
