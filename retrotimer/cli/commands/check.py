"""`retrotimer check`: all mistakes of all files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from retrotimer.cli.exit_status import notify
from retrotimer.cli.settings import own_settings
from retrotimer.files.presets.reader import read_preset
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.timeline import each_step
from retrotimer.training.workout.workout import Workout


def run(arguments: argparse.Namespace) -> int:
    """Check each file; return 1 if any is wrong."""
    status = 0
    for name in arguments.files:
        try:
            preset = read_preset(Path(name))
        except WrongFile as error:
            notify(*error.mistakes)
            status = WrongFile.status
        else:
            print(_("{file}: right").format(file=printable(name)))
            for sentence in _of_lines(preset.workout):
                print(printable(sentence))
    return status


def _of_lines(workout: Workout) -> Iterator[str]:
    """Give a sentence for each line of a person's own that RetroTimer's voice does not say."""
    lines = tuple(dict.fromkeys(step.say for step in each_step(workout.steps) if step.say))
    if not lines:
        return
    from retrotimer.app.session.voices import foreseen, make_voice  # most presets say nothing

    found = foreseen(make_voice(own_settings().voice), lines)
    for line in found.by_speaker:
        yield _("  “{line}” will be spoken by this system's voice ({speaker}).").format(
            line=line, speaker=found.speaker
        )
    for line in found.shown_only:
        yield _(
            "  “{line}” will be shown and not spoken: neither RetroTimer's voice nor this system's says it."
        ).format(line=line)
