"""How soon the editor answers a key: `python -m benchmarks.editor`.

A workout of 200 steps, two of 2,000 intervals in rounds, and one of 1,990 single steps.

Each key is pressed as a person does, and timed until everything that it changed has been painted: in time of the
processor, which a busy machine changes least. `with threads` counts in what threads do meanwhile: where nothing
else runs a person waits no longer than that, and less where threads have a processor of their own. `after` is the
longest that the window did not answer in the time after such keys, in which totals, load, draft and saving follow.
"""

from __future__ import annotations

import os
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from retrotimer.gui.app import make_application
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.controller import EditorController
from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.theme.appearance import Appearance
from retrotimer.training.workout import editing
from retrotimer.training.workout.tree import Items
from retrotimer.training.workout.workout import MOVEMENTS, Duration, Repeat, Step, Workout

TIMES, AFTER_S = 6, 2.0
Press = tuple[Qt.Key, Qt.KeyboardModifier]
Presses = tuple[Press, ...]
Key, CTRL, ALT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
PLAIN, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
UNDO, REDO, BACK = (Key.Key_Z, CTRL), (Key.Key_Y, CTRL), (Key.Key_B, PLAIN)
WRAP, ALL, UP = (Key.Key_G, CTRL), (Key.Key_A, CTRL), (Key.Key_Up, PLAIN)
KEYS: dict[str, tuple[Press, Presses, Presses]] = {
    "a digit of a length": ((Key.Key_4, PLAIN), (), (UNDO,)),
    "F, forward": ((Key.Key_F, PLAIN), (BACK,), (UNDO, UNDO)),
    "B, backward": (BACK, ((Key.Key_F, PLAIN),), (UNDO, UNDO)),
    "W, walk": ((Key.Key_W, PLAIN), (), (UNDO,)),
    "S, stand": ((Key.Key_S, PLAIN), (), (UNDO,)),
    "a new step": ((Key.Key_N, PLAIN), (), (UNDO,)),
    "duplicate": ((Key.Key_D, CTRL), (), (UNDO,)),
    "delete": ((Key.Key_Delete, PLAIN), (), (UNDO,)),
    "move up": ((Key.Key_Up, ALT), (), (UNDO,)),
    "move down": ((Key.Key_Down, ALT), (), (UNDO,)),
    "wrap": (WRAP, (), (UNDO,)),
    "a digit of the rounds": ((Key.Key_3, PLAIN), (WRAP,), (UNDO, UNDO)),
    "unwrap": ((Key.Key_G, CTRL | SHIFT), (WRAP,), (UNDO, UNDO)),
    "undo": (UNDO, (WRAP,), ()),
    "redo": (REDO, (WRAP, UNDO), (UNDO,)),
    "the next row": ((Key.Key_Down, PLAIN), (), (UP,)),
    "one row more": ((Key.Key_Down, SHIFT), (), ()),
    "save": ((Key.Key_S, CTRL), (BACK,), ()),
    "everything": (ALL, (UP,), (UP,)),
    "walk, everything": ((Key.Key_W, PLAIN), (ALL,), (UNDO,)),
}
"""What is pressed, what before it, untimed, and what after it."""


def steps(count: int) -> Items:
    """Return `count` steps of some seconds, a tenth of them in repeats of three."""
    ways = list(MOVEMENTS.values())
    made = [Step(ways[n % len(ways)], Duration(1_000 * (2 + n % 7))) for n in range(count)]
    inner = tuple(Repeat(1, tuple(made[n : n + 3])) for n in range(0, count // 10, 3))
    return (*inner, *made[count // 10 :])


def page_of(items: Items, window: Window, preferences: Preferences) -> tuple[EditorController, EditorPage]:
    """Return the editor of `items`, shown, with a step in the middle chosen."""
    navigator = EditorController(window, preferences)
    navigator.edit_new(Workout("Bench", items))
    page = navigator.page
    assert page
    page.document.do(lambda now: editing.select(now, [(len(items) // 2,)]))
    page.tree.setFocus()
    _finish_setup(0.1)
    return navigator, page


def _finish_setup(seconds: float) -> float:
    """Let the window do what it has to for so long; return the longest that it did not answer, in ms."""
    longest, until = 0.0, perf_counter() + seconds
    while perf_counter() < until:
        began = thread_time()
        QApplication.processEvents()
        longest = max(longest, 1_000 * (thread_time() - began))
    return longest


def key_ms(page: EditorPage, press: Press) -> tuple[float, float]:
    """Press a key and return for how many ms the window, and all its threads, were busy until it was painted."""
    target = QApplication.focusWidget() or page.tree
    began, all_began = thread_time(), process_time()
    QTest.keyClick(target, *press)
    page.repaint()
    page.tree.viewport().repaint()
    page.totals.ribbon.repaint()
    took_ms, all_ms = 1_000 * (thread_time() - began), 1_000 * (process_time() - all_began)
    if page.tree.cell.isVisible():
        QTest.keyClick(page.tree.cell, Key.Key_Return)
    _finish_setup(0.03)
    return took_ms, all_ms


def measure(title: str, items: Items, window: Window, preferences: Preferences) -> None:
    """Print a line for each kind of key: median and longest, and the longest afterwards."""
    began = process_time()
    navigator, page = page_of(items, window, preferences)
    print(f"{title:17} {'opened':22} in {1_000 * (process_time() - began):.0f} ms")
    worst = worst_after = 0.0
    for name, (press, before, behind) in KEYS.items():
        took, after = [], 0.0
        for nth in range(TIMES):
            for other in before:
                key_ms(page, other)
            took.append(key_ms(page, press))
            after = _finish_setup(AFTER_S) if nth in (0, TIMES - 1) else after
            for other in behind:
                key_ms(page, other)
        own, everyone = zip(*took, strict=True)
        worst, worst_after = max(worst, *own), max(worst_after, after)
        print(
            f"{title:17} {name:22} median {median(own):6.1f}, longest {max(own):6.1f},"
            f" with threads {median(everyone):6.1f}, {max(everyone):6.1f}, after {after:6.1f} ms"
        )
    print(f"{title:17} {'worst of all':22} {worst:.1f} ms, after it {worst_after:.1f} ms")
    assert navigator.drafts
    navigator.drafts.forget()
    page.document.close()


def main() -> None:
    """Measure each workout."""
    with TemporaryDirectory() as home:
        os.environ["RETROTIMER_HOME"] = home
        make_application()
        preferences = Preferences()
        Appearance(preferences).use()
        window = Window()
        window.resize(1366, 768)
        window.show()
        single = steps(100)[-10:]
        for title, items in {
            "200 steps": steps(200),
            "2,000 in rounds": (Repeat(197, single), *steps(20)),
            "2,000 nested": (Repeat(10, (Repeat(11, (Repeat(2, single[:9]),)),)), *steps(10)),
            "1,990 steps": steps(1_990),
        }.items():
            measure(title, items, window, preferences)
        window.close_for_certain()


if __name__ == "__main__":
    main()
