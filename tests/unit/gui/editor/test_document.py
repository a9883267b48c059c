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
from retrotimer.gui.editor.document import Document, DocumentState
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD, Duration, Repeat, Step
from tests.helpers.tasks import Later

TURNS_MS = 6 * 3_000


@pytest.fixture
def document(qtbot: QtBot, presets: dict[str, Preset]) -> Iterator[Document]:  # noqa: ARG001 - there must be an application
    """The document on "Gentler 3:1"."""
    made = Document(presets["gentler-3-1"], None, Paces())
    yield made
    made.close()


def longer(now: Editing) -> Editing:
    """Make the chosen step ten minutes long."""
    return editing.change_steps(now, lambda step: replace(step, length=Duration(600_000)))


def total_ms(document: Document) -> int | None:
    """Return how long the workout takes, as far as that is known."""
    assert document.analysis.overview
    return document.analysis.overview.timeline.total_ms


def test_an_edit_is_analysed(document: Document) -> None:
    """Totals and load would stay as they were."""
    document.do(longer)
    assert total_ms(document) == 31 * 60_000 + TURNS_MS
    assert document.analysis.paths[:4] == ((0,), (1, 0), (), (1, 1))


@pytest.fixture
def waiting(document: Document) -> Later:
    """The queue of analyses, and a debounce that only its `timeout` ends."""
    document._debounce = QTimer(document)
    document._debounce.timeout.connect(document._analyse)
    document._queue = later = Later()
    return later


def test_keys_in_quick_succession_are_analysed_once(document: Document, waiting: Later) -> None:
    """Each key would hold up the next one."""
    document.do(longer)
    document.do(editing.duplicate)
    assert not waiting.waiting
    assert total_ms(document) == 26 * 60_000 + TURNS_MS
    document._debounce.timeout.emit()
    assert len(waiting.waiting) == 1


def test_an_analysis_overtaken_by_another_change_is_dropped(document: Document, waiting: Later) -> None:
    """An older total would overwrite a newer one."""
    document.do(longer)
    document._debounce.timeout.emit()
    document.do(lambda now: editing.change_workout(now, name="Later"))
    waiting.go_on()
    assert total_ms(document) == 26 * 60_000 + TURNS_MS
    document._debounce.timeout.emit()
    waiting.go_on()
    assert total_ms(document) == 31 * 60_000 + TURNS_MS
    assert document.analysis.workout.name == "Later"


@pytest.mark.usefixtures("waiting")
def test_what_needs_the_analysis_now_does_not_wait_for_it(document: Document) -> None:
    """A workout would be played, or its mistakes shown, by what was true of it a moment ago."""
    document.do(editing.delete)
    document.do(lambda now: editing.delete(editing.select(now, [(0,), (1,)])))
    assert document.catch_up().faults[0].sentence == "There must be at least one step"


def test_the_state_follows_edits_and_saving(document: Document, tmp_path: Path) -> None:
    """A change would pass for saved, or a save begin while another one or a question is under way."""
    state, found = DocumentState, [document.state]

    opened = Opened(tmp_path / "a.toml", "", document.workout)
    acts: tuple[Callable[[], object], ...] = (
        lambda: document.do(longer),
        document.undo,
        document.redo,
        document.begin_saving,
        document.undo,
        document.redo,
        lambda: document.note_saved(opened),
        document.begin_saving,
        document.begin_conflict,
        document.end_saving,
        document.undo,
    )
    for act in acts:
        act()
        found.append(document.state)
    assert found == [
        *(state.CLEAN, state.CHANGED, state.CLEAN, state.CHANGED),
        *(state.SAVING, state.SAVING, state.SAVING, state.CHANGED),
        *(state.SAVING, state.IN_CONFLICT, state.CHANGED, state.CLEAN),
    ]
    with pytest.raises(ValueError, match="CLEAN cannot become IN_CONFLICT"):
        document.begin_conflict()


def test_what_is_too_long_as_a_whole_is_told(document: Document) -> None:
    """A workout would be saved that no file may hold."""
    steps = (Repeat(2_000, (Step(RUN_FORWARD, Duration(60_000)),)),)
    document.do(lambda now: replace(now, workout=replace(now.workout, steps=steps)))
    assert document.analysis.overview is None
    assert document.analysis.faults[0].sentence == "The workout is longer than 24 hours."


def test_what_was_typed_by_mistake_is_taken_back_as_if_it_never_was(document: Document) -> None:
    """Redo would bring back what Esc threw away."""
    before = document.workout
    document.do(longer, "cell 1")
    document.take_back("another")
    assert document.workout != before
    document.take_back("cell 1")
    assert document.workout == before
    assert not document.history.can_redo
