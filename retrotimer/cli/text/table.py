"""Format the steps of a workout as a table, repeats once: start, movement, length."""

from __future__ import annotations

from collections.abc import Iterator

from retrotimer.app.overview import Overview
from retrotimer.terminal.colours import arrow
from retrotimer.texts import _, ngettext
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import clock_text, length_text
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import count_intervals
from retrotimer.training.workout.workout import Distance, Duration, Length, Movement, Repeat, Role, Step

INDENT = "  "


def table(overview: Overview) -> list[str]:
    """Return the table of `overview`."""
    workout = overview.preset.workout
    placed = [interval for interval in overview.timeline.intervals if interval.role is not Role.TURN]
    lines, index, is_open = [], 0, False
    for item in workout.steps:
        starts = "" if is_open else clock_text(placed[index].start_ms // 1_000)
        lines += [f"{starts if n == 0 else '':>7}  {line}" for n, line in enumerate(_lines(item, overview.paces))]
        count = count_intervals((item,))
        is_open = is_open or any(interval.is_open for interval in placed[index : index + count])
        index += count
    if workout.turn_ms:
        seconds = workout.turn_ms / 1_000
        lines.append(INDENT + _("{seconds:g} s to turn between directions").format(seconds=seconds))
    return lines


def _lines(item: Step | Repeat, paces: Paces) -> Iterator[str]:
    if isinstance(item, Step):
        yield _step(item, paces)
        return
    sentence = ngettext("{n} round of", "{n} rounds of", item.rounds).format(n=item.rounds)
    named = _("{name}: {rounds}").format(name=item.name, rounds=sentence) if item.name else sentence
    yield _noted(named, _between(item))
    for step in item.steps:
        yield from (INDENT + line for line in _lines(step, paces))


def _step(step: Step, paces: Paces) -> str:
    what = f"{arrow(step.movement) or ' '} {movement_words(step.movement)}"
    said = f"“{step.say}”" if step.say else ""
    return _noted(f"{what:<17}{_length(step.length, step.movement, paces):>7}", step.name, said, _between(step))


def _noted(line: str, *notes: str) -> str:
    return "  ".join(part for part in (line, *notes) if part)


def _between(item: Step | Repeat) -> str:
    return _("between rounds only") if item.between else ""


def _length(length: Length, movement: Movement, paces: Paces) -> str:
    match length:
        case Duration(ms):
            return length_text(ms)
        case Distance(mm):
            metres = _("{metres:g} m").format(metres=mm / 1_000)
            ms = round(paces.time_for(movement, mm))
            until = _(", until you tap") if length.until_tap else ""
            return f"{metres} ({length_text(ms, is_estimate=True)}{until})"
        case _:
            return _("until you tap")
