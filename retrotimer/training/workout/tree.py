"""Find, insert and remove steps in the tree of a workout by paths, over frozen values.

A path is the index at each level, outermost first: `(1, 0)` is the first step within the repeat that stands second.
A repeat that loses its last step goes with it, as there would be nothing to repeat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from operator import eq

from retrotimer.training.workout.workout import Repeat, Step

Item = Step | Repeat
Items = tuple[Item, ...]
Path = tuple[int, ...]


def items_at(items: Items, parent: Path) -> Items:
    """Return what stands within the repeat at `parent`; everything for `()`.

    Raises:
        IndexError: where there is nothing at `parent`.
    """
    for index in parent:
        inner = items[index]
        items = inner.steps if isinstance(inner, Repeat) else ()
    return items


def item_at(items: Items, path: Path) -> Item:
    """Return the step or repeat at `path`.

    Raises:
        IndexError: where there is none.
    """
    return items_at(items, path[:-1])[path[-1]]


def has(items: Items, path: Path) -> bool:
    """Return whether something stands at `path`."""
    try:
        return bool(path) and item_at(items, path) is not None
    except IndexError:
        return False


def walk(items: Items, parent: Path = ()) -> Iterator[tuple[Path, Item]]:
    """Give every step and repeat with its path, in the order in which they are read."""
    for index, item in enumerate(items):
        path = (*parent, index)
        yield path, item
        if isinstance(item, Repeat):
            yield from walk(item.steps, path)


def changed_at(items: Items, parent: Path, change: Callable[[Items], Items]) -> Items:
    """Return `items` with what stands within `parent` changed; a repeat that is left empty goes."""
    if not parent:
        return change(items)
    index, *rest = parent
    inner = items[index]
    if not isinstance(inner, Repeat):
        raise IndexError(parent)
    steps = changed_at(inner.steps, tuple(rest), change)
    kept = (replace(inner, steps=steps),) if steps else ()
    return (*items[:index], *kept, *items[index + 1 :])


def inserted(items: Items, path: Path, new: Items) -> Items:
    """Return `items` with `new` before what is at `path`, or at the end of its level."""
    index = path[-1]
    return changed_at(items, path[:-1], lambda level: (*level[:index], *new, *level[index:]))


def removed(items: Items, paths: Iterable[Path]) -> Items:
    """Return `items` without what is at `paths`."""
    return _without(items, outermost(paths), 0)


def _without(items: Items, paths: Sequence[Path], depth: int) -> Items:
    made, inner = list[Item](), _by_index(paths, depth)
    for index, item in enumerate(items):
        below = inner.get(index)
        if below is None:
            made.append(item)
        elif len(below[0]) > depth + 1 and isinstance(item, Repeat):
            steps = _without(item.steps, below, depth + 1)
            made += [replace(item, steps=steps)] if steps else []
    return tuple(made)


def mapped(items: Items, paths: Iterable[Path], act: Callable[[Item], Item]) -> Items:
    """Return `items` with `act` done to what is at each of `paths`; the same ones where that changes nothing."""
    return _mapped(items, sorted(set(paths)), act, 0)


def _mapped(items: Items, paths: Sequence[Path], act: Callable[[Item], Item], depth: int) -> Items:
    made = list(items)
    for index, found in _by_index(paths, depth).items():
        is_meant = len(found[0]) == depth + 1
        item = act(items[index]) if is_meant else items[index]
        below = found[is_meant:]
        if below and isinstance(item, Repeat):
            steps = _mapped(item.steps, below, act, depth + 1)
            item = item if steps is item.steps else replace(item, steps=steps)
        made[index] = item
    return items if all(map(eq, made, items)) else tuple(made)


def _by_index(paths: Sequence[Path], depth: int) -> dict[int, list[Path]]:
    """Return `paths`, which are in order, by their index at `depth`."""
    found: dict[int, list[Path]] = {}
    for path in paths:
        found.setdefault(path[depth], []).append(path)
    return found


def outermost(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return `paths` in order, without those that lie within another one of them."""
    kept: list[Path] = []
    for path in sorted(set(paths)):
        if not kept or path[: len(kept[-1])] != kept[-1]:
            kept.append(path)
    return tuple(kept)


def runs(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Give the first and the last of those of `paths`, which are in order, that stand one behind the other."""
    first: Path = ()
    last: Path = ()
    for path in paths:
        if first and path != (*last[:-1], last[-1] + 1):
            yield first, last
            first = ()
        first, last = first or path, path
    if first:
        yield first, last


def shifted(path: Path, place: Path, count: int) -> Path:
    """Return where what is at `path` stands once `count` items are put in at `place`."""
    level = len(place) - 1
    if len(path) <= level or path[:level] != place[:level] or path[level] < place[level]:
        return path
    return (*path[:level], path[level] + count, *path[level + 1 :])


def after_removing(target: Path, items: Items, paths: Iterable[Path]) -> Path:
    """Return where `target`, a place between steps of `items`, lies once what is at `paths` is taken out.

    Repeats that go because they are left empty are counted too.
    """
    gone = set(outermost(paths))
    for path in sorted(gone, reverse=True):
        parent = path[:-1]
        while parent and all((*parent, n) in gone for n in range(len(items_at(items, parent)))):
            gone.add(parent)
            parent = parent[:-1]
    found: list[int] = []
    for depth, index in enumerate(target):
        before = sum((*target[:depth], n) in gone for n in range(index))
        found.append(index - before)
        if depth < len(target) - 1 and target[: depth + 1] in gone:
            break
    return tuple(found)
