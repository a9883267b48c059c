#!/usr/bin/env python3
"""Photograph the window's pages. Needs neither a screen nor a sound device.

python tools/docs/pictures.py               the few that README and docs show, into docs/pictures
python tools/docs/pictures.py --all FOLDER  every page, light and dark, in four sizes

It works on settings and sessions of its own, in a folder that goes with it; the clock is moved by hand.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from past import begin_plan
from scene import GET_READY_S, Scene, Size, commit_typing, own_home

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from retrotimer.gui.history.summary_page import SummaryPage

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
SHOWN = {
    "light": (
        "library",
        "run-forward",
        "run-backward",
        "last-seconds",
        "paused",
        "summary",
        "editor",
        "plan",
        "history",
        "export",
        "settings",
    ),
    "dark": ("run-backward",),
}
"""What README and docs show."""
SIZE: Size = (1366, 768)
SIZES: tuple[Size, ...] = ((800, 600), SIZE, (1920, 1080))
SCALED: Size = (1920, 1080)
"""With two pixels to one: 4K."""
DAY = datetime(2026, 5, 17, 16, 30, tzinfo=UTC)
"""When the session in the summary was run; the same on any day that it is photographed."""
FORWARD_S, NEAR_S, BACKWARD_S, END_S = 318.0, 747.0, 757.0, 1561.0
"""Moments of "Gentler 3:1" after its start, in s: early in its first round, 3 s before the third runs backward, 7 s
after that, and past its end."""


def _library(_scene: Scene) -> None:
    """Stay where the program starts."""


def _before(scene: Scene) -> None:
    scene.preferences.change(ask_before=True, checklist_read=False)
    scene.navigator.sessions.ask(scene.overview())


def _get_ready(scene: Scene) -> None:
    scene.run(4.0 - GET_READY_S)


def _paused(scene: Scene) -> None:
    from retrotimer.app.session.controls import Control

    scene.run(BACKWARD_S).control(Control.TOGGLE)


def _finish(scene: Scene) -> None:
    scene.run(END_S)


def _keys(scene: Scene) -> None:
    from retrotimer.app.session.controls import Control

    scene.run(FORWARD_S).control(Control.HELP)


def _summary(scene: Scene) -> None:
    """A session as people run it: a walk made longer, a rest, a part cut short, and the last round left out."""
    from retrotimer.app.history.unsaved import UnsavedSession
    from retrotimer.app.session.controls import Control
    from retrotimer.app.session.recorder import Kept

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


def _scrolled(page: Callable[[Scene], object]) -> Callable[[Scene], None]:
    """Return what shows the end of `page`."""

    def show(scene: Scene) -> None:
        from PySide6.QtWidgets import QScrollArea

        page(scene)
        commit_typing()
        areas: Iterable[QScrollArea] = scene.window.page.findChildren(QScrollArea) if scene.window.page else ()
        for area in areas:
            area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())

    return show


def _editor(scene: Scene) -> None:
    """A preset of one's own, one of its steps chosen."""
    from retrotimer.training.workout import editing

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
        commit_typing()
        time.sleep(0.01)  # it is read in a thread of its own


def _settings(scene: Scene) -> None:
    scene.navigator.show_settings()


PAGES: Mapping[str, Callable[[Scene], object]] = {
    "library": _library,
    "before": _before,
    "before-end": _scrolled(_before),
    "get-ready": _get_ready,
    "run-forward": lambda scene: scene.run(FORWARD_S),
    "run-backward": lambda scene: scene.run(BACKWARD_S),
    "last-seconds": lambda scene: scene.run(NEAR_S),
    "paused": _paused,
    "finish": _finish,
    "keys": _keys,
    "summary": _summary,
    "summary-end": _scrolled(_summary),
    "editor": _editor,
    "builder": lambda scene: scene.navigator.plans.show_builder(),
    "plan": _plan,
    "history": _history,
    "export": lambda scene: scene.navigator.exports.show(scene.overview()),
    "settings": _settings,
    "settings-end": _scrolled(_settings),
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


def photograph_all(folder: Path, sizes: Iterable[Size], suffix: str = "") -> None:
    """Photograph every page into `folder`, light and dark, in `sizes`; `suffix` stands after the size."""
    for width, height in sizes:
        for theme in ("light", "dark"):
            for name in PAGES:
                path = folder / f"{width}x{height}{suffix}" / f"{name}-{theme}.png"
                photograph(name, theme, (width, height), path)


def photograph_shown(folder: Path = PICTURES) -> None:
    """Photograph what README and docs show."""
    for theme, names in SHOWN.items():
        for name in names:
            photograph(name, theme, SIZE, folder / (f"{name}.png" if theme == "light" else f"{name}-{theme}.png"))


def main(arguments: list[str] | None = None) -> None:
    """Photograph what the command line asks for."""
    parser = argparse.ArgumentParser(description="Photograph the window's pages.")
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, light and dark, in four sizes")
    parser.add_argument("--doubled", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    if asked.all is None:
        photograph_shown()
    elif asked.doubled:
        photograph_all(asked.all, [SCALED], "@2")
    else:
        photograph_all(asked.all, SIZES)
        again = [sys.executable, __file__, "--all", str(asked.all), "--doubled"]
        subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}, check=True)


if __name__ == "__main__":
    main()
