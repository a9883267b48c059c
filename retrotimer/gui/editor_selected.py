"""What is selected in the editor, and the value that all of it has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from retrotimer.files.typed_lengths import typed_text
from retrotimer.training.editing import Editing
from retrotimer.training.workout import Movement, Repeat, Role, Step

Value = TypeVar("Value")


class Selected:
    """What is selected, looked up once for all fields that show it: there may be ten thousand steps.

    Each value is that of all the items that can have it; None where it differs among them, or none can.
    """

    def __init__(self, now: Editing) -> None:
        self.items = [item for _path, item in now.chosen]
        self.steps = [item for item in self.items if isinstance(item, Step)]
        self.repeats = [item for item in self.items if isinstance(item, Repeat)]

    def movement(self) -> Movement | None:
        """Return the movement of the steps."""
        return _same(step.movement for step in self.steps)

    def length(self) -> str | None:
        """Return how long each of the steps is, as it is typed."""
        length = _same(step.length for step in self.steps)
        return None if length is None else typed_text(length)

    def rounds(self) -> str | None:
        """Return how many rounds each of the repeats has."""
        rounds = _same(repeat.rounds for repeat in self.repeats)
        return None if rounds is None else str(rounds)

    def name(self) -> str | None:
        """Return the name of the steps and repeats."""
        return _same(item.name for item in self.items)

    def say(self) -> str | None:
        """Return what is said at the start of the steps."""
        return _same(step.say for step in self.steps)

    def role(self) -> Role | str | None:
        """Return the role of the steps, empty where they have none."""
        return _same(step.role or "" for step in self.steps)

    def between(self) -> bool:
        """Return whether all steps and repeats stand only between rounds."""
        return bool(_same(item.between for item in self.items))


def _same(values: Iterable[Value]) -> Value | None:
    found = iter(values)
    first = next(found, None)
    return first if all(value == first for value in found) else None
