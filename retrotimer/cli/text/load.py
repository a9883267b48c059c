"""Format the load balance of a preset: peaks, badge, gentler variants."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap

from retrotimer.app.formatting import grade_word
from retrotimer.app.overview import Overview
from retrotimer.texts import _
from retrotimer.training.history.load_curves import peaks_forward
from retrotimer.training.load.gentler import gentler
from retrotimer.training.load.load import CALF_LINE, KNEE_LINE, Cause


def load_lines(overview: Overview, width: int) -> list[str]:
    """Return the lines, none wider than `width`."""
    load = overview.load
    peaks_text = _(
        "Load: {grade}. Knee {knee:.2f} (our line {knee_line:.2f}), calf {calf:.2f} (our line {calf_line:.2f})."
    )
    lines = {"knee_line": KNEE_LINE, "calf_line": CALF_LINE}
    verdict = _("Easy on knee and calf, by our lines.") if load.is_gentler else _("What is not easy about it:")
    model = _(
        "This is a model of ours on borrowed constants, its lines and caps are rules of thumb: it compares "
        "sessions, it does not foresee injuries. Steady forward running lies at 1.00."
    )
    return [
        *wrapped(
            peaks_text.format(grade=grade_word(load.grade), knee=load.knee_peak, calf=load.calf_peak, **lines),
            width,
        ),
        *([_("In the curves, █ is over our line.")] if load.causes & {Cause.KNEE, Cause.CALF} else ()),
        *wrapped(_all_forward(overview), width),
        verdict,
        *_points(load.reasons, width),
        *_gentler(overview, width),
        *wrapped(model, width),
    ]


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width`, its own lines kept."""
    return [line for paragraph in text.splitlines() for line in wrap(paragraph, width) or [""]]


def _all_forward(overview: Overview) -> str:
    load, forward = overview.load, peaks_forward(overview.timeline)
    sentence = _(
        "Against the same session all forward: knee {knee:.0f} %, calf {calf:.0f} %; its peaks would be "
        "{knee_peak:.2f} and {calf_peak:.2f}."
    )
    return sentence.format(
        knee=100 * load.knee_share,
        calf=100 * load.calf_share,
        knee_peak=forward.knee,
        calf_peak=forward.calf,
    )


def _gentler(overview: Overview, width: int) -> list[str]:
    found = gentler(overview.preset.workout, overview.paces)
    if not found:
        return []
    return [_("What would make it easier:"), *_points((suggestion.message for suggestion in found), width)]


def _points(sentences: Iterable[str], width: int) -> list[str]:
    return [f"  {line}" for sentence in sentences for line in wrapped(sentence, width - 2)]
