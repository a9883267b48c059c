"""`retrotimer show`: a preset with all that follows from it."""

from __future__ import annotations

import argparse
import shutil
from textwrap import wrap

from retrotimer.app.overview import Overview, describe
from retrotimer.app.words import level_word
from retrotimer.cli.settings import own_settings
from retrotimer.cli.table import table
from retrotimer.files.library import find
from retrotimer.terminal.ribbon import Ribbon
from retrotimer.texts import _
from retrotimer.training.figures import kcal_text, length_text
from retrotimer.training.load import CALF_LIMIT, KNEE_LIMIT
from retrotimer.training.workout import Direction

WIDEST = 76
"""Columns beyond which neither a ribbon nor a paragraph reads better."""


def run(arguments: argparse.Namespace) -> int:
    """Print the preset, for people or as JSON."""
    preset, settings = find(arguments.preset), own_settings()
    overview = Overview(preset, settings.paces)
    if arguments.json:
        from retrotimer.app.speech import make_voice, voiced  # noqa: PLC0415 - people do without
        from retrotimer.cli.as_json import print_json  # noqa: PLC0415

        print_json(describe(overview, voiced(settings.cues, make_voice(settings.voice)), settings.get_ready_ms))
        return 0
    width = max(20, min(WIDEST, shutil.get_terminal_size().columns - 1))
    parts = (_head(overview, width), _ribbon(overview, width), table(overview), _totals(overview, width))
    print("\n\n".join("\n".join(lines) for lines in (*parts, _load(overview, width)) if lines))
    return 0


def _head(overview: Overview, width: int) -> list[str]:
    preset = overview.preset
    about = (preset.id, level_word(preset.workout.level))
    title = f"{preset.workout.name} ({', '.join(part for part in about if part)})"
    return [title, *_wrapped(preset.workout.about, width)]


def _ribbon(overview: Overview, width: int) -> list[str]:
    return [f" {line}".rstrip() for line in Ribbon(overview.timeline, width - 1).lines()]


def _totals(overview: Overview, width: int) -> list[str]:
    timeline, energy = overview.timeline, overview.energy
    if timeline.total_ms is None:
        total = _("The length is yours, you tap; by your paces: running {forward} forward, {backward} backward.")
    else:
        total = _("Total {length}: running {forward} forward, {backward} backward.")
    forward, backward = (
        length_text(timeline.run_ms(direction), is_estimate=timeline.is_estimate) for direction in Direction
    )
    kcal = _(
        "Energy {kcal} kcal, between {low} and {high}: an estimate, gross, for {kg:g} kg, from ACSM's equations "
        "and a laboratory factor from small samples. It assumes steady pace; short intervals are less certain."
    )
    low, high = (5 * round(bound / 5) for bound in (energy.low, energy.high))
    return [
        *_wrapped(total.format(length=overview.total_text, forward=forward, backward=backward), width),
        *_wrapped(kcal.format(kcal=kcal_text(energy.kcal), low=low, high=high, kg=overview.paces.body_kg), width),
    ]


def _load(overview: Overview, width: int) -> list[str]:
    load = overview.load
    peaks = _("Load balance: knee {knee:.3f} (limit {knee_limit:.2f}), calf {calf:.3f} (limit {calf_limit:.2f}).")
    shares = _("Against the same session all forward: knee {knee:.0f} %, calf {calf:.0f} %.")
    verdict = _("It earns the “gentler” badge.") if load.is_gentler else _("It misses the “gentler” badge:")
    model = _("This is a model of ours on borrowed constants: it compares sessions, it does not foresee injuries.")
    limits = {"knee_limit": KNEE_LIMIT, "calf_limit": CALF_LIMIT}
    return [
        *_wrapped(peaks.format(knee=load.knee_peak, calf=load.calf_peak, **limits), width),
        *_wrapped(shares.format(knee=100 * load.knee_share, calf=100 * load.calf_share), width),
        verdict,
        *(f"  {line}" for reason in load.reasons for line in _wrapped(reason, width - 2)),
        *_wrapped(model, width),
    ]


def _wrapped(text: str, width: int) -> list[str]:
    return [line for paragraph in text.splitlines() for line in wrap(paragraph, width) or [""]]
