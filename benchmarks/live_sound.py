"""How well live sound keeps time: a dense session at a virtual sink, for minutes, beside a load.

    python benchmarks/live_sound.py --minutes 10 --load gui

Prints one line of JSON: how many cues, how many not heard, p95 and greatest distance from the timeline with the
constant offset removed, the slope, the longest gap between two callbacks, how often the device ran dry by such a
gap, how often the virtual sink lost its beat (these cues count too, but not in `where_steady`), and the CPU this
process took.
Needs Debian's `pulseaudio` and `pulseaudio-utils`, for PipeWire `pipewire`,
`pipewire-pulse` and `wireplumber` too; the load `gui` needs PySide6.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.listening import GET_READY_MS, busy_machine, compared, compared_where_sound, dense_session, live
from retrotimer.audio.sound_bank import Sounds
from tests.helpers.sound_server import SoundServer
from tests.system.sound.pipewire import PipeWire

SERVERS = {server.name: server for server in (SoundServer, PipeWire)}


def painting() -> Callable[[float], object]:
    """Return a wait during which a window of 1366 x 768 paints itself whole, 30 times a second."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer  # only this load needs Qt
    from PySide6.QtWidgets import QApplication, QLabel

    if "DISPLAY" not in os.environ:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QApplication.instance() or QApplication([])
    window = QLabel()
    window.setAlignment(Qt.AlignmentFlag.AlignCenter)
    window.setStyleSheet("font-size: 300px; background: #56B4E9")
    window.resize(1366, 768)
    window.show()
    timer = QTimer(window)
    timer.timeout.connect(lambda: window.setText(f"{time.monotonic() % 60:.2f}"))
    timer.start(33)

    def wait(seconds: float) -> None:
        loop = QEventLoop(app)
        QTimer.singleShot(round(seconds * 1_000), loop.quit)
        loop.exec()

    return wait


def measure(minutes: float, load: str, server_name: str) -> dict[str, object]:
    """Return the figures of one run."""
    wait = painting() if load == "gui" else time.sleep
    beside = busy_machine() if load == "cpu" else nullcontext()
    session = dense_session(rounds=round(minutes * 60 / 0.9833))
    with SERVERS[server_name]() as server:
        os.environ["PULSE_SERVER"] = server.address
        with server.record() as recording:
            with beside:
                cpu_s, clock_s = time.process_time(), time.monotonic()
                played = live(session, Sounds(), wait)
                share = (time.process_time() - cpu_s) / (time.monotonic() - clock_s)
            fit, held = compared(played, recording), compared_where_sound(played, recording)
            slips = len(recording.slips_ms())
    return {
        "server": server_name,
        "load": load,
        "minutes": round((played.due_ms[-1] - played.due_ms[0]) / 60_000, 2),
        **fit.as_json(),
        "where_steady": {name: figure for name, figure in held.as_json().items() if "slope" not in name},
        "longest_gap_ms": round(played.longest_gap_ms, 1),
        "ran_dry": len(played.dry_ms),
        "sink_slipped": slips,
        "cpu_percent": round(100 * share, 2),
    }


def main() -> None:
    """Measure as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--load", choices=("none", "cpu", "gui"), default="gui", help="what runs beside")
    parser.add_argument("--server", choices=tuple(SERVERS), default="pulseaudio")
    options = parser.parse_args()
    if options.minutes * 60_000 < GET_READY_MS:
        parser.error("listen for longer than the get-ready takes")
    print(json.dumps(measure(options.minutes, options.load, options.server)))


if __name__ == "__main__":
    main()
