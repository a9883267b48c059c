"""Keep undo and redo states without a limit, each as an immutable value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from retrotimer.training.workout.editing import Editing


@dataclass(frozen=True, slots=True)
class Undo:
    """The present state with those before and after it.

    What is done under the same `typing` as the last thing, such as the letters of one name, is one thing to undo.
    """

    present: Editing
    past: tuple[Editing, ...] = ()
    future: tuple[Editing, ...] = ()
    typing: str = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self.future)

    def done(self, after: Editing, typing: str = "") -> Undo:
        """Return the history after a change to `after`; another selection alone is nothing to undo."""
        if after.workout == self.present.workout:
            return replace(self, present=after)
        if typing and typing == self.typing and not self.future and self.past:
            return replace(self, present=after)
        return Undo(after, (*self.past, self.present), (), typing)

    def dropped(self) -> Undo:
        """Return this history without the last thing that was done, which cannot be done again."""
        return replace(self.undone(), future=self.future)

    def settled(self) -> Undo:
        """Return this history with what is being typed at an end: what comes next is undone by itself."""
        return replace(self, typing="") if self.typing else self

    def undone(self) -> Undo:
        """Return the history one step back; the same where there is none."""
        if not self.past:
            return self
        return Undo(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redone(self) -> Undo:
        """Return the history one step on; the same where there is none."""
        if not self.future:
            return self
        return Undo(self.future[0], (*self.past, self.present), self.future[1:])
