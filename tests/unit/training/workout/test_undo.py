"""Undo and redo, as often as one likes."""

from __future__ import annotations

from dataclasses import replace

from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.undo import Undo
from retrotimer.training.workout.workout import Workout


def test_everything_can_be_undone_and_done_again() -> None:
    """A slip early in a long evening could not be taken back."""
    history, states = Undo(Editing(Workout("x", ()))), []
    for _n in range(500):
        states.append(history.present)
        history = history.done(editing.add(history.present))
    last = history.present
    for before in reversed(states):
        assert history.can_undo
        history = history.undone()
        assert history.present == before
    assert not history.can_undo
    assert history.undone() is history
    for _n in range(500):
        history = history.redone()
    assert history.present == last
    assert not history.can_redo
    assert history.redone() is history


def test_letters_of_one_word_are_undone_together() -> None:
    """Undoing a name would take as many keys as typing it."""
    history = Undo(Editing(Workout("", ())))
    for name in ("H", "Hi", "Hil"):
        history = history.done(editing.change_workout(history.present, name=name), "name")
    history = history.settled().done(editing.change_workout(history.present, name="Hill"), "name")
    assert [state.workout.name for state in history.past] == ["", "Hil"]
    assert history.settled().settled().typing == ""


def test_another_selection_is_nothing_to_undo() -> None:
    """Undo would seem to do nothing, over and over."""
    history = Undo(editing.add(Editing(Workout("x", ()))))
    moved = history.done(editing.select(history.present, []))
    assert not moved.can_undo
    assert moved.present.selected == ()


def test_a_change_after_undoing_begins_another_future() -> None:
    """Redo would bring back what no longer fits."""
    history = Undo(Editing(Workout("x", ())))
    history = history.done(editing.add(history.present)).undone()
    assert history.can_redo
    assert not history.done(editing.change_workout(history.present, name="y")).can_redo


def test_what_is_dropped_cannot_be_done_again() -> None:
    """A paste that was taken back would come again with the next redo, in place of what was undone before it."""
    history = Undo(Editing(Workout("x", ()))).done(editing.add(Editing(Workout("x", ()))))
    undone = history.undone()
    again = undone.done(editing.change_workout(undone.present, name="y"))
    assert again.dropped().present == undone.present
    assert not again.dropped().can_redo
    assert replace(again, future=undone.future).dropped().future == undone.future
