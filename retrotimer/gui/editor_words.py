"""What the editor calls things, shows of them and says of them."""

from __future__ import annotations

from retrotimer.files.typed_lengths import typed_text
from retrotimer.texts import N_, _, ngettext
from retrotimer.training.cues import movement_words
from retrotimer.training.figures import length_text
from retrotimer.training.tree import Item
from retrotimer.training.workout import (
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
