"""Play a few seconds of a workout from one step on, for the editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import CueOptions
from retrotimer.training.session import Session
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.tree import Items, Path
from retrotimer.training.workout.workout import Repeat, Role

TRY_MS = 20_000
"""How much of a workout is tried at once."""


def interval_paths(items: Items, timeline: Timeline) -> Iterator[Path]:
    """Give for each interval of `timeline` the path of the step of `items` that it comes from, () for a turn."""
    paths = _unrolled(items, ())
    for interval in timeline.intervals:
        yield () if interval.role is Role.TURN else next(paths)


def first_of(path: Path, paths: tuple[Path, ...]) -> int | None:
    """Return the first interval that comes from the step at `path`, or from one within the repeat there."""
    return next((n for n, found in enumerate(paths) if found and found[: len(path)] == path), None)


def trial(timeline: Timeline, index: int, options: CueOptions) -> Session:
    """Return a session that begins at once with interval `index`, to be stopped after `TRY_MS`."""
    start_ms = timeline.intervals[index].start_ms
    rest = tuple(replace(i, start_ms=i.start_ms - start_ms) for i in timeline.intervals[index:])
    return Session(Timeline(timeline.name, rest), options, get_ready_ms=0)


def spoken_lines(session: Session) -> tuple[str, ...]:
    """Return what a trial says within `TRY_MS`, each line once, in order."""
    cues = takewhile(lambda cue: cue.at_ms < TRY_MS, all_cues(session.timeline, session.options))
    return tuple(dict.fromkeys(cue.text for cue in cues if cue.is_spoken))


def _unrolled(items: Items, parent: Path) -> Iterator[Path]:
    for index, item in enumerate(items):
        path = (*parent, index)
        if isinstance(item, Repeat):
            inner = tuple(step for step in item.steps if not step.between)
            is_last_full = len(inner) == len(item.steps)
            for n in range(item.rounds):
                if n + 1 < item.rounds or is_last_full:
                    yield from _unrolled(item.steps, path)
                else:
                    yield from _last_round(item, path)
        else:
            yield path


def _last_round(repeat: Repeat, path: Path) -> Iterator[Path]:
    """Give the paths of a last round, in which nothing stands that is only between rounds."""
    for index, step in enumerate(repeat.steps):
        if not step.between:
            for below in _unrolled((step,), ()):
                yield (*path, index, *below[1:])
