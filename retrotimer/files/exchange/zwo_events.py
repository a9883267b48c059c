"""Messages in a Zwift workout: what is shown, and when, in a block or in the workout as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from retrotimer.files.exchange.words import without_front
from retrotimer.files.exchange.zwo_values import INTERVALS, STEADY, Node

MESSAGES = {"textevent", "textnotification"}
TEXTS = ("message", "mssage", "text")
TIME, DISTANCE = "timeoffset", "distoffset"


class Message(NamedTuple):
    """What is shown, in s or m from the start of what it stands in; None where no place for it can be found."""

    at: Fraction | None
    text: str


def is_event(node: Node) -> bool:
    """Return whether `node` happens at a moment: it is called so, or has an offset and is no known block."""
    if node.tag in STEADY or node.tag == INTERVALS:
        return False
    return node.tag in MESSAGES or node.tag == "gameplayevent" or node.has(TIME) or node.has(DISTANCE)


def is_message(node: Node) -> bool:
    """Return whether `node` is an event that shows a text."""
    return is_event(node) and (node.tag in MESSAGES or bool(text_of(node)))


def text_of(event: Node) -> str:
    """Return what an event shows, on one line."""
    text = event.text(*TEXTS)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@dataclass(frozen=True, slots=True)
class Offsets:
    """How a file counts offsets: in s by time, in m by distance. One of the other kind has no place but 0.

    `is_ours` is a file that an earlier RetroTimer wrote: it counted metres under the name of time.
    """

    in_metres: bool
    is_ours: bool = False

    def message(self, event: Node) -> Message:
        """Return what `event` shows, and when."""
        return Message(self._at(event), text_of(event))

    def _at(self, event: Node) -> Fraction | None:
        right, other = (DISTANCE, TIME) if self.in_metres else (TIME, DISTANCE)
        if event.has(right):
            return event.number(right)
        if event.has(other):
            at = event.number(other)
            return at if at == 0 or (self.is_ours and self.in_metres) else None
        return Fraction(0)


def offsets_of(workout: Node, *, in_metres: bool) -> Offsets:
    """Return how the messages in `workout` are placed."""
    texts = (text_of(event) for block in workout.children for event in block.children if is_message(event))
    is_ours = in_metres and any(without_front(text)[0] is not None for text in texts)
    return Offsets(in_metres, is_ours)
