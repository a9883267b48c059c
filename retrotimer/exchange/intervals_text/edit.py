"""Edit a workout as text, and keep what the text cannot express of the steps that were not changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from retrotimer.exchange.import_result import Imported
from retrotimer.exchange.intervals_text.read import parse_text
from retrotimer.exchange.intervals_text.write import text_of
from retrotimer.exchange.plain_steps import without_between, without_nesting
from retrotimer.files.presets.round_trip import same_places
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.tree import Item, Items
from retrotimer.training.workout.workout import Workout

FIELDS = ("name", "level", "about", "turn_ms", "source", "tags")


@dataclass(frozen=True, slots=True)
class AsText:
    """`workout` as `text`; `notes` tell what the text cannot say."""

    workout: Workout
    text: str
    notes: tuple[str, ...]

    def taken_back(self, text: str, path: Path) -> Imported:
        """Return the workout of the changed `text`, which keeps its name if it has none. Raises WrongFile."""
        if text == self.text:
            return Imported(self.workout)
        found = parse_text(text, path)
        if not found.is_named and self.workout.name:
            found = replace(found, workout=replace(found.workout, name=self.workout.name))
        try:
            said = parse_text(self.text, path).workout
        except WrongFile:  # there was nothing in it yet
            return found
        kept = {
            field: getattr(self.workout, field)
            for field in FIELDS
            if getattr(said, field) == getattr(found.workout, field)
        }
        steps = _kept_steps(self.workout.steps, said.steps, found.workout.steps)
        return replace(found, workout=replace(found.workout, steps=steps, **kept))


def as_text(workout: Workout) -> AsText:
    """Return `workout` as text."""
    return AsText(workout, *text_of(workout))


def _kept_steps(before: Items, said: Items, after: Items) -> Items:
    """Return `after` with each unchanged item of `before`; `said` is what the text of `before` parses to."""
    sizes = [len(without_nesting(without_between((item,)))) for item in before]
    if sum(sizes) != len(said):
        return after
    now_at = dict(same_places(said, after))
    made, skip, origin = list[Item](), 0, dict[int, tuple[Item, int]]()
    first = 0
    for item, size in zip(before, sizes, strict=True):
        at = now_at.get(first)
        if at is not None and all(now_at.get(first + n) == at + n for n in range(size)):
            origin[at] = item, size
        first += size
    for nth, step in enumerate(after):
        if skip:
            skip -= 1
            continue
        item, size = origin.get(nth, (step, 1))
        made.append(item)
        skip = size - 1
    return tuple(made)
