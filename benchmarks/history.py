#!/usr/bin/env python3
"""Times the history with many sessions, as the command's whole process and as the page, and prints JSON.

Usage: python benchmarks/history.py [--sessions N] [--times N]

The sessions are like those of people: alternations of 10 to 40 minutes, three to five a week, a third rated.

`page_ms` is from asking for the page to the latest sessions being painted, `page_read_ms` to all of them;
`page_stall_ms` is the longest time in which the window, while all is read, did not answer. `model_ms` is the
reading alone, `nothing_ms` an empty Python.
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
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from retrotimer.app.history.history import load_history
from retrotimer.files import paths
from retrotimer.files.history.annotations import Rating, rating_text
from retrotimer.files.history.session_file import session_text
from retrotimer.gui.app import make_application
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Role

COMMAND_MS, PAGE_MS = 1_000, 500
"""The goals with 2,000 sessions."""
COMMAND = [sys.executable, "-c", "import sys; from retrotimer.cli import main; sys.exit(main())", "history"]
"""What the installed `retrotimer history` does."""


def session(at: datetime, random: Random) -> SessionRecord:
    """Return a session as people do them."""
    rounds = random.randrange(4, 14)
    plan = [Planned(WALK_FORWARD, 300_000, "Warm-up", Role.WARM_UP)]
    for nth in range(1, rounds + 1):
        ran, back = 1_000 * random.randrange(60, 120), 1_000 * random.randrange(15, 45)
        of = (nth, rounds)
        plan += [Planned(RUN_FORWARD, ran, round=of), Planned(RUN_BACKWARD, back, round=of)]
        plan.append(Planned(WALK_FORWARD, 60_000, round=of))
    visits = tuple(Visit(n, what, what.planned_ms or 0) for n, what in enumerate(plan))
    return SessionRecord("Gentler 3:1", "gentler-3-1", at, Paces(), tuple(plan), visits, True, offset_s=3_600)


def fill(folder: Path, count: int) -> None:
    """Write `count` sessions into `folder`."""
    random = Random(1)  # noqa: S311 - the same sessions each time
    folder.mkdir(parents=True)
    at = datetime(2026, 11, 20, 17, tzinfo=UTC)
    for _nth in range(count):
        at -= timedelta(hours=random.choice((24, 48, 48, 72)), seconds=random.randrange(3_000))
        stem = f"{at:%Y%m%dT%H%M%SZ}-{random.randrange(1 << 32):08x}"
        (folder / f"{stem}.json").write_text(session_text(session(at, random)))
        if random.random() < 1 / 3:
            said = Rating(random.randrange(1, 11), "Wind from the lake.", at + timedelta(hours=1))
            name = f"{stem}.rating-{said.at:%Y%m%dT%H%M%SZ}-{random.randrange(1 << 32):08x}.json"
            (folder / name).write_text(rating_text(said))


def ms(call: Callable[[], object]) -> float:
    """Return how long `call` takes, in ms."""
    began = time.perf_counter_ns()
    call()
    return (time.perf_counter_ns() - began) / 1e6


def command(*words: str) -> None:
    """Run the command as a process of its own."""
    subprocess.run([*COMMAND, *words], stdout=subprocess.DEVNULL, check=True)


def nothing() -> None:
    """Start Python and end it: how quick this machine is just now."""
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def model() -> None:
    """Do what the page does before it paints."""
    book = load_history()
    book.last_weeks()
    book.search("lake")
    assert len(book.days) >= len(book.weeks) >= book.streak_weeks
    assert book.longest_backward_ms


def page(application: QApplication) -> tuple[float, float, float]:
    """Open the page; return after how many ms the latest sessions, and all, are painted, and the longest stall."""
    from retrotimer.gui.core.main_window import Window
    from retrotimer.gui.history.controller import HistoryController  # the commands do without

    window = Window()
    window.show()
    application.processEvents()
    began = last = time.perf_counter_ns()
    stall = seen = 0
    waiting, beat = QEventLoop(), QTimer()

    def look() -> None:
        nonlocal stall, last, seen
        now = time.perf_counter_ns()
        stall, last = max(stall, now - last), now
        if not seen and shown.sessions.rows.sessions:
            window.grab()
            seen = last = time.perf_counter_ns()
        if shown.book is not None:
            waiting.quit()

    beat.timeout.connect(look)
    beat.start(5)
    shown = HistoryController(window).show_history()
    waiting.exec()
    window.grab()
    took = time.perf_counter_ns() - began
    window.close_for_certain()
    return (seen - began) / 1e6, took / 1e6, stall / 1e6


def measure(sessions: int, times: int) -> dict[str, int]:
    """Return the figures, each the median of `times` runs."""
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"RETROTIMER_HOME": home, "QT_QPA_PLATFORM": "offscreen"}
        fill(paths.history(), sessions)
        figures = {"sessions": float(sessions)}
        for words in ((), ("--weeks",), ("--json",), ("--search", "lake")):
            name = "_".join(("command", *words)).replace("--", "")
            figures[f"{name}_ms"] = statistics.median(ms(partial(command, *words)) for _n in range(times))
        figures["model_ms"] = statistics.median(ms(model) for _n in range(times))
        application = make_application()
        pages = [page(application) for _n in range(times)]
        for name, values in zip(
            ("page_ms", "page_read_ms", "page_stall_ms"), zip(*pages, strict=True), strict=True
        ):
            figures[name] = statistics.median(values)
    figures["nothing_ms"] = statistics.median(ms(nothing) for _n in range(times))
    return {name: round(figure) for name, figure in figures.items()}


def main() -> int:
    """Measure, print, and return 1 where it takes too long."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=2_000)
    parser.add_argument("--times", type=int, default=5)
    arguments = parser.parse_args()
    figures = measure(arguments.sessions, arguments.times)
    kept = figures["command_ms"] <= COMMAND_MS and figures["page_ms"] <= PAGE_MS
    print(json.dumps({**figures, "kept": kept}))
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
