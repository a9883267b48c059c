"""The tree that Qt shows, against the workout that it follows."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from retrotimer.gui.editor.step_model import ITEM, MIME, StepModel
from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.tree import Items, Path
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Duration, Repeat, Step, Workout

COMMANDS = (
    editing.add,
    editing.delete,
    editing.duplicate,
    editing.wrap,
    editing.unwrap,
    editing.move_up,
    editing.move_down,
    lambda now: editing.change_steps(now, lambda _step: Step(RUN_BACKWARD, Duration(7_000))),
)


def step(seconds: int) -> Step:
    """Return a step of so many seconds."""
    return Step(RUN_FORWARD, Duration(seconds * 1_000))


def shown(model: StepModel, parent: QModelIndex | None = None) -> Items:
    """Return what `model` shows, as Qt asks for it."""
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        item = index.data(ITEM)
        found.append(item)
        if isinstance(item, Repeat):
            assert shown(model, index) == item.steps
        else:
            assert model.rowCount(index) == 0
        assert model.parent(index) == parent
    return tuple(found)


@pytest.mark.parametrize("seed", range(12))
def test_the_tree_follows_every_edit(seed: int) -> None:
    """A row would show another step than the one that is edited, or Qt lose its way among them."""
    chance = Random(seed)  # noqa: S311 - no secret
    now = Editing(Workout("x", (step(1), Repeat(2, (step(2), Repeat(3, (step(3), step(4))))), step(5))))
    model = StepModel(now.items)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    before = [now]
    for _n in range(40):
        paths = [path for path, _item in tree.walk(now.items)]
        now = editing.select(now, chance.sample(paths, min(len(paths), chance.randint(1, 3))))
        now = chance.choice(before) if chance.random() < 0.2 else chance.choice(COMMANDS)(now)
        before.append(now)
        model.show_items(now.items)
        assert shown(model) == now.items
        for path, item in tree.walk(now.items):
            assert model.index_at(path).data(ITEM) == item
            assert model.path_at(model.index_at(path)) == path
    del tester


def test_another_length_changes_one_row_and_moves_none() -> None:
    """Each letter that is typed would build the whole tree anew, and fold what was open."""
    model = StepModel((step(1), Repeat(2, (step(2), step(3)))))
    changed: list[Path] = []
    model.dataChanged.connect(lambda first, last: changed.extend(map(model.path_at, (first, last))))
    model.rowsInserted.connect(lambda *_rows: changed.append(()))
    model.modelReset.connect(lambda: changed.append(()))
    items = (step(1), Repeat(2, (step(2), step(9))))
    model.show_items((model.index_at((0,)).data(ITEM), items[1]))
    assert changed == [(1, 0), (1, 1), (1,), (1,)]


def test_what_is_dragged_is_told_by_its_place() -> None:
    """A step would be dropped elsewhere than where the line showed."""
    model = StepModel((step(1), Repeat(2, (step(2), step(3)))))
    places: list[Path] = []
    model.dropped.connect(places.append)
    data, move = model.mimeData([model.index_at((0,))]), Qt.DropAction.MoveAction
    assert data.hasFormat(MIME)
    repeat = model.index_at((1,))
    for row, parent in ((2, QModelIndex()), (1, repeat), (-1, repeat), (-1, QModelIndex())):
        assert model.dropMimeData(data, move, row, 0, parent)
        assert not StepModel(()).dropMimeData(data, move, row, 0, parent)
    assert places == [(2,), (1, 1), (1, 2), (2,)]
    assert model.flags(repeat) & Qt.ItemFlag.ItemIsDropEnabled
    assert not model.flags(model.index_at((0,))) & Qt.ItemFlag.ItemIsDropEnabled
    assert model.supportedDropActions() == move


def test_each_row_says_what_it_is_to_who_hears_the_window() -> None:
    """A screen reader would read out nothing, or only a length."""
    model = StepModel((step(90), Repeat(6, (step(2), step(3)), "Hills")))
    words = [model.data(model.index_at(path), Qt.ItemDataRole.AccessibleTextRole) for path in ((0,), (1,))]
    assert words == ["Run forward, 1:30", "Repeat, 6 rounds, Hills, 2 steps"]
