"""Advance sessions to a given time, and describe their events briefly."""

from __future__ import annotations

from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.session import MS, Event, Session
from retrotimer.training.transitions import update
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, wf
from tests.helpers.running_sessions import after, started

S = 1_000 * MS
PLAN = plan(wf(60, role=Role.WARM_UP), rf(30), rb(20), wf(60, role=Role.COOL_DOWN))
SILENT = CueOptions(off=frozenset(CueKind))


def ready(timeline: Timeline = PLAN, *, get_ready_ms: int = 10_000, options: CueOptions | None = None) -> Session:
    """Return a session at 1 000 s of its clock, because a real clock does not start at 0."""
    session = Session(timeline, options=options or CueOptions(), get_ready_ms=get_ready_ms)
    return update(session, 1_000 * S)[0]


def into(seconds: float, timeline: Timeline = PLAN) -> Session:
    """Return a session `seconds` after its first interval began."""
    return after(started(ready(timeline)), 10 + seconds)


def words(events: tuple[Event, ...]) -> list[tuple[float, str]]:
    """Return cues and other events as seconds of the timeline and a word."""
    return [(event.at_ms / 1_000, event.cue.text if event.cue else str(event.kind)) for event in events]
