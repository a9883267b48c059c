"""Write a workout as text in the notation of intervals.icu, which `read` parses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import BinaryIO

from retrotimer.exchange.import_result import Findings
from retrotimer.exchange.intervals_text.lengths import length_text
from retrotimer.exchange.intervals_text.line import Line
from retrotimer.exchange.intervals_text.read import repeat_heading
from retrotimer.exchange.intervals_text.tokens import tokens
from retrotimer.exchange.plain_steps import Steps, unrolled, without_between, without_nesting
from retrotimer.exchange.words import SENTENCES, role_in
from retrotimer.texts import _
from retrotimer.training.workout.workout import Distance, Duration, Repeat, Role, Step, Workout

SECTIONS = {Role.WARM_UP: "Warm-up", Role.COOL_DOWN: "Cool-down"}
TAP = "press lap"
PLAIN = re.compile(r"[^\W\d_](?:[\w ]*[^\W\d_])?")


def write_text(workout: Workout, file: BinaryIO) -> tuple[str, ...]:
    """Write `workout` into `file` as UTF-8; return a sentence for each thing that text cannot say."""
    text, notes = text_of(workout)
    file.write(text.encode())
    return notes


def text_of(workout: Workout) -> tuple[str, tuple[str, ...]]:
    """Return `workout` as text, and a sentence for each thing that text cannot say."""
    plain = without_between(workout.steps)
    steps = without_nesting(plain)
    blocks, section = [_head(workout)], None
    for step in steps:
        lines = _lines(step)
        role = step.role if isinstance(step, Step) and step.role in SECTIONS else None
        if isinstance(step, Repeat):
            blocks.append(lines)
        elif len(blocks) > 1 and section == (role,):
            blocks[-1] += lines
        else:
            blocks.append([SECTIONS[role], *lines] if role else lines)
        section = (role,) if isinstance(step, Step) else None
    text = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    return text, tuple(_notes(workout, plain, steps))


def _head(workout: Workout) -> list[str]:
    values = {
        "Name": workout.name,
        "Level": workout.level.value if workout.level else "",
        "About": _line(workout.about),
        "Turn": length_text(Duration(workout.turn_ms)) if workout.turn_ms else "",
        "Source": workout.source,
        "Tags": ", ".join(workout.tags),
    }
    return [f"{key}: {value}" for key, value in values.items() if value]


def _lines(step: Step | Repeat) -> list[str]:
    if isinstance(step, Step):
        section = SECTIONS.get(step.role) if step.role else None
        return [_step(step, with_role=section is None)]
    heading = f"{step.name} {step.rounds}x"
    name = step.name if PLAIN.fullmatch(step.name) and _reads_back(heading, step) else _quoted(step.name)
    steps = [_step(inner, with_role=True) for inner in step.steps if isinstance(inner, Step)]
    return [f"{name} {step.rounds}x".strip(), *steps]


def _reads_back(heading: str, repeat: Repeat) -> bool:
    """Return whether `heading` is read as that of `repeat`, with its name and without a role."""
    read = repeat_heading(tokens(heading), Line(heading, ""), Findings(Path()))
    is_same = read is not None and (read.rounds, read.name, read.is_behind) == (repeat.rounds, repeat.name, False)
    return is_same and role_in(heading) is None


def _step(step: Step, *, with_role: bool) -> str:
    parts = ["-", SENTENCES[step.movement]]
    if step.role and with_role:
        parts.append(f"({step.role.value})")
    if step.name:
        parts.append(_quoted(step.name))
    if step.say:
        parts.append(f"say {_quoted(step.say)}")
    match step.length:
        case Distance() as distance:
            parts.append(length_text(distance))
            parts += [TAP] if distance.until_tap else []
        case Duration() as duration:
            parts.append(length_text(duration))
        case _:
            parts.append(f"1m {TAP}")
    return " ".join(parts)


def _quoted(text: str) -> str:
    return '"{}"'.format(_line(text).replace('"', "'")) if text else ""


def _line(text: str) -> str:
    return " ".join(text.split("\n")).strip()


def _notes(workout: Workout, plain: Steps, steps: Steps) -> list[str]:
    """Return what was lost on the way from `workout` through `plain` to `steps`."""
    notes = []
    if plain != workout.steps:
        notes.append(_("Text knows no steps that stand only between rounds: the last rounds are written out."))
    if steps != plain:
        notes.append(_("Text knows no repeats within repeats: the outer ones are written out."))
    if "\n" in workout.about:
        notes.append(_("What the workout is about stands in one line."))
    if any('"' in text for step in unrolled(steps) for text in (step.name, step.say)):
        notes.append(_("Quotation marks in names and in what is spoken became single ones."))
    if any(_waits(step) for step in steps):
        notes.append(_("Steps that wait for a tap stand as a minute with 'press lap'."))
    return notes


def _waits(step: Step | Repeat) -> bool:
    if isinstance(step, Repeat):
        return any(_waits(inner) for inner in step.steps)
    return not isinstance(step.length, Duration | Distance)
