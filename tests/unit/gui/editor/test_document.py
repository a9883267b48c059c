"""The document of the editor and its analysis in a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from retrotimer.files.presets.library import Preset
from retrotimer.files.presets.user_presets import Opened
from retrotimer.gui.editor.document import DocumentState, Work
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD, Duration, Repeat, Step
from tests.helpers.tasks import Later


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
    assert work.analysis.overview
    return work.analysis.overview.timeline.total_ms


def test_an_edit_is_analysed(work: Work) -> None:
    """Totals and load would stay as they were."""
    work.do(longer)
    assert total_ms(work) == 31 * 60_000
    assert work.analysis.paths[:3] == ((0,), (1, 0), (1, 1))


@pytest.fixture
def waiting(work: Work) -> Later:
    """The queue of analyses, and a debounce that only its `timeout` ends."""
    work._debounce = QTimer(work)
    work._debounce.timeout.connect(work._analyse)
    work._queue = later = Later()
    return later


def test_keys_in_quick_succession_are_analysed_once(work: Work, waiting: Later) -> None:
    """Each key would hold up the next one."""
    work.do(longer)
    work.do(editing.duplicate)
    assert not waiting.waiting
    assert total_ms(work) == 26 * 60_000
    work._debounce.timeout.emit()
    assert len(waiting.waiting) == 1


def test_an_analysis_overtaken_by_another_change_is_dropped(work: Work, waiting: Later) -> None:
    """An older total would overwrite a newer one."""
    work.do(longer)
    work._debounce.timeout.emit()
    work.do(lambda now: editing.change_workout(now, name="Later"))
    waiting.go_on()
    assert total_ms(work) == 26 * 60_000
    work._debounce.timeout.emit()
    waiting.go_on()
    assert total_ms(work) == 31 * 60_000
    assert work.analysis.workout.name == "Later"


@pytest.mark.usefixtures("waiting")
def test_what_needs_the_analysis_now_does_not_wait_for_it(work: Work) -> None:
    """A workout would be played, or its mistakes shown, by what was true of it a moment ago."""
    work.do(editing.delete)
    work.do(lambda now: editing.delete(editing.select(now, [(0,), (1,)])))
    assert work.catch_up().faults[0].sentence == "There must be at least one step"


def test_the_state_follows_edits_and_saving(work: Work, tmp_path: Path) -> None:
    """A change would pass for saved, or a save begin while another one or a question is under way."""
    state, found = DocumentState, [work.state]

    opened = Opened(tmp_path / "a.toml", "", work.workout)
    acts: tuple[Callable[[], object], ...] = (
        lambda: work.do(longer),
        work.undo,
        work.redo,
        work.begin_saving,
        work.undo,
        work.redo,
        lambda: work.note_saved(opened),
        work.begin_saving,
        work.begin_conflict,
        work.end_saving,
        work.undo,
    )
    for act in acts:
        act()
        found.append(work.state)
    assert found == [
        *(state.CLEAN, state.CHANGED, state.CLEAN, state.CHANGED),
        *(state.SAVING, state.SAVING, state.SAVING, state.CHANGED),
        *(state.SAVING, state.IN_CONFLICT, state.CHANGED, state.CLEAN),
    ]
    with pytest.raises(ValueError, match="CLEAN cannot become IN_CONFLICT"):
        work.begin_conflict()


def test_what_is_too_long_as_a_whole_is_told(work: Work) -> None:
    """A workout would be saved that no file may hold."""
    steps = (Repeat(2_000, (Step(RUN_FORWARD, Duration(60_000)),)),)
    work.do(lambda now: replace(now, workout=replace(now.workout, steps=steps)))
    assert work.analysis.overview is None
    assert work.analysis.faults[0].sentence == "The workout is longer than 24 hours."


def test_what_was_typed_by_mistake_is_taken_back_as_if_it_never_was(work: Work) -> None:
    """Redo would bring back what Esc threw away."""
    before = work.workout
    work.do(longer, "cell 1")
    work.take_back("another")
    assert work.workout != before
    work.take_back("cell 1")
    assert work.workout == before
    assert not work.history.can_redo
