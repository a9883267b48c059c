#!/usr/bin/env python3
"""How soon the standalone program's window is painted, next to the checkout's: `python benchmarks/frozen.py`.

Starts both in turn on a screen of its own and takes the time until each is seen, and the processor time till then,
which a busy machine disturbs less; with `--cold N` also after the system's file cache was emptied, which only root
may. Wants `python3 packaging/build/build.py --folder-only` first, or `--program` with another one's path.
Prints JSON. Needs Debian's `xvfb` and `openbox`.
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
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))
from benchmarks.window import OURS, shows_paper
from tests.helpers.xvfb import Screen, xvfb

ROOT = Path(__file__).resolve().parents[1]
CACHE = Path("/proc/sys/vm/drop_caches")
MOST = 1.2
"""How many times the checkout's start the standalone program's may take."""


class Start(NamedTuple):
    """How long a start took, and how much of a processor, both in ms."""

    shown: float
    cpu: float


def started(screen: Screen, command: list[str], env: dict[str, str], *, cold: bool = False) -> Start:
    """Start `command`, wait until it is seen, and end it."""
    if cold:
        os.sync()
        CACHE.write_text("3\n")
    begun = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not shows_paper(screen):
        if process.poll() is not None or time.monotonic() - begun > 60:
            raise SystemExit(f"no window: {command}")
        time.sleep(0.002)
    took = time.monotonic() - begun
    threads = Path(f"/proc/{process.pid}/task").glob("*/schedstat")
    ns = sum(int(thread.read_text().split()[0]) for thread in threads)
    process.kill()
    process.wait()
    while shows_paper(screen):
        time.sleep(0.02)
    return Start(took * 1_000, ns / 1_000_000)


def compared(screen: Screen, commands: dict[str, list[str]], env: dict[str, str], n: int, *, cold: bool) -> object:
    """Return medians over `n` rounds, in which the programs take turns, and how they compare."""
    starts: dict[str, list[Start]] = {name: [] for name in commands}
    for round_ in range(n):
        turns = list(commands.items())
        for name, command in turns if round_ % 2 else reversed(turns):
            starts[name].append(started(screen, command, env, cold=cold))
    figures: dict[str, object] = {}
    for what in Start._fields:
        medians = {name: statistics.median(getattr(each, what) for each in starts[name]) for name in commands}
        least = {name: min(getattr(each, what) for each in starts[name]) for name in commands}
        figures[f"{what}_ms"] = {name: round(figure) for name, figure in medians.items()}
        figures[f"{what}_ratio"] = round(medians["frozen"] / medians["checkout"], 2)
        figures[f"{what}_ratio_of_least"] = round(least["frozen"] / least["checkout"], 2)
    return figures


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", type=Path, default=ROOT / "dist/RetroTimer/retrotimer")
    parser.add_argument("--pairs", type=int, default=12)
    parser.add_argument("--cold", type=int, default=0, metavar="N", help="also N pairs with the file cache emptied")
    arguments = parser.parse_args()
    commands = {"frozen": [str(arguments.program)], "checkout": OURS}
    with tempfile.TemporaryDirectory() as folder, xvfb(Path(folder), full_screen=True) as screen:
        env = screen.env | {"RETROTIMER_HOME": folder, "PYTHONPATH": str(ROOT)}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        for command in commands.values():
            started(screen, command, env)
        figures = {"limit": MOST, "warm": compared(screen, commands, env, arguments.pairs, cold=False)}
        if arguments.cold:
            figures["cold"] = compared(screen, commands, env, arguments.cold, cold=True)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
