"""Read a workout from a FIT file, as Garmin watches and other programs have them.

A repeat is a step that jumps back, so nesting is rebuilt from the jumps. `num_valid_steps` is wrong in real files
and ignored.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrotimer.exchange.fit import protocol as fit
from retrotimer.exchange.fit.protocol import WORKOUT, WORKOUT_STEP, Message, read_messages
from retrotimer.exchange.import_result import Findings, Imported
from retrotimer.exchange.words import movement_in, without_prefix
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    MAX_NESTING,
    RUN_FORWARD,
    STAND,
    WALK_FORWARD,
    Distance,
    Length,
    Movement,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)


@dataclass(frozen=True, slots=True)
class _Placed:
    """A step or repeat with the index of the first step in it, and how deep repeats nest in it."""

    first: int
    item: Step | Repeat
    depth: int = 0


def read_fit(data: bytes, path: Path) -> Imported:
    """Return the workout in the `data` of a FIT file; `path` names it in mistakes. Raises WrongFile."""
    findings = Findings(path)
    messages = read_messages(data, findings)
    workout = next((message for message in messages if message.kind == WORKOUT), Message(WORKOUT, {}))
    steps = _Steps(findings).read([message for message in messages if message.kind == WORKOUT_STEP])
    sport = workout.number(fit.SPORT)
    if sport is not None and sport not in fit.SPORTS:
        findings.note(_("This is a workout for another sport: it became running, and its rests walking."))
    about = workout.text(fit.DESCRIPTION).replace("\r\n", "\n")
    about = "".join(sign for sign in about if sign.isprintable() or sign == "\n")
    return findings.imported(Workout(workout.text(fit.WORKOUT_NAME), steps, about=about))


class _Steps:
    """Steps as they are read, put together to repeats where a later step jumps back before them."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.placed: list[_Placed] = []

    def read(self, messages: list[Message]) -> tuple[Step | Repeat, ...]:
        for index, message in _in_order(messages):
            self.findings.place = place = _("step {n}").format(n=index + 1)
            kind = message.number(fit.DURATION_TYPE)
            if kind in fit.REPEATS:
                self._repeat(index, message, place)
            else:
                step = self._step(message, kind, place)
                self.placed += [_Placed(index, step)] if step else []
        return tuple(placed.item for placed in self.placed)

    def _repeat(self, index: int, message: Message, place: str) -> None:
        """Make a repeat of the last steps down to the one that `message` jumps back to."""
        first = message.number(fit.DURATION_VALUE)
        inside = [placed for placed in self.placed if first is not None and placed.first >= first]
        if first is None or first >= index or not inside or inside[0].first != first:
            self._no_jump(first, place)
            return
        depth = 1 + max(placed.depth for placed in inside)
        if depth > MAX_NESTING:
            raise self.findings.too_deep(place)
        del self.placed[-len(inside) :]
        rounds = self._rounds(message, place)
        name = self.findings.name(message.text(fit.NAME))
        repeat = Repeat(rounds, tuple(placed.item for placed in inside), name)
        self.placed.append(_Placed(first, repeat, depth))

    def _no_jump(self, first: int | None, place: str) -> None:
        if self.findings.mistakes:  # a step that could not be read is missed here, too
            return
        sentence = _("it repeats from step {n}, which is not the beginning of anything before it")
        self.findings.wrong(sentence.format(n="?" if first is None else first + 1), place)

    def _rounds(self, message: Message, place: str) -> int:
        """Return how often a repeat is done: once where that is not a number of rounds."""
        if message.number(fit.DURATION_TYPE) != fit.REPEAT_STEPS:
            sentence = _("{place} repeats until something is measured, which nobody does here: it is done once.")
            self.findings.note(sentence.format(place=place))
            return 1
        return self.findings.rounds(message.number(fit.TARGET_VALUE), place) or 1

    def _step(self, message: Message, kind: int | None, place: str) -> Step | None:
        intensity = message.number(fit.INTENSITY)
        role = fit.ROLES.get(fit.ACTIVE if intensity is None else intensity)
        notes = " ".join(message.text(fit.NOTES).split())
        length = self._length(message, kind, place)
        if isinstance(length, Tap):
            marked = fit.UNTIL_LAP.fullmatch(notes)
            if marked:
                mm = round(float(marked[1]) * 1_000)
                length, notes = self.findings.distance(mm, place, until_tap=True), marked[2] or ""
        if length is None:
            return None
        movement, name, say = self._message(message, notes, role)
        if movement == STAND and isinstance(length, Distance):
            movement = WALK_FORWARD
        if message.number(fit.TARGET_TYPE) not in (None, fit.NO_TARGET):
            self.findings.note(_("Targets of heart rate, pace, power and cadence are not kept."))
        return Step(movement, length, self.findings.name(name), self.findings.line(say), role)

    def _message(self, message: Message, notes: str, role: Role | None) -> tuple[Movement, str, str]:
        """Return how a step is done, its name, and what is spoken, from its name, its note or its role."""
        name = message.text(fit.NAME)
        movement, rest = without_prefix(name)
        if movement is not None:
            return movement, rest, notes
        movement, rest = without_prefix(notes)
        if movement is not None:
            return movement, name, rest
        movement = movement_in(name, plain=True)[0] or movement_in(notes, plain=True)[0]
        if movement is None and role is Role.REST:
            self.findings.note(_("Steps for rest or recovery walk forward where they say nothing else."))
            movement = WALK_FORWARD
        return movement or RUN_FORWARD, name, notes

    def _length(self, message: Message, kind: int | None, place: str) -> Length | None:
        value = message.number(fit.DURATION_VALUE)
        if kind == fit.OPEN or (kind is None and value is None):
            return Tap()
        if kind in (fit.TIME, fit.REPETITION_TIME, fit.TIME_ONLY) and value is not None:
            return self.findings.duration(value, place)
        if kind == fit.DISTANCE and value is not None:
            return self.findings.distance(value * fit.MM_PER_UNIT, place)
        sentence = _("{place} ends when something is measured, which nobody does here: it waits for your tap.")
        self.findings.note(sentence.format(place=place))
        return Tap()


def _in_order(messages: list[Message]) -> list[tuple[int, Message]]:
    """Return the steps by their indices; in the file's order where those are missing or not unique."""
    indices = [message.number(fit.INDEX) for message in messages]
    known = [index & fit.INDEX_BITS for index in indices if index is not None]
    if len(set(known)) != len(messages):
        return list(enumerate(messages))
    return sorted(zip(known, messages, strict=True), key=lambda pair: pair[0])
