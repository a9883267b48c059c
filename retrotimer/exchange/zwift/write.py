"""Write a workout as a Zwift run; a message at the start of each block shows its name."""

from __future__ import annotations

from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from retrotimer.exchange.plain_steps import Steps, unrolled, with_turns, without_between, without_nesting
from retrotimer.exchange.words import front
from retrotimer.exchange.zwift.events import DISTANCE, TIME
from retrotimer.texts import _
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Distance,
    Duration,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

POWERS = {RUN_FORWARD: 0.85, RUN_BACKWARD: 0.7, WALK_FORWARD: 0.45, WALK_BACKWARD: 0.4, STAND: 0.25}
"""Shares of the threshold pace (heuristics): running above `WALK_BELOW`, walking below it."""
TAP_MS = 60_000
BLOCKS = {Role.WARM_UP: "Warmup", Role.COOL_DOWN: "Cooldown"}


def write_zwo(workout: Workout, file: BinaryIO, paces: Paces) -> tuple[str, ...]:
    """Write `workout` into `file`; return a sentence for each thing that is lost on the way."""
    writer = _Writer(workout, paces)
    file.write(writer.text().encode())
    return tuple(writer.notes)


class _Writer:
    """Build the file. Zwift counts a workout in seconds or in metres: in metres if all of it is distances."""

    def __init__(self, workout: Workout, paces: Paces) -> None:
        self.workout = workout
        self.paces = paces
        self.steps = without_nesting(without_between(with_turns(workout)))
        self.in_metres = all(isinstance(step.length, Distance) for step in unrolled(self.steps))
        self.notes: list[str] = []

    def text(self) -> str:
        workout = self.workout
        heads = [
            ("author", workout.source or "RetroTimer"),
            ("name", workout.name),
            ("category", workout.level.value if workout.level else ""),
            ("description", workout.about),
            ("sportType", "run"),
            ("durationType", "distance" if self.in_metres else "time"),
        ]
        tags = "".join(f"<tag name={quoteattr(_plain(tag))}/>" for tag in workout.tags)
        lines = [
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<workout_file>",
            *(f"  <{tag}>{escape(_plain(text))}</{tag}>" for tag, text in heads if text),
            f"  <tags>{tags}</tags>",
            "  <workout>",
            *(line for step in self.steps for line in self._item(step)),
            "  </workout>",
            "</workout_file>",
        ]
        self._notify()
        return "\n".join(lines) + "\n"

    def _item(self, item: Step | Repeat) -> list[str]:
        if isinstance(item, Step):
            return self._step(item)
        pair = tuple(step for step in item.steps if isinstance(step, Step))
        if len(pair) == 2 and not any(step.role in BLOCKS or isinstance(step.length, Tap) for step in pair):
            return self._intervals(item.rounds, pair)
        return [line for step in pair for line in self._step(step)] * item.rounds

    def _step(self, step: Step) -> list[str]:
        power, length = POWERS[step.movement], self._length(step)
        tag = BLOCKS.get(step.role, "SteadyState") if step.role else "SteadyState"
        if tag == "SteadyState":
            tag = "FreeRide" if isinstance(step.length, Tap) else tag
            target = "" if tag == "FreeRide" else f' Power="{power}" pace="0"'
        else:
            target = f' PowerLow="{power}" PowerHigh="{power}" pace="0"'
        return [f'    <{tag} Duration="{length}"{target}>', *self._messages(step, 0), f"    </{tag}>"]

    def _intervals(self, rounds: int, pair: tuple[Step, ...]) -> list[str]:
        on, off = pair
        lengths = [self._length(step) for step in pair]
        powers = f'OnPower="{POWERS[on.movement]}" OffPower="{POWERS[off.movement]}"'
        durations = f'OnDuration="{lengths[0]}" OffDuration="{lengths[1]}"'
        lines = [f'    <IntervalsT Repeat="{rounds}" {durations} {powers} pace="0">']
        starts = [float(lengths[0]) * (n + half) + float(lengths[1]) * n for n in range(rounds) for half in (0, 1)]
        for start, step in zip(starts, pair * rounds, strict=True):
            lines += self._messages(step, start)
        return [*lines, "    </IntervalsT>"]

    def _messages(self, step: Step, start: float) -> list[str]:
        shown = f"{front(step.movement)}: {step.name}" if step.name else front(step.movement)
        texts = [shown, step.say] if step.say else [shown]
        offset = DISTANCE if self.in_metres else TIME
        return [f'      <textevent {offset}="{start:.10g}" message={quoteattr(_plain(t))}/>' for t in texts]

    def _length(self, step: Step) -> str:
        """Return a length in seconds or metres, exactly where it can be."""
        match step.length:
            case Duration(ms):
                return f"{ms / 1_000:.10g}"
            case Distance(mm) if self.in_metres:
                return f"{mm / 1_000:.10g}"
            case Distance(mm):
                self._note(
                    _("Zwift counts in seconds or in metres, not in both: distances became times at your pace.")
                )
                return str(max(1, round(self.paces.time_for(step.movement, mm) / 1_000)))
            case Tap():
                self._note(_("Zwift knows no steps that wait for a tap: they became a minute of free running."))
                return f"{TAP_MS / 1_000:g}"

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _notify(self) -> None:
        if _names(self.workout.steps):
            self._note(_("Zwift knows no names of repeats: they are left out."))
        if self.steps != self.workout.steps:
            self._note(_("Repeats within repeats, turns and steps between rounds are written out for Zwift."))
        if "\n" in self.workout.about:
            self._note(_("What the workout is about stands in one line."))
        if any(step.role in (Role.WORK, Role.REST) for step in unrolled(self.steps)):
            self._note(_("Zwift knows no roles of steps but warm-up and cool-down."))
        lengths = [step.length for step in unrolled(self.steps)]
        if any(isinstance(length, Distance) and length.until_tap for length in lengths):
            self._note(_("Distances that wait for a tap end by themselves in Zwift."))


def _names(steps: Steps) -> bool:
    return any(isinstance(step, Repeat) and (step.name or _names(step.steps)) for step in steps)


def _plain(text: str) -> str:
    """Return `text` without what XML cannot hold, on one line."""
    return " ".join("".join(sign if sign >= " " and sign not in "\ufffe\uffff" else " " for sign in text).split())
