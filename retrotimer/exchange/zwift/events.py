"""Read the messages of a Zwift workout: their text and time, in a block or in the whole workout."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.words import without_prefix
from retrotimer.exchange.zwift.elements import EFFORT, INTERVALS, STEADY, Node, leave_out
from retrotimer.files.wording import shown
from retrotimer.texts import _

MESSAGES = {"textevent", "textnotification"}
TEXTS = ("message", "mssage", "text")
TIME, DISTANCE = "timeoffset", "distoffset"
CALLED = ("event", "message", "notification", "text")
"""Words in the names of elements that happen at a moment, in programs that have other names for them."""

Placed = Sequence[tuple[Node, str]]  # elements of the workout, in order, each with its place as a sentence names it


class Message(NamedTuple):
    """What is shown, in s or m from the start of what it stands in; None where no place for it can be found."""

    at: Fraction | None
    text: str


def is_event(node: Node) -> bool:
    """Return whether `node` is an event: no known block, no effort, and named or placed like one."""
    if node.tag in STEADY or node.tag == INTERVALS:
        return False
    if node.tag in MESSAGES or node.has(TIME) or node.has(DISTANCE):
        return True
    if any(EFFORT.fullmatch(name) for name in node.attributes):
        return False
    return any(map(node.has, TEXTS)) or any(word in node.tag for word in CALLED)


def is_message(node: Node) -> bool:
    """Return whether `node` is an event that shows a text."""
    return is_event(node) and (node.tag in MESSAGES or bool(text_of(node)))


def text_of(event: Node) -> str:
    """Return what an event shows, on one line."""
    text = event.text(*TEXTS)
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


@dataclass(frozen=True, slots=True)
class Offsets:
    """How offsets count: in s or m. `is_ours`: written by an earlier RetroTimer, with metres named as time."""

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
    is_ours = in_metres and any(without_prefix(text)[0] is not None for text in texts)
    return Offsets(in_metres, is_ours)


def shown_in(placed: Placed, offsets: Offsets, findings: Findings) -> list[list[Message]]:
    """Return for each block what is shown in it: what stands in it, and what the whole workout shows then."""
    found: list[list[Message]] = []
    starts = [Fraction(0)]
    for block, place in placed:
        findings.place = place
        found.append([] if is_event(block) else _messages(block, place, offsets, findings))
        starts.append(starts[-1] + (0 if is_event(block) else span_of(block)))
    for block, place in placed:
        if not is_event(block):
            continue
        findings.place = place
        if not is_message(block):
            leave_out(block, place, findings)
            continue
        at, text = offsets.message(block)
        if not text:
            continue
        if at is None or at >= starts[-1]:
            _miss(text, place, findings)
            continue
        nth = bisect_right(starts, at) - 1  # of those that begin there, the one that lasts
        found[nth].append(Message(at - starts[nth], text))
    return found


def _messages(block: Node, place: str, offsets: Offsets, findings: Findings) -> list[Message]:
    """Return what a block shows and when; note what else stands in it."""
    found = []
    for inner in block.children:
        if not is_message(inner):
            sentence = _("{place}: {found} in it is not known here and was left out.")
            findings.note(sentence.format(place=place, found=shown(inner.written)))
            continue
        message = offsets.message(inner)
        if message.at is None and message.text:
            _miss(message.text, place, findings)
        elif message.text:
            found.append(message)
    return found


def _miss(text: str, place: str, findings: Findings) -> None:
    sentence = _("{place}: no moment of the workout was found for the message {text}: it was left out.")
    findings.note(sentence.format(place=place, text=shown(text)), value=shown(text))


def span_of(block: Node) -> Fraction:
    """Return how long a block is in the workout, in s or m: what cannot be read counts as nothing."""
    if block.tag == INTERVALS:
        round_ = (block.number("onduration") or 0) + (block.number("offduration") or 0)
        return Fraction((block.number("repeat") or 0) * round_)
    return block.number("duration") or Fraction(0)
