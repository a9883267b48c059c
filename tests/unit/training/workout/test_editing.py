"""What the editor's commands make of a workout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.training.workout import editing, tree
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.tree import Items, Path
from retrotimer.training.workout.workout import RUN_FORWARD, Duration, Repeat, Step, Workout
from tests.helpers.strategies import workouts

Nested = list["int | Nested"]


def made(shape: Nested) -> Items:
    """Return steps of so many seconds, and repeats, whose first number is that of rounds."""
    return tuple(
        Repeat(entry[0], made(entry[1:]))  # type: ignore[arg-type]  # as said above
        if isinstance(entry, list)
        else Step(RUN_FORWARD, Duration(entry * 1_000))
        for entry in shape
    )


def shape(items: Items) -> Nested:
    """Return what `made` makes `items` of."""
    return [
        [item.rounds, *shape(item.steps)] if isinstance(item, Repeat) else item.length.ms // 1_000  # type: ignore[union-attr]  # as made above
        for item in items
    ]


def chosen(steps: Nested, *paths: Path) -> Editing:
    """Return a workout with what is at `paths` selected."""
    return editing.select(Editing(Workout("x", made(steps))), paths)


Command = Callable[[Editing], Editing]


@pytest.mark.parametrize(
    "command", [editing.delete, editing.duplicate, editing.wrap, editing.unwrap, editing.move_up, editing.move_down]
)
def test_nothing_selected_is_nothing_done(command: Command) -> None:
    """A key pressed too early would take out or move what nobody chose."""
    before = chosen([1, [2, 2, 3], 4])
    assert command(before) is before


def test_what_is_chosen_and_what_is_current_can_be_asked_for() -> None:
    """The panel beside the steps would show another step than the one that is marked."""
    made_of = chosen([1, [2, 2, 3]], (0,), (1, 1))
    assert shape(tuple(item for _path, item in made_of.chosen)) == [1, 3]
    assert made_of.current_item == made_of.chosen[0][1]
    assert Editing(Workout("x", ())).current_item is None


def test_nothing_is_put_into_a_step() -> None:
    """A stale path would quietly lose a step, instead of showing the mistake of ours."""
    with pytest.raises(IndexError):
        tree.inserted(made([1, 2]), (0, 0), made([3]))


def test_what_stands_between_rounds_stays_there_when_it_is_unwrapped_within_a_repeat() -> None:
    """A walk between two rounds would be walked after the last one too."""
    inner = tuple(replace(step, between=True) for step in made([2, 3]))
    before = Editing(Workout("x", (Repeat(4, (*made([1]), Repeat(2, inner))),)))
    unwrapped = editing.unwrap(editing.select(before, [(0, 1)]))
    assert unwrapped.items == (Repeat(4, (*made([1]), *inner)),)


def test_going_to_its_own_place_is_no_change() -> None:
    """A drag that ends where it began would be one thing more to undo."""
    before = chosen([1, 2], (0,))
    assert editing.move_to(before, (0,)) is before
    assert editing.move_to(chosen([[2, 1], 2], (0,)), (0, 0)).items == made([[2, 1], 2])


@pytest.mark.parametrize(
    ("command", "paths", "after", "selected"),
    [
        (editing.delete, [(0,)], [[2, 2, 3], 4], [(0,)]),
        (editing.delete, [(2,)], [1, [2, 2, 3]], [(1,)]),
        (editing.delete, [(1, 1)], [1, [2, 2], 4], [(1, 0)]),
        (editing.delete, [(1, 0), (1, 1)], [1, 4], [(1,)]),
        (editing.delete, [(0,), (1,), (1, 0), (2,)], [], []),
        (editing.duplicate, [(0,)], [1, 1, [2, 2, 3], 4], [(1,)]),
        (editing.duplicate, [(1,), (1, 0)], [1, [2, 2, 3], [2, 2, 3], 4], [(2,)]),
        (editing.duplicate, [(0,), (1, 1)], [1, [2, 2, 3, 1, 3], 4], [(1, 2), (1, 3)]),
        (editing.wrap, [(0,)], [[2, 1], [2, 2, 3], 4], [(0,)]),
        (editing.wrap, [(0,), (2,)], [[2, 1, 4], [2, 2, 3]], [(0,)]),
        (editing.wrap, [(1, 0), (1, 1)], [1, [2, [2, 2, 3]], 4], [(1, 0)]),
        (editing.wrap, [(0,), (1, 0), (1, 1)], [[2, 1, 2, 3], 4], [(0,)]),
        (editing.unwrap, [(1,)], [1, 2, 3, 4], [(1,), (2,)]),
        (editing.unwrap, [(1, 1)], [1, 2, 3, 4], [(1,), (2,)]),
        (editing.unwrap, [(0,)], [1, [2, 2, 3], 4], [(0,)]),
        (editing.move_down, [(0,)], [[2, 1, 2, 3], 4], [(0, 0)]),
        (editing.move_down, [(1, 0)], [1, [2, 3, 2], 4], [(1, 1)]),
        (editing.move_down, [(1, 1)], [1, [2, 2], 3, 4], [(2,)]),
        (editing.move_down, [(1, 0), (1, 1)], [1, 2, 3, 4], [(1,), (2,)]),
        (editing.move_down, [(2,)], [1, [2, 2, 3], 4], [(2,)]),
        (editing.move_up, [(2,)], [1, [2, 2, 3, 4]], [(1, 2)]),
        (editing.move_up, [(1, 0)], [1, 2, [2, 3], 4], [(1,)]),
        (editing.move_up, [(1,)], [[2, 2, 3], 1, 4], [(0,)]),
        (editing.move_up, [(0,)], [1, [2, 2, 3], 4], [(0,)]),
    ],
)
def test_a_command_does_what_it_says(
    command: Command, paths: list[Path], after: Nested, selected: list[Path]
) -> None:
    """A person would get another workout than they asked for, or go on working on other steps."""
    found = command(chosen([1, [2, 2, 3], 4], *paths))
    assert (shape(found.items), list(found.selected)) == (after, selected)


def test_new_steps_follow_what_is_selected() -> None:
    """A new step would stand elsewhere than where a person looks."""
    assert shape(editing.add(chosen([])).items) == [60]
    assert shape(editing.add(chosen([1, 2])).items) == [1, 2, 60]
    assert shape(editing.add(chosen([1, 2], (0,))).items) == [1, 60, 2]
    assert shape(editing.add(chosen([1, [2, 3, 4]], (1, 0))).items) == [1, [2, 3, 60, 4]]
    assert editing.add(chosen([1, 2], (0,))).selected == ((1,),)


def test_steps_are_dragged_anywhere_but_into_themselves() -> None:
    """A repeat dropped into itself would be lost."""
    first = chosen([1, [2, 2, 3], 4], (1,))
    assert editing.move_to(first, (1, 1)) is first
    assert shape(editing.move_to(first, (0,)).items) == [[2, 2, 3], 1, 4]
    assert shape(editing.move_to(chosen([1, [2, 2, 3], 4], (0,), (2,)), (1, 1)).items) == [[2, 2, 1, 4, 3]]
    assert shape(editing.move_to(chosen([1, [2, 2, 3], 4], (1, 0), (1, 1)), (1, 0)).items) == [1, [2, 2, 3], 4]


def test_what_leaves_all_repeats_has_no_rounds_to_stand_between() -> None:
    """A workout would be made that no file takes."""
    inner = chosen([[2, 2, 3]], (0, 1))
    between = editing.change(inner, lambda item: replace(item, between=True))
    assert not any(item.between for item in editing.move_down(between).items)
    assert not any(item.between for item in editing.unwrap(between).items)


def test_values_change_where_they_are_selected_alone() -> None:
    """A key would change steps that nobody chose."""
    two = chosen([1, [2, 2, 3], 4], (0,), (1,))
    longer = editing.change_steps(two, lambda step: replace(step, length=Duration(9_000)))
    assert shape(longer.items) == [9, [2, 2, 3], 4]
    assert shape(editing.change_repeats(two, lambda repeat: replace(repeat, rounds=5)).items) == [1, [5, 2, 3], 4]
    assert editing.change_steps(two, lambda step: step) is two
    assert editing.change_workout(two, name="x") is two
    assert editing.change_workout(two, name="y").workout.name == "y"


COMMANDS: tuple[Command, ...] = (
    editing.move_up,
    editing.move_down,
    editing.wrap,
    editing.unwrap,
    editing.duplicate,
    editing.delete,
    editing.add,
)


@given(workouts, st.randoms(use_true_random=False))
def test_no_step_is_lost_or_doubled_by_moving_wrapping_and_unwrapping(workout: Workout, chance: object) -> None:
    """Arranging a workout would change what is in it."""
    now = Editing(workout)
    for _n in range(6):
        paths = [path for path, _item in tree.walk(now.items)]
        now = editing.select(now, chance.sample(paths, min(len(paths), 3)))  # type: ignore[attr-defined]
        after = chance.choice(COMMANDS[:4])(now)  # type: ignore[attr-defined]
        assert _steps(after) == _steps(now)
        assert all(tree.has(after.items, path) for path in after.selected)
        assert not any(isinstance(item, Repeat) and not item.steps for _path, item in tree.walk(after.items))
        now = after


@given(workouts, st.randoms(use_true_random=False))
def test_moving_up_takes_back_moving_down(workout: Workout, chance: object) -> None:
    """Going one too far with a key could not be mended with the other."""
    paths = [path for path, _item in tree.walk(workout.steps)]
    now = editing.select(Editing(workout), [chance.choice(paths)])  # type: ignore[attr-defined]
    down = editing.move_down(now)
    is_alone = len(now.selected[0]) > 1 and len(tree.items_at(now.items, now.selected[0][:-1])) == 1
    if down is not now and not is_alone and not _betweens(now):
        assert editing.move_up(down) == now


def _betweens(now: Editing) -> bool:
    return any(item.between for _path, item in tree.walk(now.items))


def _steps(now: Editing) -> Counter[Step]:
    return Counter(replace(item, between=False) for _p, item in tree.walk(now.items) if isinstance(item, Step))


def test_all_that_is_selected_changes_at_once_within_repeats_too() -> None:
    """Of a repeat and the steps in it that are selected together, some would stay as they were."""
    now = chosen([1, [2, 3, 5], 4], (0,), (1,), (1, 1), (2,))
    after = editing.change(now, lambda item: replace(item, name="new"))
    names = {path: item.name for path, item in tree.walk(after.items)}
    assert [path for path, name in names.items() if name == "new"] == [(0,), (1,), (1, 1), (2,)]
    assert tree.item_at(after.items, (1, 0)) is tree.item_at(now.items, (1, 0))
    assert editing.change(now, lambda item: item) is now


def test_what_is_selected_is_told_in_runs() -> None:
    """Selecting ten thousand steps would ask for each of them by itself, or mark others too."""
    paths = ((0,), (1,), (3, 0), (3, 1), (4,), (6,))
    assert [*tree.runs(paths)] == [((0,), (1,)), ((3, 0), (3, 1)), ((4,), (4,)), ((6,), (6,))]
    assert [*tree.runs(())] == []


def test_lengths_and_rounds_go_to_all_that_is_selected() -> None:
    """If it failed, a chip would change one of several selected steps, or a step where repeats were meant."""
    before = editing.select(
        Editing(Workout("x", (Repeat(2, (Step(RUN_FORWARD, Duration(1_000)),)), *made([1, 2])))), [(0,), (1,), (2,)]
    )
    assert [path for path, _item in before.chosen] == [(0,), (1,), (2,)]
    assert editing.can_unwrap(before)
    assert not editing.can_unwrap(chosen([1, 2], (0,)))
    longer = editing.with_length(before, Duration(90_000))
    assert [item.length for item in longer.items[1:] if isinstance(item, Step)] == [Duration(90_000)] * 2
    oftener = editing.with_rounds(before, 5)
    assert [item.rounds for item in oftener.items if isinstance(item, Repeat)] == [5]
    assert oftener.items[1:] == before.items[1:]
