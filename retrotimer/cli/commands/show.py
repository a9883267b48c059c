"""`retrotimer show`: a preset with all that follows from it."""

from __future__ import annotations

import argparse
import shutil

from retrotimer.app.formatting import level_word
from retrotimer.app.overview import Overview, describe
from retrotimer.app.totals import ways_text
from retrotimer.cli.settings import own_settings
from retrotimer.cli.text.load import load_lines, wrapped
from retrotimer.cli.text.table import table
from retrotimer.files.presets.library import find
from retrotimer.terminal.ribbon import Ribbon, curve_line
from retrotimer.texts import _
from retrotimer.training.formatting import kcal_text
from retrotimer.training.load.load import CALF_LINE, CALF_WEIGHTS, KNEE_LINE, KNEE_WEIGHTS
from retrotimer.training.workout.recipe import recipe

WIDEST = 76
"""Columns beyond which neither a ribbon nor a paragraph reads better."""


def run(arguments: argparse.Namespace) -> int:
    """Print the preset, for people or as JSON."""
    preset, settings = find(arguments.preset), own_settings()
    overview = Overview(preset, settings.paces)
    if arguments.json:
        from retrotimer.app.session.voices import make_voice, voiced  # people do without
        from retrotimer.cli.text.json_text import print_json

        print_json(describe(overview, voiced(settings.cues, make_voice(settings.voice)), settings.get_ready_ms))
        return 0
    print(page(overview))
    return 0


def page(overview: Overview) -> str:
    """Return all there is to say of a preset, as wide as the terminal."""
    width = max(20, min(WIDEST, shutil.get_terminal_size().columns - 1))
    parts = (
        _head(overview, width),
        _recipe(overview, width),
        _ribbon(overview, width),
        table(overview),
        _totals(overview, width),
        load_lines(overview, width),
    )
    return "\n\n".join("\n".join(lines) for lines in parts if lines)


def _head(overview: Overview, width: int) -> list[str]:
    preset = overview.preset
    about = (preset.id, level_word(preset.workout.level))
    title = f"{preset.workout.name} ({', '.join(part for part in about if part)})"
    source = _("Source: {source}").format(source=preset.workout.source) if preset.workout.source else ""
    tags = _("Tags: {tags}").format(tags=", ".join(preset.workout.tags)) if preset.workout.tags else ""
    return [title, *(line for text in (preset.workout.about, source, tags) for line in wrapped(text, width))]


def _recipe(overview: Overview, width: int) -> list[str]:
    return [part for line in recipe(overview.preset.workout) for part in wrapped(line.text, width)]


def _ribbon(overview: Overview, width: int) -> list[str]:
    """Return the ribbon with the load of both tissues below it, each named at its right."""
    words = {_("knee"): (KNEE_WEIGHTS, KNEE_LINE), _("calf"): (CALF_WEIGHTS, CALF_LINE)}
    ribbon = Ribbon(overview.timeline, max(10, width - 2 - max(map(len, words))))
    curves = [
        f"{curve_line(overview.timeline, weights, limit, ribbon)} {word}"
        for word, (weights, limit) in words.items()
    ]
    return [f" {line}".rstrip() for line in (*ribbon.lines(), *curves)]


def _totals(overview: Overview, width: int) -> list[str]:
    timeline, energy = overview.timeline, overview.energy
    if timeline.total_ms is None:
        total = _("The length is yours, you tap; by your paces: {ways}.")
    else:
        total = _("Total {length}: {ways}.")
    ways = ways_text(timeline.times, is_estimate=timeline.is_estimate)
    kcal = _(
        "Energy {kcal} kcal, between {low} and {high}: an estimate, gross, for {kg:g} kg, from ACSM's equations "
        "and a laboratory factor from small samples; the range is a rule of thumb. It assumes steady pace; short "
        "intervals are less certain."
    )
    low, high = (5 * round(bound / 5) for bound in (energy.low, energy.high))
    return [
        *wrapped(total.format(length=overview.total_text, ways=ways), width),
        *wrapped(kcal.format(kcal=kcal_text(energy.kcal), low=low, high=high, kg=overview.paces.body_kg), width),
    ]
