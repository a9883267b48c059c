#!/usr/bin/env python3
"""Times `retrotimer list` as a whole process against `python -c pass`, in turns, and prints JSON.

Usage: python benchmarks/start_list.py [--pairs N] [COMMAND …]; COMMAND stands for `retrotimer list`.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

PLUS_MS = 120
"""How much longer than twice `python -c pass` it may take: every preset is read, as there is no cache."""
LIST = [sys.executable, "-c", "import sys; from retrotimer.cli import main; sys.exit(main(['list']))"]
"""What the installed `retrotimer list` does."""


def process_ms(command: list[str], environment: dict[str, str]) -> float:
    """Return how long `command` takes from its start to its end, in ms."""
    began = time.perf_counter_ns()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return (time.perf_counter_ns() - began) / 1e6


def measure(command: list[str], pairs: int) -> dict[str, object]:
    """Return the medians over `pairs` of runs, each command's in turn."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "RETROTIMER_HOME": home}
        found: dict[str, list[float]] = {"pass_ms": [], "list_ms": []}
        for _pair in range(pairs + 1):
            found["pass_ms"].append(process_ms([sys.executable, "-c", "pass"], environment))
            found["list_ms"].append(process_ms(command, environment))
    medians = {name: round(statistics.median(times[1:]), 1) for name, times in found.items()}
    allowed = 2 * medians["pass_ms"] + PLUS_MS
    return {**medians, "allowed_ms": round(allowed, 1), "pairs": pairs, "kept": medians["list_ms"] <= allowed}


def main() -> int:
    """Measure, print, and return 1 where it takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=25)
    parser.add_argument("command", nargs="*", default=LIST)
    arguments = parser.parse_args()
    figures = measure(arguments.command, arguments.pairs)
    print(json.dumps(figures))
    return 0 if figures["kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
