"""What follows from a workout while it is edited, at once or in a worker thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.files.presets.library import Preset
from retrotimer.gui.editor.document import Work
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD, Duration, Repeat, Step


@pytest.fixture
def work(qtbot: QtBot, presets: dict[str, Preset]) -> Iterator[Work]:  # noqa: ARG001 - there must be an application
    """The work on "Gentler 3:1"."""
    made = Work(presets["gentler-3-1"], None, Paces())
    yield made
    made.close()


def longer(now: Editing) -> Editing:
    """Make the chosen step ten minutes long."""
    return editing.change_steps(now, lambda step: replace(step, length=Duration(600_000)))


def total_ms(work: Work) -> int | None:
    """Return how long the workout takes, as far as that is known."""
    assert work.judgement.overview
    return work.judgement.overview.timeline.total_ms


def test_what_takes_no_time_is_known_at_once(work: Work) -> None:
    """Totals would lag behind what is typed."""
    work.do(longer)
    assert total_ms(work) == 31 * 60_000
    assert work.judgement.paths[:3] == ((0,), (1, 0), (1, 1))


def test_what_takes_long_is_worked_out_aside_and_only_for_the_last_change(work: Work) -> None:
    """Each key would hold up the next one in a long workout, or an older total overwrite a newer one."""
    work._cost_s = 100.0
    work.do(longer)
    assert total_ms(work) == 26 * 60_000
    work._later.timeout.emit()
    work.undo()
    work.redo()
    work.do(lambda now: editing.change_workout(now, name="Later"))
    work._queue.close(9)
    QApplication.processEvents()
    assert total_ms(work) == 26 * 60_000
    work._later.timeout.emit()
    work._queue.close(9)
    QApplication.processEvents()
    assert total_ms(work) == 31 * 60_000
    assert work.judgement.workout.name == "Later"


def test_saving_does_not_wait_for_the_worker_thread(work: Work) -> None:
    """A workout would be saved by what was true of it a moment ago."""
    work._cost_s = 100.0
    work.do(editing.delete)
    work.do(lambda now: editing.delete(editing.select(now, [(0,), (1,)])))
    assert work.catch_up().faults[0].sentence == "There must be at least one step"


def test_what_is_too_long_as_a_whole_is_told(work: Work) -> None:
    """A workout would be saved that no file may hold."""
    steps = (Repeat(2_000, (Step(RUN_FORWARD, Duration(60_000)),)),)
    work.do(lambda now: replace(now, workout=replace(now.workout, steps=steps)))
    assert work.judgement.overview is None
    assert work.judgement.faults[0].sentence == "The workout is longer than 24 hours."


def test_what_was_typed_by_mistake_is_taken_back_as_if_it_never_was(work: Work) -> None:
    """Redo would bring back what Esc threw away."""
    before = work.workout
    work.do(longer, "cell 1")
    work.take_back("another")
    assert work.workout != before
    work.take_back("cell 1")
    assert work.workout == before
    assert not work.history.can_redo
