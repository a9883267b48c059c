"""Check an unsaved workout as if it were a preset: each mistake with its step and field."""

from __future__ import annotations

from pathlib import Path as File
from typing import NamedTuple

from retrotimer.files.presets.lengths import format_length, seconds_text
from retrotimer.files.presets.reader import FORMAT, Fields, read_workout
from retrotimer.files.presets.writer import WORDS
from retrotimer.files.wording import Mistakes, Place
from retrotimer.training.workout.tree import Path
from retrotimer.training.workout.workout import Distance, Repeat, Step, Workout


class Fault(NamedTuple):
    """A mistake in `key` of the step or repeat at `path`, of the workout itself where that is ()."""

    path: Path
    key: str
    sentence: str


def faults(workout: Workout) -> tuple[Fault, ...]:
    """Return every mistake of `workout` that its file would have, those of its length as a whole excepted."""
    mistakes = Mistakes(File())
    read_workout(Fields(_table(workout), (), mistakes))
    return tuple(_fault(place, sentence) for place, sentence in mistakes.found)


def _fault(place: Place, sentence: str) -> Fault:
    path = tuple(part for part in place if isinstance(part, int)) if place[:1] == ("steps",) else ()
    key = next((part for part in reversed(place) if isinstance(part, str)), "")
    return Fault(path, key, sentence[:1].upper() + sentence[1:])


def _table(workout: Workout) -> dict[str, object]:
    """Return what a file of `workout` would say."""
    table: dict[str, object] = {"format": FORMAT, "name": workout.name, "about": workout.about}
    table |= {"source": workout.source, "tags": list(workout.tags)}
    if workout.level:
        table["level"] = workout.level
    if workout.turn_ms:
        table["turn"] = seconds_text(workout.turn_ms)
    return {**table, "steps": [_item(item) for item in workout.steps]}


def _item(item: Step | Repeat) -> dict[str, object]:
    table: dict[str, object] = {"between": True} if item.between else {}
    if item.name:
        table["name"] = item.name
    if isinstance(item, Repeat):
        return {**table, "repeat": item.rounds, "steps": [_item(step) for step in item.steps]}
    table |= {"do": WORDS[item.movement], "for": format_length(item.length), "say": item.say}
    if isinstance(item.length, Distance) and item.length.until_tap:
        table["until"] = "tap"
    if item.role:
        table["role"] = item.role
    return table
