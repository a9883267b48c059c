"""A training past for pictures: weeks of the plan done as planned, and a few sessions beside it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrotimer.files.presets.format import Preset

WEEKS = 5
"""How long ago the plan began, in weeks, at a Monday."""
TUESDAY, FRIDAY = 1, 4
HOUR = 16
BESIDE = {"warm-up-drill": (-17, -10, -3, 5, 19), "first-steps": (-31, -24)}
"""Sessions by preset, in days after the plan's first."""


def begin_plan() -> None:
    """Write a plan that has come to its middle, and the sessions that were done of it."""
    from retrotimer.files.plan_file import Chosen, write_chosen
    from retrotimer.files.presets.library import find  # the program only where a picture is taken

    today = datetime.now(UTC).replace(hour=HOUR, minute=30, second=0, microsecond=0)
    first = today - timedelta(days=today.weekday(), weeks=WEEKS)
    write_chosen(Chosen(first.date(), (TUESDAY, FRIDAY)))
    effort = count()
    for week in range(WEEKS):
        for weekday in (TUESDAY, FRIDAY):
            _do(find(f"plan-week-{week + 1}"), first + timedelta(days=weekday, weeks=week), 3 + next(effort) % 3)
    for name, days in BESIDE.items():
        for day in days:
            _do(find(name), first + timedelta(days=day), 4)


def _do(preset: Preset, started: datetime, effort: int) -> None:
    """Keep a session that went as planned, and how hard it was."""
    from retrotimer.files.history import store
    from retrotimer.training.history.record import Planned, SessionRecord, Visit
    from retrotimer.training.workout.paces import Paces
    from retrotimer.training.workout.timeline import compile  # noqa: A004

    intervals = compile(preset.workout, Paces()).intervals
    plan = tuple(Planned(one.movement, one.duration_ms, one.name, one.role) for one in intervals)
    visits = tuple(Visit(nth, what, what.planned_ms or 0) for nth, what in enumerate(plan))
    record = SessionRecord(
        preset.workout.name, preset.id, started, Paces(), plan, visits, is_finished=True, offset_s=0
    )
    store.rate(store.save(record), effort, "")
