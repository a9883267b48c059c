"""Map letters to changes of the selected steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt

from retrotimer.gui.editor.step_text import role_word
from retrotimer.texts import N_, _
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.workout import STAND, Direction, Gait, Movement, Role, Step, Tap

Key = Qt.Key
Change = Callable[[Editing], Editing]


class Letter(NamedTuple):
    """A key by its letter, what it is for, and what it does to a step."""

    letter: str
    words: str
    act: Callable[[Step], Step]


def _towards(direction: Direction) -> Callable[[Step], Step]:
    run, walk = Movement(Gait.RUN, direction), Movement(Gait.WALK, direction)
    return lambda step: replace(step, movement=walk if step.movement.gait is Gait.WALK else run)


def _at(gait: Gait) -> Callable[[Step], Step]:
    forward, backward = Movement(gait, Direction.FORWARD), Movement(gait, Direction.BACKWARD)
    return lambda step: replace(
        step, movement=backward if step.movement.direction is Direction.BACKWARD else forward
    )


def with_role(step: Step, role: Role | None) -> Step:
    """Return `step` with `role`; a name that only tells its role goes with it."""
    is_plain = step.name in ("", *(role_word(one) for one in Role))
    is_named = role in (Role.WARM_UP, Role.COOL_DOWN)
    return replace(step, role=role, name=(role_word(role) if is_named else "") if is_plain else step.name)


def _toggled(role: Role) -> Callable[[Step], Step]:
    return lambda step: with_role(step, None if step.role is role else role)


LETTERS = {
    Key.Key_F: Letter("F", N_("forward"), _towards(Direction.FORWARD)),
    Key.Key_B: Letter("B", N_("backward"), _towards(Direction.BACKWARD)),
    Key.Key_R: Letter("R", N_("run"), _at(Gait.RUN)),
    Key.Key_W: Letter("W", N_("walk"), _at(Gait.WALK)),
    Key.Key_S: Letter("S", N_("stand"), lambda step: replace(step, movement=STAND)),
    Key.Key_T: Letter("T", N_("until you tap"), lambda step: replace(step, length=Tap())),
    Key.Key_U: Letter("U", N_("warm-up"), _toggled(Role.WARM_UP)),
    Key.Key_C: Letter("C", N_("cool-down"), _toggled(Role.COOL_DOWN)),
}


def letter_change(key: int, now: Editing) -> Change | None:
    """Return what the key of a letter does to what is selected now; with no steps it begins with one."""
    letter = LETTERS.get(Key(key)) if key in LETTERS else None
    if letter is None:
        return None
    act = letter.act
    if not now.items:
        return lambda empty: editing.add(empty, (act(editing.NEW_STEP),))
    return lambda present: editing.change_steps(present, act)


def legend() -> str:
    """Return the keys of single letters in one line."""
    letters = "   ".join(f"{letter.letter} {_(letter.words)}" for letter in LETTERS.values())
    return _("{letters}   0–9 how long, or how often").format(letters=letters)
