"""Edit a workout and its selection by commands, each of which returns a new value.

Every command takes an `Editing` and returns another one; where there is nothing to do it returns the same one. A
workout under way may be one that no file takes yet: without steps, or without a name. `mistakes.py` tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from retrotimer.training.workout import tree
from retrotimer.training.workout.tree import Item, Items, Path
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    RUN_FORWARD,
    STEP_MM,
    STEP_MS,
    Distance,
    Duration,
    Length,
    Repeat,
    Step,
    Workout,
)

NEW_STEP = Step(RUN_FORWARD, Duration(60_000))
NEW_ROUNDS = 2
MS_SIZES = {60_000: 5_000, 300_000: 15_000, STEP_MS[1] + 1: 60_000}
MM_SIZES = {200_000: 10_000, 1_000_000: 50_000, STEP_MM[1] + 1: 100_000}
"""By how much a length below each key is made longer or shorter."""


@dataclass(frozen=True, slots=True)
class Editing:
    """A workout with what is `selected` in it, in order, and the `current` one of those, where there is any."""

    workout: Workout
    selected: tuple[Path, ...] = ()
    current: Path = ()

    @property
    def items(self) -> Items:
        """The steps and repeats."""
        return self.workout.steps

    @property
    def chosen(self) -> tuple[tuple[Path, Item], ...]:
        """What is selected, each with its path."""
        found, parent, level = list[tuple[Path, Item]](), None, self.items
        for path in self.selected:
            if path[:-1] != parent:  # those of one level stand together
                parent = path[:-1]
                level = tree.items_at(self.items, parent)
            found.append((path, level[path[-1]]))
        return tuple(found)

    @property
    def current_item(self) -> Item | None:
        """What the current path leads to."""
        return tree.item_at(self.items, self.current) if tree.has(self.items, self.current) else None


def select(editing: Editing, paths: Iterable[Path], current: Path | None = None) -> Editing:
    """Select what is at `paths`, as far as there is something."""
    found = tuple(sorted({path for path in paths if tree.has(editing.items, path)}))
    at = current if current in found else found[0] if found else ()
    return replace(editing, selected=found, current=at)


def _with(editing: Editing, items: Items, paths: Iterable[Path]) -> Editing:
    return select(replace(editing, workout=replace(editing.workout, steps=items)), paths)


def change_workout(editing: Editing, **fields: object) -> Editing:
    """Give the workout other values of its own: name, level, about, turn_ms, source, tags."""
    workout = replace(editing.workout, **fields)  # type: ignore[arg-type]  # as named above
    return editing if workout == editing.workout else replace(editing, workout=workout)


def change(editing: Editing, act: Callable[[Item], Item]) -> Editing:
    """Do `act` to everything that is selected, each by itself."""
    items = tree.mapped(editing.items, editing.selected, act)
    return editing if items is editing.items else replace(editing, workout=replace(editing.workout, steps=items))


def change_steps(editing: Editing, act: Callable[[Step], Step]) -> Editing:
    """Do `act` to every step that is selected, and to none within a repeat that is."""
    return change(editing, lambda item: act(item) if isinstance(item, Step) else item)


def change_repeats(editing: Editing, act: Callable[[Repeat], Repeat]) -> Editing:
    """Do `act` to every repeat that is selected."""
    return change(editing, lambda item: act(item) if isinstance(item, Repeat) else item)


def with_length(editing: Editing, length: Length) -> Editing:
    """Let every selected step be so long."""
    return change_steps(editing, lambda step: replace(step, length=length))


def with_rounds(editing: Editing, rounds: int) -> Editing:
    """Let every selected repeat be done so often."""
    return change_repeats(editing, lambda repeat: replace(repeat, rounds=rounds))


def nudge(editing: Editing, by: int) -> Editing:
    """Make every selected length or number of rounds `by` sizes larger: -1 is the next smaller."""

    def act(item: Item) -> Item:
        if isinstance(item, Repeat):
            return replace(item, rounds=max(1, min(MAX_INTERVALS, item.rounds + by)))
        length: Length = item.length
        if isinstance(length, Duration):
            length = Duration(_next(length.ms, by, MS_SIZES, STEP_MS))
        elif isinstance(length, Distance):
            length = replace(length, mm=_next(length.mm, by, MM_SIZES, STEP_MM))
        return replace(item, length=length)

    return change(editing, act)


def stretched(length: Length, share: float) -> Length:
    """Return `length` times `share`, in whole sizes; one without an end stays as it is."""
    if isinstance(length, Duration):
        return Duration(_rounded(length.ms * share, MS_SIZES, STEP_MS))
    if isinstance(length, Distance):
        return replace(length, mm=_rounded(length.mm * share, MM_SIZES, STEP_MM))
    return length


def _next(value: int, by: int, sizes: Mapping[int, int], bounds: tuple[int, int]) -> int:
    """Return the multiple of its size that is next to `value`, above or below, within `bounds`."""
    at = value if by > 0 else value - 1
    size = next(size for limit, size in sizes.items() if at < limit)
    return max(bounds[0], min(bounds[1], (at // size + (by > 0)) * size))


def _rounded(value: float, sizes: Mapping[int, int], bounds: tuple[int, int]) -> int:
    value = min(value, bounds[1])
    size = next(size for limit, size in sizes.items() if value < limit)
    return max(1, round(value / size)) * size


def place_after(editing: Editing) -> Path:
    """Return where something new goes: after the last that is selected, at its level, or else at the end."""
    if not editing.selected:
        return (len(editing.items),)
    *parent, index = tree.outermost(editing.selected)[-1]
    return (*parent, index + 1)


def add(editing: Editing, items: Items = (NEW_STEP,), at: Path | None = None) -> Editing:
    """Put `items` in, at `at` or after what is selected, and select them."""
    place = place_after(editing) if at is None else at
    made = tree.inserted(editing.items, place, items)
    return _with(editing, made, _run(place, len(items)))


def duplicate(editing: Editing) -> Editing:
    """Put a copy of what is selected after it, and select the copy."""
    paths = tree.outermost(editing.selected)
    copies = tuple(tree.item_at(editing.items, path) for path in paths)
    return add(editing, copies) if copies else editing


def delete(editing: Editing) -> Editing:
    """Take out what is selected, and select what comes after it, or else before."""
    if not editing.selected:
        return editing
    paths = tree.outermost(editing.selected)
    items = tree.removed(editing.items, paths)
    place = tree.after_removing(paths[0], editing.items, paths)
    return _with(editing, items, _nearest(items, place))


def wrap(editing: Editing, rounds: int = NEW_ROUNDS) -> Editing:
    """Put what is selected into a repeat, at the place of its first, and select that.

    What stands apart in the workout comes together.
    """
    paths = tree.outermost(editing.selected)
    if not paths:
        return editing
    inner = tuple(tree.item_at(editing.items, path) for path in paths)
    inner = (replace(inner[0], between=False), *inner[1:]) if all(i.between for i in inner) else inner
    items, place = _moved(editing.items, paths, paths[0], (Repeat(rounds, inner),))
    return _with(editing, items, [place])


def can_unwrap(editing: Editing) -> bool:
    """Return whether a repeat is selected, or something within one."""
    return any(len(path) > 1 or isinstance(item, Repeat) for path, item in editing.chosen)


def unwrap(editing: Editing) -> Editing:
    """Put the steps of each repeat that is selected, or around what is, in its place, once each."""
    paths = tree.outermost(
        path if isinstance(tree.item_at(editing.items, path), Repeat) else path[:-1] for path in editing.selected
    )
    items, chosen = editing.items, list[Path]()
    for path in reversed([path for path in paths if path]):
        repeat = tree.item_at(items, path)
        inner = repeat.steps if isinstance(repeat, Repeat) else ()
        if len(path) == 1:  # nothing is between rounds there
            inner = tuple(replace(item, between=False) for item in inner)
        index, parent = path[-1], path[:-1]
        items = tree.changed_at(
            items,
            parent,
            lambda level, at=index, new=inner: (*level[:at], *new, *level[at + 1 :]),  # type: ignore[misc]
        )
        moved = len(inner) - 1
        chosen = [
            (*parent, p[len(parent)] + moved, *p[len(path) :]) if p[: len(parent)] == parent else p for p in chosen
        ]
        chosen += _run(path, len(inner))
    return _with(editing, items, chosen) if chosen else editing


def move_to(editing: Editing, place: Path) -> Editing:
    """Move what is selected to before what is at `place`, or to the end of its level; not into itself."""
    paths = tree.outermost(editing.selected)
    if not paths or any(place[: len(path)] == path and len(place) > len(path) for path in paths):
        return editing
    inner = tuple(tree.item_at(editing.items, path) for path in paths)
    if len(place) == 1:
        inner = tuple(replace(item, between=False) for item in inner)
    items, at = _moved(editing.items, paths, place, inner)
    return editing if items == editing.items else _with(editing, items, _run(at, len(inner)))


def move_up(editing: Editing) -> Editing:
    """Move what is selected up by one place: past a step, into the end of a repeat, or out of one."""
    if not editing.selected:
        return editing
    *parent, index = tree.outermost(editing.selected)[0]
    if index == 0:
        return move_to(editing, tuple(parent)) if parent else editing
    before = tree.item_at(editing.items, (*parent, index - 1))
    inner = (len(before.steps),) if isinstance(before, Repeat) else ()
    return move_to(editing, (*parent, index - 1, *inner))


def move_down(editing: Editing) -> Editing:
    """Move what is selected down by one place: past a step, into the start of a repeat, or out of one."""
    if not editing.selected:
        return editing
    *parent, index = tree.outermost(editing.selected)[-1]
    if index + 1 == len(tree.items_at(editing.items, tuple(parent))):
        return move_to(editing, (*parent[:-1], parent[-1] + 1)) if parent else editing
    after = tree.item_at(editing.items, (*parent, index + 1))
    return move_to(editing, (*parent, index + 1, 0) if isinstance(after, Repeat) else (*parent, index + 2))


def _moved(items: Items, paths: tuple[Path, ...], place: Path, new: Items) -> tuple[Items, Path]:
    """Return `items` with `new` at `place` instead of what is at `paths`, and where `new` begins then.

    It goes in before the others go out: a repeat whose steps only change places is never empty.
    """
    grown = tree.inserted(items, place, new)
    old = [tree.shifted(path, place, len(new)) for path in paths]
    return tree.removed(grown, old), tree.after_removing(place, grown, old)


def _run(place: Path, count: int) -> list[Path]:
    return [(*place[:-1], place[-1] + n) for n in range(count)]


def _nearest(items: Items, place: Path) -> list[Path]:
    """Return the path of what is at `place`, or before it, or around it."""
    while place:
        if tree.has(items, place):
            return [place]
        place = (*place[:-1], place[-1] - 1) if place[-1] else place[:-1]
    return []
