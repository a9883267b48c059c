"""Read Zwift workouts. The format is not published: read what real files hold, and note what is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from retrotimer.exchange.import_result import Findings, Imported
from retrotimer.exchange.intensity import movement_for
from retrotimer.exchange.words import movement_in, without_prefix
from retrotimer.exchange.zwift.elements import (
    FREE,
    INTERVALS,
    STEADY,
    Node,
    leave_out,
    note_attributes,
    note_heads,
    read_xml,
)
from retrotimer.exchange.zwift.events import Message, Offsets, is_event, offsets_of, shown_in
from retrotimer.files.wording import shown
from retrotimer.texts import _
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    STAND,
    Direction,
    Distance,
    Length,
    Level,
    Repeat,
    Role,
    Step,
    Workout,
)

OURS = "RetroTimer"
ROLES = {"warmup": Role.WARM_UP, "cooldown": Role.COOL_DOWN}
WRITTEN_DISTANCE = re.compile(r"(\d{1,3}[.,]\d{1,3})(?:\s*km)?|(\d{1,3})\s*km|(\d{2,5})\s*m\b")


def read_zwo(data: bytes, path: Path) -> Imported:
    """Return the workout in a `.zwo` file's `data`; `path` names it in mistakes. Raises WrongFile."""
    findings = Findings(path)
    root = Node(read_xml(data, findings))
    if root.tag != "workout_file":
        sentence = _("this is no workout of Zwift: it begins with {found}, not with 'workout_file'")
        raise findings.error(sentence.format(found=shown(root.written)))
    workout = root.child("workout")
    if workout is None:
        raise findings.error(_("there is no <workout> in it"))
    in_metres = _in_metres(root, workout, findings)
    steps = _Blocks(findings, in_metres, offsets_of(workout, in_metres=in_metres)).read(workout)
    findings.place = ""
    _tell_sport(root, findings)
    note_heads(root, findings)
    return findings.imported(_whole(root, steps, findings))


def _whole(root: Node, steps: tuple[Step | Repeat, ...], findings: Findings) -> Workout:
    level = {level.value: level for level in Level}.get(root.text_of("category").casefold())
    author = findings.name(root.text_of("author"))
    tags = root.child("tags")
    names = (findings.name(tag.text("name") or tag.element.text or "") for tag in tags.children) if tags else ()
    about = " ".join(root.text_of("description").split())
    about = "".join(sign for sign in about if sign.isprintable())
    source = "" if author == OURS else author
    return Workout(root.text_of("name"), steps, level, about, 0, source, tuple(name for name in names if name))


def _tell_sport(root: Node, findings: Findings) -> None:
    sport = root.text_of("sporttype")
    if sport.casefold() != "run":
        sentence = _(
            "This is a workout for another sport ({sport}): it became running, and its easy parts walking."
        )
        findings.note(sentence.format(sport=shown(sport or "bike")))


def _in_metres(root: Node, workout: Node, findings: Findings) -> bool:
    """Whether `Duration` is a distance: as the file says, or, in older files of runs, as their description does."""
    said = root.text_of("durationtype") or root.text("durationtype") or workout.text("durationtype")
    if said:
        return said.casefold() == "distance"
    if root.text_of("sporttype").casefold() != "run":
        return False
    lengths = {
        block.number(name) for block in workout.children for name in ("duration", "onduration", "offduration")
    }
    for kilometres, whole, metres in WRITTEN_DISTANCE.findall(root.text_of("description")[:2_000]):
        value = Fraction((kilometres or whole or "0").replace(",", ".")) * 1_000 or Fraction(metres)
        if value >= 100 and value in lengths:
            findings.note(
                _("The lengths were read as metres, as the description says so: the file itself does not.")
            )
            return True
    return False


@dataclass(slots=True)
class _Blocks:
    findings: Findings
    in_metres: bool
    offsets: Offsets

    def read(self, workout: Node) -> tuple[Step | Repeat, ...]:
        placed = []
        for number, block in enumerate(workout.children, 1):
            place = _("block {n} ({kind})").format(n=number, kind=block.written[:40])
            if number > MAX_INTERVALS:
                raise self.findings.error(_("there are more than {most} steps").format(most=MAX_INTERVALS), place)
            placed.append((block, place))
        messages_of = shown_in(placed, self.offsets, self.findings)
        steps: list[Step | Repeat] = []
        for (block, place), messages in zip(placed, messages_of, strict=True):
            self.findings.place = place
            steps += self._block(block, place, messages)
        return tuple(steps)

    def _block(self, block: Node, place: str, messages: list[Message]) -> list[Step | Repeat]:
        if is_event(block):
            return []
        if block.tag == INTERVALS:
            return self._intervals(block, place, messages)
        if block.tag not in STEADY:
            if not block.has("duration"):
                leave_out(block, place, self.findings)
                return []
            sentence = _("{place} is not known here and became a steady step.")
            self.findings.note(sentence.format(place=place), block.written)
        length = self._length(block, place, "duration")
        if length is None:
            if block.number("duration") == 0:
                self._tell_empty(block, place)
            return []
        note_attributes(block, place, self.findings)
        power = None if block.tag in FREE else _share(block, ("power",), "powerlow", "powerhigh")
        step = Step(movement_for(power), length, role=ROLES.get(block.tag))
        self._tell_messages(messages, {Fraction(0)})
        return [self._spoken(step, messages, Fraction(0))]

    def _intervals(self, block: Node, place: str, messages: list[Message]) -> list[Step | Repeat]:
        rounds = block.number("repeat")
        if not rounds or not rounds <= MAX_INTERVALS or rounds.denominator != 1:
            sentence = _("this must be a whole number from {least} to {most}, not {found}")
            found = shown(block.text("repeat"))
            self.findings.wrong(sentence.format(least=1, most=MAX_INTERVALS, found=found), place)
            return []
        note_attributes(block, place, self.findings)
        steps, start, starts = [], Fraction(0), set()
        for kind in ("on", "off"):
            length = self._length(block, place, f"{kind}duration")
            if length is None:  # a part of 0 s is no part: nothing is lost with it
                continue
            power = _share(block, (f"{kind}power",), f"power{kind}low", f"power{kind}high")
            steps.append(self._spoken(Step(movement_for(power), length), messages, start))
            starts.add(start)
            start += block.number(f"{kind}duration") or 0
        if not steps and block.number("onduration") == block.number("offduration") == 0:
            self._tell_empty(block, place)
            return []
        self._tell_messages(messages, starts)
        return [Repeat(int(rounds), tuple(steps))] if steps else []

    def _length(self, block: Node, place: str, name: str) -> Length | None:
        """Return the length in an attribute; None for one of 0, and for a wrong one, which is a mistake."""
        number = block.number(name)
        if number is None:
            sentence = _("{name} must be a number, not {found}")
            self.findings.wrong(sentence.format(name=name, found=shown(block.text(name))), place)
            return None
        if number == 0:
            return None
        if self.in_metres:
            return self.findings.distance(round(number * 1_000), place)
        return self.findings.duration(round(number * 1_000), place)

    def _spoken(self, step: Step, messages: list[Message], start: Fraction) -> Step:
        """Return `step`, which begins at `start` of its block, with what the messages at its beginning say."""
        at_start = [text for at, text in messages if at == start]
        if not at_start:
            return step
        movement, name = without_prefix(at_start[0])
        if movement is None:
            said, _rest = movement_in(at_start[0], plain=True)
            is_backward = said is not None and said.direction is Direction.BACKWARD
            step = replace(step, movement=said or step.movement) if is_backward else step
        else:
            at_start = at_start[1:]
            is_far = movement == STAND and isinstance(step.length, Distance)
            step = replace(step, movement=step.movement if is_far else movement, name=self.findings.name(name))
        return replace(step, say=" ".join(at_start)) if at_start else step

    def _tell_messages(self, messages: list[Message], starts: set[Fraction]) -> None:
        """Note that messages were lost; those that we write in each round of a repeat are not."""
        is_ours = any(without_prefix(text)[0] is not None for _at, text in messages)
        if not is_ours and any(at not in starts for at, _text in messages):
            self.findings.note(_("Messages within a block were left out: here a step speaks when it begins."))

    def _tell_empty(self, block: Node, place: str) -> None:
        self.findings.note(_("{place} has a length of 0 and was left out.").format(place=place), block.written)


def _share(block: Node, names: tuple[str, ...], low: str, high: str) -> float | None:
    """Return the share of the threshold that a block asks for, in the middle where it rises or falls."""
    exact = block.number(*names)
    if exact is not None:
        return float(exact)
    ends = [number for number in (block.number(low), block.number(high)) if number is not None]
    return float(sum(ends)) / len(ends) if ends else None
