"""Map single keys to changes of the selected steps, and put steps into words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import Qt

from retrotimer.files.presets.lengths import typed_text
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.cues.cues import movement_words
from retrotimer.training.formatting import length_text
from retrotimer.training.workout import editing
from retrotimer.training.workout.editing import Editing
from retrotimer.training.workout.tree import Item
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Direction,
    Distance,
    Duration,
    Gait,
    Length,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
)

ROLES = {
    Role.WARM_UP: N_("Warm-up"),
    Role.WORK: N_("Work"),
    Role.REST: N_("Rest"),
    Role.COOL_DOWN: N_("Cool-down"),
}
MOVEMENTS = (RUN_FORWARD, RUN_BACKWARD, WALK_FORWARD, WALK_BACKWARD, STAND)
"""In the order in which they are offered."""


def role_word(role: Role | None) -> str:
    """Return what a step with `role` is for."""
    return _(ROLES[role]) if role in ROLES else ""


def movement_word(movement: Movement) -> str:
    """Return how a step moves, as its row shows it."""
    return movement_words(movement, None)


def length_word(length: Length) -> str:
    """Return how long a step is, as its row shows it."""
    match length:
        case Duration(ms) if ms % 1_000 == 0:
            return length_text(ms)
        case Distance(_mm, True):
            return _("{distance}, tap").format(distance=typed_text(length).rpartition(" ")[0])
        case _:
            return typed_text(length)


def measure(item: Item) -> str:
    """Return what stands at the end of a row: how long a step is, or how often a repeat is done."""
    return f"{item.rounds} ×" if isinstance(item, Repeat) else length_word(item.length)


def title(item: Item) -> str:
    """Return what stands first in a row."""
    if isinstance(item, Step):
        return item.name or role_word(item.role) or movement_word(item.movement)
    return item.name or _("Repeat")


def aside(item: Item) -> str:
    """Return what stands behind that, paler: what else there is to know."""
    if isinstance(item, Repeat):
        steps = ngettext("{n} step", "{n} steps", len(item.steps)).format(n=len(item.steps))
        return " · ".join(filter(None, (steps, _between(item))))
    name = title(item)
    moves, role = movement_word(item.movement), role_word(item.role)
    said = _("says “{text}”").format(text=item.say) if item.say else ""
    parts = (moves if moves != name else "", role if role != name else "", said, _between(item))
    return " · ".join(filter(None, parts))


def spoken(item: Item) -> str:
    """Return what a screen reader says of a row."""
    if isinstance(item, Repeat):
        steps = ngettext("{n} step", "{n} steps", len(item.steps)).format(n=len(item.steps))
        rounds = ngettext("Repeat, {n} round", "Repeat, {n} rounds", item.rounds).format(n=item.rounds)
        return ", ".join(filter(None, (rounds, item.name, steps, _between(item))))
    return ", ".join(filter(None, (title(item), aside(item), length_word(item.length))))


def _between(item: Item) -> str:
    return _("only between rounds") if item.between else ""


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
    if gait is Gait.STAND:
        return lambda step: replace(step, movement=STAND)
    forward, backward = Movement(gait, Direction.FORWARD), Movement(gait, Direction.BACKWARD)
    return lambda step: replace(
        step, movement=forward if step.movement.direction is not Direction.BACKWARD else backward
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
    Key.Key_S: Letter("S", N_("stand"), _at(Gait.STAND)),
    Key.Key_T: Letter("T", N_("until you tap"), lambda step: replace(step, length=Tap())),
    Key.Key_U: Letter("U", N_("warm-up"), _toggled(Role.WARM_UP)),
    Key.Key_C: Letter("C", N_("cool-down"), _toggled(Role.COOL_DOWN)),
}


class Command(NamedTuple):
    """What is done to all that is selected: its name, its button's words and its keys, the shown ones first."""

    name: str
    words: str
    keys: tuple[str, ...]
    act: Change


COMMANDS = (
    Command("add", N_("Add"), ("N", "Ins"), editing.add),
    Command("duplicate", N_("Duplicate"), ("Ctrl+D",), editing.duplicate),
    Command("delete", N_("Delete"), ("Del", "Backspace"), editing.delete),
    Command("wrap", N_("Repeat"), ("Ctrl+G",), editing.wrap),
    Command("unwrap", N_("Unwrap"), ("Ctrl+Shift+G",), editing.unwrap),
    Command("up", N_("Up"), ("Alt+Up",), editing.move_up),
    Command("down", N_("Down"), ("Alt+Down",), editing.move_down),
)


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
