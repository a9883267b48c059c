"""What sessions leave in memory: `python benchmarks/session_memory.py [--sessions 100] [--hour]`.

Does sessions one after the other in one window, each with its summary, its clock moved by hand; prints the memory
(PSS, MB) after the tenth, the half and the last. With `--hour`, runs a session of an hour 60 times as fast in the
real program instead, and prints its memory just before the end. Prints JSON; needs no screen.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

HOUR = """format = 1
name = "An hour"
steps = [{ repeat = 20, steps = [
  { do = "run forward", for = "1:30" },
  { do = "run backward", for = "0:30" },
  { do = "walk forward", for = "1:00" },
] }]
"""
STEP_S = 5


def pss_mb(pid: int) -> float:
    """Return a process's share of memory in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return round(next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024, 1)


def many(count: int) -> dict[str, float]:
    """Do `count` sessions and return the memory after some of them."""
    from PySide6.QtCore import Qt  # not for the hour
    from PySide6.QtTest import QTest

    from retrotimer.app.overview import Overview
    from retrotimer.app.session.player import Player
    from retrotimer.files.presets.library import find, listed
    from retrotimer.gui.app import make_application
    from retrotimer.gui.core.main_window import Window
    from retrotimer.gui.core.settings_model import Preferences
    from retrotimer.gui.library.page import LibraryPage
    from retrotimer.gui.navigator import Navigator
    from retrotimer.gui.session.active_session import ActiveSession
    from retrotimer.gui.theme.appearance import Appearance
    from retrotimer.training.session import Session
    from tests.helpers.fakes import FakeSound, ManualClock, S

    def forgetful() -> FakeSound:
        sound = FakeSound()
        sound.follow = lambda *_followed: None  # type: ignore[method-assign]  # what it remembers would be measured
        return sound

    application, preferences, clock, window = make_application(), Preferences(), ManualClock(0), Window()
    preferences.change(ask_before=False, checklist_read=True)
    look = Appearance(preferences)
    look.use()
    navigator = Navigator(
        window,
        preferences,
        look,
        lambda chosen: LibraryPage(listed(), preferences.settings.paces, chosen),
        lambda overview, _found: ActiveSession(overview, Player(Session(overview.timeline), clock, forgetful())),
    )
    navigator.open()
    window.show()
    overview, found = Overview(find("gentler-3-1"), preferences.settings.paces), {}
    for nth in range(1, count + 1):
        navigator.sessions.begin(overview)
        stage = navigator.sessions.stage
        while stage and stage.is_under_way:
            clock.ns += STEP_S * S
            stage.engine.tick()
            application.processEvents()
        for _page in ("run", "summary"):
            QTest.keyClick(window.page or window, Qt.Key.Key_Escape)
            QTest.qWait(10)
        assert window.page is navigator.library
        if nth in (10, count // 2, count):
            found[f"after_{nth}_mb"] = pss_mb(os.getpid())
    return found


def hour(folder: Path) -> dict[str, float]:
    """Run an hour in a minute and return the memory near its end."""
    preset = folder / "hour.toml"
    preset.write_text(HOUR)
    command = [sys.executable, "-m", "retrotimer", "run", str(preset), "--window", "--close"]
    process = subprocess.Popen([*command, "--speed", "60", "--output", "silent", "--get-ready", "0"])
    found, begun = {"pss_mb": 0.0}, time.monotonic()
    while process.poll() is None:
        if time.monotonic() - begun > 5:
            found["pss_mb"] = max(found["pss_mb"], pss_mb(process.pid))
        time.sleep(0.5)
    return found


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sessions", type=int, default=100)
    parser.add_argument("--hour", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RETROTIMER_HOME"] = folder
        print(json.dumps(hour(Path(folder)) if options.hour else many(options.sessions)))


if __name__ == "__main__":
    main()
