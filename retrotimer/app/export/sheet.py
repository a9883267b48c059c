"""Gather what a printed sheet of a workout says; the window paints it (`retrotimer.gui.export.sheet_pdf`)."""

from __future__ import annotations

from dataclasses import dataclass

from retrotimer.app.overview import Overview
from retrotimer.exchange.intervals_text.write import text_of
from retrotimer.files.presets.writer import preset_text
from retrotimer.texts import _
from retrotimer.training.cues.cue_types import ROLE_WORDS
from retrotimer.training.formatting import clock_text, marked
from retrotimer.training.workout.recipe import parts, step_text
from retrotimer.training.workout.timeline import Interval
from retrotimer.training.workout.workout import Movement, Repeat, Role, Step

MOST_TEXT = 1_000  # up to so many characters a code holds the workout as text, above that as a preset file
MOST_IN_CODE = 2_953  # the bytes that fit the largest QR code


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A line of the recipe: its words, the movement whose arrow it has, and how deep in repeats it is."""

    text: str
    depth: int
    movement: Movement | None = None


@dataclass(frozen=True, slots=True)
class TimeRow:
    """When each part of a round starts: the round's words, and movement and time of each."""

    name: str
    cells: tuple[tuple[Movement, str], ...]


def recipe_rows(overview: Overview) -> tuple[RecipeRow, ...]:
    """Return the recipe, each step of a repeat in a row of its own."""
    rows: list[RecipeRow] = []
    for items in parts(overview.preset.workout):
        for item in items:
            rows += _rows(item, 0)
    return tuple(rows)


def _rows(item: Step | Repeat, depth: int) -> list[RecipeRow]:
    if isinstance(item, Step):
        return [RecipeRow(step_text(item), depth, None if item.role in _PLAIN else item.movement)]
    heading = _("{rounds} × {name}").format(rounds=item.rounds, name=item.name).rstrip()
    return [RecipeRow(heading, depth + 1), *(row for step in item.steps for row in _rows(step, depth + 1))]


_PLAIN = (Role.WARM_UP, Role.COOL_DOWN)


def time_rows(overview: Overview) -> tuple[TimeRow, ...]:
    """Return when each interval starts, a row for each round, without turns; after a tap or a pace as estimates."""
    rows: list[tuple[object, str, list[tuple[Movement, str]]]] = []
    is_estimate = False
    for interval in overview.timeline.intervals:
        if interval.role is not Role.TURN:
            key = interval.rounds or interval.role
            if not rows or rows[-1][0] != key:
                rows.append((key, _row_name(interval), []))
            time = marked(clock_text(interval.start_ms // 1_000), is_estimate=is_estimate)
            rows[-1][2].append((interval.movement, time))
        is_estimate |= interval.is_estimate or interval.is_open
    return tuple(TimeRow(name, tuple(cells)) for _rounds, name, cells in rows)


def _row_name(interval: Interval) -> str:
    if not interval.rounds:
        return _(ROLE_WORDS[interval.role]) if interval.role in ROLE_WORDS else ""
    if len(interval.rounds) == 1:
        return _("Round {n}").format(n=interval.rounds[0][0])
    return _("Set {set} · round {n}").format(set=interval.rounds[0][0], n=interval.rounds[-1][0])


def code_text(overview: Overview) -> str:
    """Return what the QR code holds: the workout as text, or its preset file where text loses something or is long.

    Empty where neither fits.
    """
    text, lost = text_of(overview.preset.workout)
    if len(text) <= MOST_TEXT and not lost:
        return text
    text = preset_text(overview.preset.workout)
    return text if len(text.encode()) <= MOST_IN_CODE else ""
