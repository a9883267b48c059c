"""How long an hour takes to become a sound file, and how much memory: `python benchmarks/export.py [OPTIONS]`.

`--kind mp3|wav` (all, one after the other, without it), `--dense` for a new interval every second,
`--volume 0.8` for tones and words below full volume, `--minutes N`. Prints a line of JSON for each kind. Each is
measured in a process of its own; memory is the growth of its peak over what it was before the export.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retrotimer.app.export.audio import SOUNDS, export
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.files.presets.reader import Preset
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    WALK_FORWARD,
    Duration,
    Repeat,
    Step,
    Workout,
)

SHORT_S, LONG_S = (1, 1, 1), (30, 20, 10)
"""A minute holds twenty rounds of the densest steps, or one of ordinary ones."""


def session(minutes: int, *, dense: bool) -> Overview:
    """Return a session of running forward, backward and walking."""
    seconds = SHORT_S if dense else LONG_S
    movements = (RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD)
    steps = tuple(Step(movement, Duration(s * 1_000)) for movement, s in zip(movements, seconds, strict=True))
    workout = Workout(f"{minutes} minutes", (Repeat(60 * minutes // sum(seconds), steps),))
    return Overview(Preset("bench", Path("bench.toml"), workout), Paces())


def peak_mb() -> float:
    """Return the greatest memory this process had so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def measure(kind: str, overview: Overview, volume: float) -> dict[str, object]:
    """Export `overview` and return the figures."""
    before_mb = peak_mb()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"session.{kind}"
        began, cpu_s = time.perf_counter(), time.process_time()
        export(overview, out, PlaybackOptions(tone_volume=volume, voice_volume=volume))
        took_s, cpu_s = time.perf_counter() - began, time.process_time() - cpu_s
        size = out.stat().st_size
    return {
        "kind": kind,
        "minutes": overview.timeline.planned_ms / 60_000,
        "intervals": len(overview.timeline.intervals),
        "volume": volume,
        "seconds": round(took_s, 2),
        "cpu_seconds": round(cpu_s, 2),
        "more_memory_mb": round(peak_mb() - before_mb, 1),
        "file_mb": round(size / 1e6, 1),
    }


def main() -> None:
    """Measure one kind here, or each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = [kind.ending[1:] for kind in SOUNDS]
    parser.add_argument("--kind", choices=kinds)
    parser.add_argument("--dense", action="store_true", help="a new interval every second")
    parser.add_argument("--volume", type=float, default=1.0)
    parser.add_argument("--minutes", type=int, default=60)
    asked = parser.parse_args()
    if asked.kind:
        overview = session(asked.minutes, dense=asked.dense)
        print(json.dumps(measure(asked.kind, overview, asked.volume)))
        return
    for kind in kinds:
        subprocess.run([sys.executable, __file__, *sys.argv[1:], "--kind", kind], check=True)


if __name__ == "__main__":
    main()
