"""Saving a workout into the file it came from, so that a person's comments, order and layout stay.

What did not change stays to the letter. What was moved takes its comments along; what is new is written as in
`preset_writer`. The result is read again before it is given away: a file of a form that is not followed here is
written anew, with all its comments above the workout.
"""

from __future__ import annotations

import tomllib
from pathlib import Path as File

from retrotimer.files.fields import Fields
from retrotimer.files.mistakes import Mistakes
from retrotimer.files.preset import read_workout
from retrotimer.files.preset_layout import Layout
from retrotimer.files.preset_match import matched
from retrotimer.files.preset_writer import preset_text, workout_fields
from retrotimer.files.toml_outline import comments_in
from retrotimer.files.toml_patch import line_splices, spliced
from retrotimer.files.toml_scan import NotFollowed
from retrotimer.training.workout import Workout


def edited_text(source: str, before: Workout, after: Workout) -> str:
    """Return what the preset `source`, which says `before`, is to say so that it says `after`."""
    if before == after:
        return source
    try:
        made = _patched(source, before, after)
    except NotFollowed:
        return _written_anew(source, after)
    return made if says(made, after) else _written_anew(source, after)


def says(source: str, workout: Workout) -> bool:
    """Return whether the preset `source` says `workout`, and nothing wrong."""
    try:
        table = tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    mistakes = Mistakes(File())
    return read_workout(Fields(table, (), mistakes)) == workout and not mistakes.found


def _patched(source: str, before: Workout, after: Workout) -> str:
    layout = Layout(source, before.steps)
    splices = line_splices(source, layout.root.entries, workout_fields(before), workout_fields(after))
    if before.steps != after.steps:
        splices.append(layout.steps_splice(matched(before.steps, after.steps)))
    return spliced(source, splices)


def _written_anew(source: str, workout: Workout) -> str:
    comments = "".join(f"{comment}\n" for comment in comments_in(source))
    return comments + preset_text(workout)
