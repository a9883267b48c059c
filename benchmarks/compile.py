"""How long the longest workout allowed takes to be placed in time: 2,000 intervals, some of them distances.

PYTHONPATH=. python benchmarks/compile.py
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retrotimer.training.workout import timeline
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    RUN_BACKWARD,
    RUN_FORWARD,
    Distance,
    Duration,
    Repeat,
    Step,
    Workout,
)

RUNS = 9


def main() -> None:
    """Compile it some times, and print the figures as JSON."""
    steps = (Step(RUN_FORWARD, Duration(8_000)), Step(RUN_BACKWARD, Distance(10_000)))
    workout = Workout("Long", (Repeat(MAX_INTERVALS // 2, steps),))
    took_ms: list[float] = []
    intervals = 0
    for _run in range(RUNS):
        began = time.perf_counter()
        intervals = len(timeline.compile(workout, Paces()).intervals)
        took_ms.append((time.perf_counter() - began) * 1_000)
    figures = {"intervals": intervals, "least_ms": min(took_ms), "median_ms": sorted(took_ms)[RUNS // 2]}
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
