#!/usr/bin/env python3
"""Photograph the window's pages. Needs neither a screen nor a sound device.

python tools/docs/pictures.py               the few that README and docs show, into docs/pictures
python tools/docs/pictures.py --all FOLDER  every page, light and dark, in three sizes

With QT_SCALE_FACTOR=2 each point is two pixels: 1920 x 1080 is 4K.
It works on settings and sessions of its own, in a folder that goes with it; the clock is moved by hand.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QScrollArea
from scene import GET_READY_S, Scene, Size, begin_plan, own_home, process_events

from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.controls import Control
from retrotimer.app.session.recorder import Kept
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.training.workout import editing

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SHOWN = {
    "light": "library run-forward run-backward last-seconds paused summary editor plan history export settings",
    "dark": "run-backward",
}
"""What README and docs show."""
SIZE: Size = (1366, 768)
SIZES: tuple[Size, ...] = ((800, 600), SIZE, (1920, 1080))
DAY = datetime(2026, 5, 17, 16, 30, tzinfo=UTC)
"""When the session in the summary was run; the same on any day that it is photographed."""
FORWARD_S, NEAR_S, BACKWARD_S, END_S = 318.0, 747.0, 757.0, 1561.0
"""Moments of "Gentler 3:1" after its start, in s: early in its first round, 3 s before the third runs backward, 7 s
after that, and past its end."""


def _before(scene: Scene) -> None:
    scene.preferences.change(ask_before=True, checklist_read=False)
    scene.navigator.sessions.ask(scene.overview())


def _summary(scene: Scene) -> None:
    """A session as people run it: a walk made longer, a rest, a part cut short, and the last round left out."""
    page = scene.run(440.0)
    page.control(Control.ADD_30_S)
    scene.pass_s(310.0)
    page.control(Control.TOGGLE)
    scene.pass_s(45.0)
    page.control(Control.TOGGLE)
    scene.pass_s(215.0)
    page.control(Control.NEXT)
    scene.pass_s(150.0)
    page.control(Control.COOL_DOWN)
    scene.pass_s(200.0)
    stage = scene.stage
    stage.close()
    if stage.unsaved_session:
        stage.unsaved_session = UnsavedSession(
            replace(stage.unsaved_session.record, started=DAY), Kept(stage.unsaved_session.path)
        )
    scene.navigator.sessions.leave()
    summary = cast("SummaryPage", scene.window.page)
    summary.effort.choose(6)
    summary.note.setPlainText("Wind on the back straight. Backward felt safer than last week.")


def _end_of(page: Callable[[Scene], object]) -> Callable[[Scene], None]:
    """Return what shows the end of `page`."""

    def show(scene: Scene) -> None:
        page(scene)
        process_events()
        for area in scene.window.page.findChildren(QScrollArea) if scene.window.page else ():
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return show


def _editor(scene: Scene) -> None:
    """A preset of one's own, one of its steps chosen."""
    scene.navigator.editor.edit_new(scene.overview().preset.workout)
    page = scene.navigator.editor.page
    if page:
        page.document.do(lambda now: editing.select(now, [(1, 1)]))
        page.tree.setFocus()


def _plan(scene: Scene) -> None:
    begin_plan()
    scene.navigator.plans.show_plan()


def _history(scene: Scene) -> None:
    """The history of weeks in the plan, once it is read."""
    begin_plan()
    page = scene.navigator.histories.show_history()
    while page.book is None:
        process_events()
        time.sleep(0.01)  # it is read in a thread of its own


PAGES: Mapping[str, Callable[[Scene], object]] = {
    "library": lambda _scene: None,
    "before": _before,
    "before-end": _end_of(_before),
    "get-ready": lambda scene: scene.run(4.0 - GET_READY_S),
    "run-forward": lambda scene: scene.run(FORWARD_S),
    "run-backward": lambda scene: scene.run(BACKWARD_S),
    "last-seconds": lambda scene: scene.run(NEAR_S),
    "paused": lambda scene: scene.run(BACKWARD_S).control(Control.TOGGLE),
    "finish": lambda scene: scene.run(END_S),
    "keys": lambda scene: scene.run(FORWARD_S).control(Control.HELP),
    "summary": _summary,
    "summary-end": _end_of(_summary),
    "editor": _editor,
    "builder": lambda scene: scene.navigator.plans.show_builder(),
    "plan": _plan,
    "history": _history,
    "export": lambda scene: scene.navigator.exports.show(scene.overview()),
    "settings": lambda scene: scene.navigator.show_settings(),
    "settings-end": _end_of(lambda scene: scene.navigator.show_settings()),
    "about": lambda scene: scene.navigator.show_about(),
}
"""Every page by its picture's name, and how to get there."""


def photograph(name: str, theme: str, size: Size, path: Path) -> None:
    """Photograph the page `name` into `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with own_home():
        scene = Scene(theme, size)
        PAGES[name](scene)
        scene.save(path)
        scene.close()


def main() -> None:
    """Photograph what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, light and dark, in three sizes")
    folder = parser.parse_args().all
    for theme, shown in SHOWN.items():
        for name in PAGES if folder else shown.split():
            for width, height in SIZES if folder else (SIZE,):
                file = f"{width}x{height}/{name}-{theme}.png" if folder else shown_file(name, theme)
                photograph(name, theme, (width, height), (folder or PICTURES) / file)


def shown_file(name: str, theme: str) -> str:
    """Return the name of a page's picture in the docs."""
    return f"{name}.png" if theme == "light" else f"{name}-{theme}.png"


if __name__ == "__main__":
    main()
