"""The taskbar of Windows while a session runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from retrotimer.app.session.controls import Control
from retrotimer.gui.session.taskbar import NORMAL, NOTHING, PAUSED, STEPS, TaskbarProgress

Begin = Callable[[str], Any]


class Entry:
    """A taskbar's entry that notes what it shows."""

    def __init__(self) -> None:
        self.shown: list[tuple[int, int]] = []

    def show(self, state: int, steps: int) -> None:
        self.shown.append((state, steps))


def test_it_shows_how_far_the_session_is_and_whether_it_is_paused(track: Begin) -> None:
    """A person whose window is minimised would not see how long it still takes, or an old session for ever."""
    run = track("gentler-3-1")
    entry = Entry()
    progress = TaskbarProgress(run.engine, entry)
    run.pass_s(10 + 720)
    state, steps = entry.shown[-1]
    assert (state, 0 < steps < STEPS) == (NORMAL, True)
    run.engine.control(Control.TOGGLE)
    assert entry.shown[-1][0] == PAUSED
    progress.close()
    assert entry.shown[-1] == (NOTHING, 0)


def test_a_taskbar_that_fails_does_not_end_the_session(track: Begin) -> None:
    """A session would end because a part of the desktop is broken."""

    class Broken(Entry):
        def show(self, state: int, steps: int) -> None:
            super().show(state, steps)
            raise OSError

    run = track("gentler-3-1")
    broken = Broken()
    TaskbarProgress(run.engine, broken)
    run.pass_s(60)
    assert broken.shown
