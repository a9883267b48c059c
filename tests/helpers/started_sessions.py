"""Save finished sessions in the history."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from retrotimer.files.history import store
from retrotimer.files.presets.library import plan_preset
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import compile as compile_workout
from retrotimer.training.workout.workout import RUN_FORWARD, Movement

PACES = Paces()
AT = datetime(2026, 5, 1, 6, 30, tzinfo=UTC)


def local(day: date, at: time = time(18)) -> datetime:
    """Return `at` on `day` in the local time zone."""
    return datetime.combine(day, at).astimezone()


def train_week(
    number: int, day: date, share: float = 1.0, at: time = time(18), skipped: Movement | None = None
) -> Path:
    """Save a session of plan week `number` on `day`, with `share` of each interval done but for `skipped` ones."""
    timeline = compile_workout(plan_preset(number).workout, PACES)
    plan = tuple(Planned(i.movement, i.length_ms, i.name, i.role, i.round) for i in timeline.intervals)
    done = [(n, what) for n, what in enumerate(plan) if what.movement != skipped]
    visits = tuple(Visit(n, what, round(share * (what.planned_ms or 0))) for n, what in done)
    started = local(day, at).astimezone(UTC)
    return store.save(SessionRecord(timeline.name, f"plan-week-{number}", started, PACES, plan, visits, True))


def record(*done: tuple[Movement, float], is_finished: bool = True) -> SessionRecord:
    """Return a record with each movement done for its seconds, as planned; 0 seconds means skipped."""
    plan = tuple(Planned(movement, round(1_000 * seconds)) for movement, seconds in done)
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan) if what.planned_ms)
    return SessionRecord("Test", "test", AT, PACES, plan, visits, is_finished)


def run_for(minutes: float, day: date) -> Path:
    """Save a plain run on `day`."""
    what = Planned(RUN_FORWARD, round(60_000 * minutes))
    visits = (Visit(0, what, round(60_000 * minutes)),)
    record = SessionRecord("Run", "run", local(day).astimezone(UTC), PACES, (what,), visits, True)
    return store.save(record)


def run_thrice(minutes: float, last: date) -> None:
    """Save three plain runs, nine days apart, the last on `last`: fewer give no warning."""
    for ago in (18, 9, 0):
        run_for(minutes, last - timedelta(days=ago))
