"""Measure the latency of sound from a person who taps along with a steady beat played like any session.

Each tap is compared with its beat; the median counts. People tap some tens of ms early, which we do not correct for
(heuristic), so the result is good to about 30 ms.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles

from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.session import Session
from retrotimer.training.workout import timeline as timelines
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    Duration,
    Movement,
    Repeat,
    Step,
    Workout,
)

BEAT_MS = 1_000
BEATS = 60
LEAD_MS = 2_000  # silence before the first beat, in which the device wakes
EARLY_MS = 250  # a tap this much before a beat belongs to it, and no longer to the one before
FINDING = 2  # the first taps, by which a person finds the beat: they do not count
NEEDED = 8  # taps that count before there is a result
MOST_SPREAD_MS = 60  # the widest that the middle half of the taps may lie apart (heuristic)
STEP_MS = 5
NS_PER_MS = 1_000_000
TONES_ALONE = CueOptions(off=frozenset(CueKind) - {CueKind.START})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of taps so far: median latency and spread of the middle half in ms; None while unknown."""

    missing: int
    spread_ms: int = 0
    latency_ms: int | None = None


def late_ms(tap_ns: int, first_beat_ns: int) -> float:
    """Return how long after its beat a tap came, in ms, from -`EARLY_MS` to just under `BEAT_MS` - `EARLY_MS`."""
    since_ms = (tap_ns - first_beat_ns) / NS_PER_MS
    return (since_ms + EARLY_MS) % BEAT_MS - EARLY_MS


def analysed(taps_ms: tuple[float, ...]) -> Verdict:
    """Return what `taps_ms`, each from `late_ms`, in the order they came, say of the latency."""
    counted = taps_ms[FINDING:]
    if len(counted) < NEEDED:
        return Verdict(NEEDED - len(counted))
    lower, _middle, upper = quantiles(counted, n=4, method="inclusive")
    spread_ms = round(upper - lower)
    if spread_ms > MOST_SPREAD_MS:
        return Verdict(0, spread_ms)
    return Verdict(0, spread_ms, STEP_MS * round(median(counted) / STEP_MS))


def beat_session() -> Session:
    """Return a session that is nothing but a beat, `LEAD_MS` after its start and then every `BEAT_MS`."""
    return _session((Repeat(BEATS, (_step(STAND, BEAT_MS),)),), LEAD_MS)


def trial_session() -> Session:
    """Return a session of four seconds that lets both directions be heard."""
    return _session((_step(RUN_FORWARD, 2_000), _step(RUN_BACKWARD, 2_000)), 0)


def _session(steps: tuple[Step | Repeat, ...], get_ready_ms: int) -> Session:
    timeline = timelines.compile(Workout("", steps), Paces())
    return Session(timeline, TONES_ALONE, get_ready_ms)


def _step(movement: Movement, ms: int) -> Step:
    return Step(movement, Duration(ms))
