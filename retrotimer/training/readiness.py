"""Ask before a session: the heat, whether one can run 25 minutes, and the 3-metre backward walk. All optional.

The cut-offs of the walk are measured (jfmk10020154); the rest in heat is a school board's rule (lay, usd259.org)
for WBGT, which air temperature alone does not tell; 25 minutes of running first is lay advice.
"""

from __future__ import annotations

from enum import StrEnum

from retrotimer.texts import N_, _
from retrotimer.training.errors import WrongRequest

LOW_RISK_S, HIGH_RISK_S, OLDER_S = 3.0, 4.5, 5.5
"""At most the first: low risk of falls; from the second on: high; the third is the cut-off in 483 older people."""
WALK_S = (0.5, 120.0)
"""What a stopwatch can show for 3 m."""
RUN_MINUTES = 25


class Heat(StrEnum):
    """How hot it is, as a person feels it: no guess from a thermometer."""

    NO = "no"
    HOT = "hot"
    VERY_HOT = "very-hot"


HEAT_WORDS = {Heat.NO: N_("Not hot"), Heat.HOT: N_("Hot"), Heat.VERY_HOT: N_("Very hot")}
HEAT_MEANS = {
    Heat.NO: N_("Nothing changes."),
    Heat.HOT: N_(
        "You sweat while you stand, or sun or damp air press (our wording). Rest at least 3 times 4 minutes in an "
        "hour (a school board's rule, for WBGT 26.7 to 29.2 °C)."
    ),
    Heat.VERY_HOT: N_(
        "Heavy, damp heat or hard sun (our wording). Rest at least 4 times 4 minutes in an hour (a school "
        "board's rule, for WBGT 29.3 to 30.9 °C). Our advice: walk, or wait for a cooler hour."
    ),
}


def heat_question() -> str:
    """Return the question, and why no figure is asked for."""
    return _("How hot is it? A thermometer alone does not tell: sun, damp air and wind count too.")


def heat_word(heat: Heat) -> str:
    """Return an answer."""
    return _(HEAT_WORDS[heat])


def heat_means(heat: Heat) -> str:
    """Return what an answer means."""
    return _(HEAT_MEANS[heat])


def run_question() -> str:
    """Return the question that is asked once."""
    return _("Can you run for 25 minutes forward without pain?")


def run_means(*, can: bool) -> str:
    """Return what the answer means."""
    if can:
        return _("Then begin with the presets for novices. Asked once (advice of retro runners, no study).")
    return _(
        "Then learn that first (advice of retro runners, no study), and walk backward meanwhile: First steps. "
        "With pain, ask a clinician."
    )


def walk_help() -> str:
    """Return how the 3-metre backward walk is done."""
    return _(
        "Walk 3 metres backward as fast as is safe, with someone beside you, and type the seconds: a test of the "
        "risk of falls."
    )


def walk_seconds(text: str) -> float:
    """Return the seconds that `text` says.

    Raises:
        WrongRequest: where a stopwatch does not show that for 3 m.
    """
    try:
        seconds = float(text.strip().removesuffix("s").replace(",", "."))
    except ValueError:
        seconds = 0.0
    if not WALK_S[0] <= seconds <= WALK_S[1]:
        sentence = _("'{text}' is not a time for 3 m: write seconds, as 3.4, from {least:g} to {most:g}")
        raise WrongRequest(sentence.format(text=text, least=WALK_S[0], most=WALK_S[1]))
    return round(seconds, 2)


def walk_means(seconds: float) -> str:
    """Return what a 3-metre backward walk of `seconds` says."""
    if seconds <= LOW_RISK_S:
        return _("At most 3.0 s: low risk of falls in one study (Carter).")
    if seconds < HIGH_RISK_S:
        return _("Between 3.0 and 4.5 s: between the two cut-offs of one study (Carter).")
    if seconds < OLDER_S:
        return _(
            "4.5 s and more: high risk of falls in one study (Carter). Ask a clinician before you go backward."
        )
    return _(
        "4.5 s and more: high risk of falls in one study (Carter); 5.5 s was the cut-off of another, with 483 "
        "older people. Ask a clinician before you go backward."
    )
