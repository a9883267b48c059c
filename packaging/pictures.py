#!/usr/bin/env python3
"""Make the pictures that README and docs show: `python packaging/pictures.py`. Needs no screen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
SIZE = (1366, 768)
MOMENTS = {"run-forward": 318.0, "run-backward": 757.0}
"""What a picture of "Gentler 3:1" shows, and when, in s from the first interval's start."""


def main() -> None:
    """Photograph the library and two moments of a session."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415 - only after the platform is chosen

    from retrotimer.app.overview import Overview  # noqa: PLC0415
    from retrotimer.app.player import Player  # noqa: PLC0415
    from retrotimer.audio.live import LiveSound  # noqa: PLC0415
    from retrotimer.audio.outputs import choose  # noqa: PLC0415
    from retrotimer.audio.sounds import Sounds  # noqa: PLC0415
    from retrotimer.files.library import all_presets, find  # noqa: PLC0415
    from retrotimer.gui.application import make_application  # noqa: PLC0415
    from retrotimer.gui.engine import Engine  # noqa: PLC0415
    from retrotimer.gui.library_page import LibraryPage  # noqa: PLC0415
    from retrotimer.gui.run_page import RunPage  # noqa: PLC0415
    from retrotimer.training.paces import Paces  # noqa: PLC0415
    from retrotimer.training.session import Session  # noqa: PLC0415

    class Still:
        """A clock that is moved by hand."""

        ns = 0

        def now_ns(self) -> int:
            return self.ns

        def boot_ns(self) -> int:
            return self.ns

    def photograph(widget: QWidget, name: str) -> None:
        widget.resize(*SIZE)
        widget.show()
        for _n in range(3):
            QApplication.processEvents()
        widget.grab().save(str(PICTURES / f"{name}.png"))

    make_application()
    PICTURES.mkdir(parents=True, exist_ok=True)
    preset = find("gentler-3-1")
    photograph(LibraryPage(all_presets(), Paces(), preset), "library")
    for name, at_s in MOMENTS.items():
        clock = Still()
        sound = LiveSound(choose("silent", clock.now_ns), Sounds(), clock.now_ns)
        engine = Engine(Player(Session(Overview(preset, Paces()).timeline, get_ready_ms=0), clock, sound))
        engine.start()
        clock.ns = round(at_s * 1e9)
        engine.tick()
        page = RunPage()
        page.show_engine(engine)
        photograph(page, name)
        engine.close()


if __name__ == "__main__":
    main()
