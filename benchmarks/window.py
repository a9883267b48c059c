#!/usr/bin/env python3
"""How soon the window is painted, and what a running session costs: `python benchmarks/window.py`.

Starts an empty PySide6 window and ours in turn on a screen of its own (1366 x 768, all of it for the window), and
times each from its start until that screen shows it; ours also until the library is there, with its Start. Both
run from compiled sources, as an installed program does. Then runs a session in the window and adds up the processor
time of the whole program. Give `--output miniaudio` with a sound server (a PulseAudio null sink will do) to have
the sound in it. Prints JSON. Needs Debian's `xvfb` and `openbox`.
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
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.helpers.xvfb import Screen, xvfb

EMPTY = """
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QWidget
class Empty(QWidget):
    def paintEvent(self, event):
        QPainter(self).fillRect(self.rect(), QColor("#fafbf7"))
app = QApplication([])
window = Empty()
window.resize(1280, 720)
window.show()
app.exec()
"""
OURS = [sys.executable, "-m", "retrotimer"]
PAPER, INK = 0xFAFBF7, 0x111417
START = [(x, y) for x in range(490, 760, 15) for y in range(640, 750, 10)]
"""Where the library's Start button is, on a screen of that size."""
TICKS = os.sysconf("SC_CLK_TCK")


def shows_paper(screen: Screen) -> bool:
    """Return whether a large part of the screen has the colour of paper, as both windows have."""
    pixels = screen.pixels([(x, y) for x in range(30, 1366, 120) for y in range(30, 768, 120)])
    return sum(pixel == PAPER for pixel in pixels) > len(pixels) // 4


def shows_start(screen: Screen) -> bool:
    """Return whether the library's Start button is there."""
    return sum(pixel == INK for pixel in screen.pixels(START)) > len(START) // 4


def shown_ms(
    screen: Screen, command: list[str], env: dict[str, str], is_shown: Callable[[Screen], bool] = shows_paper
) -> float:
    """Return how long `command` takes from its start until `is_shown`."""
    begun = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not is_shown(screen):
        if process.poll() is not None or time.monotonic() - begun > 30:
            raise SystemExit(f"no window: {command}")
        time.sleep(0.002)
    took = time.monotonic() - begun
    process.kill()
    process.wait()
    while shows_paper(screen):
        time.sleep(0.02)
    return took * 1_000


def cpu_s(pid: int) -> float:
    """Return the processor time that the process has taken, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def pss_mb(pid: int) -> float:
    """Return the process's share of memory in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def session_cost(env: dict[str, str], output: str, seconds: float, *, motion: bool) -> dict[str, float]:
    """Return what a running session takes, in % of one core and MB, over `seconds`."""
    settings = Path(env["RETROTIMER_HOME"], "settings.toml")
    settings.write_text(f"[look]\nreduced_motion = {str(not motion).lower()}\n")
    command = [*OURS, "run", "gentler-3-1", "--window", "--output", output, "--get-ready", "3"]
    process = subprocess.Popen(command, env=env)
    time.sleep(6)
    before, begun = cpu_s(process.pid), time.monotonic()
    time.sleep(seconds)
    cost = {
        "cpu_pct": round(100 * (cpu_s(process.pid) - before) / (time.monotonic() - begun), 2),
        "pss_mb": round(pss_mb(process.pid), 1),
    }
    process.kill()
    process.wait()
    return cost


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--output", default="silent", choices=["silent", "miniaudio"])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, xvfb(Path(folder), full_screen=True) as screen:
        env = screen.env | {"RETROTIMER_HOME": folder}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        empty, ours, content = [], [], []
        for _n in range(arguments.pairs + 1):
            empty.append(shown_ms(screen, [sys.executable, "-c", EMPTY], env))
            ours.append(shown_ms(screen, OURS, env))
            content.append(shown_ms(screen, OURS, env, shows_start))
        ratios, library_ratios = (
            [a / b for a, b in zip(them[1:], empty[1:], strict=True)] for them in (ours, content)
        )
        figures = {
            "first_paint_empty_ms": round(statistics.median(empty[1:])),
            "first_paint_ours_ms": round(statistics.median(ours[1:])),
            "ratio_median": round(statistics.median(ratios), 2),
            "library_ms": round(statistics.median(content[1:])),
            "library_ratio_median": round(statistics.median(library_ratios), 2),
            "session": session_cost(env, arguments.output, arguments.seconds, motion=True),
            "session_with_reduced_motion": session_cost(env, arguments.output, arguments.seconds, motion=False),
        }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
