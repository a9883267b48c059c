"""How soon the editor answers a key: `python -m tests.bench.editor`.

A workout of 200 steps, one of 10,000 intervals in rounds, as people write it, and one of 9,900 single steps.

Each key is pressed as a person does, and timed until everything that it changed has been painted: in time of the
processor, which a busy machine does not change. What is worked out later, once a person pauses, is timed by itself.
"""

from __future__ import annotations

import os
from statistics import median
from time import process_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrotimer.files import places
from retrotimer.files.preset import Preset
from retrotimer.gui.application import make_application
from retrotimer.gui.editor_page import EditorPage
from retrotimer.gui.editor_work import Work
from retrotimer.gui.look import Look
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.window import Window
from retrotimer.training import editing
from retrotimer.training.tree import Items
from retrotimer.training.workout import MOVEMENTS, Duration, Repeat, Step, Workout

TIMES = 12
Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier
KEYS = {
    "a digit of a length": (Key.Key_4, PLAIN),
    "another movement": (Key.Key_B, PLAIN),
    "a new step": (Key.Key_N, PLAIN),
    "moving a step": (Key.Key_Up, ALT),
    "wrapping a step": (Key.Key_G, CTRL),
    "undo": (Key.Key_Z, CTRL),
    "the next row": (Key.Key_Down, PLAIN),
}


def steps(count: int) -> Items:
    """Return `count` steps of some seconds, a tenth of them in repeats of three."""
    ways = list(MOVEMENTS.values())
    made = [Step(ways[n % len(ways)], Duration(1_000 * (2 + n % 7))) for n in range(count)]
    inner = tuple(Repeat(1, tuple(made[n : n + 3])) for n in range(0, count // 10, 3))
    return (*inner, *made[count // 10 :])


def page_of(items: Items, window: Window, preferences: Preferences) -> EditorPage:
    """Return the editor of `items`, shown, with a step in the middle chosen."""
    work = Work(Preset("", places.presets(), Workout("Bench", items)), None, preferences.settings.paces)
    page = EditorPage(work, preferences)
    window.show_page(page, "Editor")
    work.do(lambda now: editing.select(now, [(len(items) // 2,)]))
    page.tree.setFocus()
    _settle()
    return page


def _settle() -> None:
    for _n in range(3):
        QApplication.processEvents()


def key_ms(page: EditorPage, key: Qt.Key, held: Qt.KeyboardModifier) -> float:
    """Press a key and return how long the processor was busy until what it changed was painted, in ms."""
    target = QApplication.focusWidget() or page.tree
    began = process_time()
    QTest.keyClick(target, key, held)
    page.repaint()
    page.tree.viewport().repaint()
    page.totals.ribbon.repaint()
    took_ms = 1_000 * (process_time() - began)
    if page.tree.cell.isVisible():
        QTest.keyClick(page.tree.cell, Key.Key_Return)
    _settle()
    return took_ms


def main() -> None:
    """Print a line for each kind of key and each workout: median and longest."""
    make_application()
    preferences = Preferences()
    Look(preferences).use()
    window = Window()
    window.resize(1366, 768)
    window.show()
    rounds = (Repeat(980, tuple(steps(100)[-10:])), *steps(20))
    workouts = {"200 steps": steps(200), "10,000 intervals": rounds, "9,900 steps": steps(9_900)}
    for title, items in workouts.items():
        began = process_time()
        page = page_of(items, window, preferences)
        print(f"{title:17} {'opened':20} in {1_000 * (process_time() - began):.0f} ms")
        for name, (key, held) in KEYS.items():
            took = [key_ms(page, key, held) for _n in range(TIMES)]
            print(f"{title:17} {name:20} median {median(took):6.1f} ms, longest {max(took):6.1f} ms")
        began = process_time()
        page.work.judge_now()
        _settle()
        took_ms = 1_000 * (process_time() - began)
        overview = page.work.judgement.overview
        count = len(overview.timeline.intervals) if overview else 0
        print(f"{title:17} {'what follows from it':20} {took_ms:6.1f} ms, of {count} intervals")
        page.work.close()
    window.close_for_certain()


if __name__ == "__main__":
    main()
