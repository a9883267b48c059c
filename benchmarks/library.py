#!/usr/bin/env python3
"""How a library of 2,000 presets opens and scrolls: `python benchmarks/library.py`.

Writes the presets into a folder of its own, opens the library without a screen and times, each in milliseconds:
the page until its first paint, each page down until it is painted, the longest turn of the event loop while files
are read in the background, and all of that reading. Prints JSON.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from retrotimer.files.presets.library import listed
from retrotimer.gui.app import make_application
from retrotimer.gui.library.page import LibraryPage
from retrotimer.training.workout.paces import Paces

COUNT, PAGES = 2_000, 60
ROUND = '{{ do = "run forward", for = "{forward} s" }}, {{ do = "run backward", for = "30 s" }}'
PRESET = 'format = 1\nname = "Workout {nth}"\nlevel = "novice"\nsteps = [{{ repeat = 8, steps = [{steps}] }}]\n'


def write_presets(folder: Path) -> None:
    """Write the presets."""
    folder.mkdir(parents=True)
    for nth in range(COUNT):
        steps = ROUND.format(forward=30 + nth % 200)
        (folder / f"p{nth:04}.toml").write_text(PRESET.format(nth=nth, steps=steps))


def measure() -> dict[str, float]:
    """Open the library, scroll it, and return the times."""
    application = make_application()
    begun = perf_counter()
    page = LibraryPage(listed(), Paces())
    page.resize(1366, 768)
    page.show()
    seen: list[float] = []
    page.presets.painted.connect(lambda: seen.append(perf_counter()))
    while not seen:
        application.processEvents()
    turns, reading = [], perf_counter()
    while page._timer.isActive():
        turn = perf_counter()
        application.processEvents()
        turns.append(perf_counter() - turn)
    done = perf_counter()
    pages = []
    for _n in range(PAGES):
        turn = perf_counter()
        QTest.keyClick(page.presets, Qt.Key.Key_PageDown)
        page.repaint()
        application.processEvents()
        pages.append(perf_counter() - turn)
    figures = {
        "first_paint_ms": seen[0] - begun,
        "page_down_median_ms": statistics.median(pages),
        "page_down_max_ms": max(pages),
        "longest_turn_while_reading_ms": max(turns),
        "all_read_ms": done - reading,
    }
    return {name: round(1_000 * seconds, 1) for name, seconds in figures.items()}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RETROTIMER_HOME"] = folder
        write_presets(Path(folder) / "presets")
        print(json.dumps({"presets": COUNT, **measure()}, indent=2))


if __name__ == "__main__":
    main()
