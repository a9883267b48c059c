"""Put steps and repeats into words, for their rows and for a screen reader."""

from __future__ import annotations

from retrotimer.files.presets.lengths import typed_text
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import length_text
from retrotimer.training.workout.tree import Item
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Length,
    Movement,
    Repeat,
    Role,
    Step,
)

ROLES = {
    Role.WARM_UP: N_("Warm-up"),
    Role.WORK: N_("Work"),
    Role.REST: N_("Rest"),
    Role.COOL_DOWN: N_("Cool-down"),
}
MOVEMENTS = {
    RUN_FORWARD: N_("▲ Run"),
    RUN_BACKWARD: N_("▼ Run back"),
    WALK_FORWARD: N_("▲ Walk"),
    WALK_BACKWARD: N_("▼ Walk back"),
    STAND: N_("Stand"),
}
"""What each movement is called where a step is added, in the order in which they are offered."""


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


def detail(item: Item) -> str:
    """Return what stands behind the title, paler."""
    between = _("only between rounds") if item.between else ""
    if isinstance(item, Repeat):
        return " · ".join(filter(None, (_count(item), between)))
    name = title(item)
    moves, role = movement_word(item.movement), role_word(item.role)
    line = _("says “{text}”").format(text=item.say) if item.say else ""
    return " · ".join(filter(None, (moves if moves != name else "", role if role != name else "", line, between)))


def spoken(item: Item) -> str:
    """Return what a screen reader says of a row."""
    if isinstance(item, Repeat):
        rounds = ngettext("Repeat, {n} round", "Repeat, {n} rounds", item.rounds).format(n=item.rounds)
        return ", ".join(filter(None, (rounds, item.name, detail(item).replace(" · ", ", "))))
    return ", ".join(filter(None, (title(item), detail(item), length_word(item.length))))


def _count(repeat: Repeat) -> str:
    return ngettext("{n} step", "{n} steps", len(repeat.steps)).format(n=len(repeat.steps))
