"""Compute a preset's timeline, totals, energy and load, for list, library and `show`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING

from retrotimer.files.presets.library import Preset
from retrotimer.texts import _
from retrotimer.training.cues.cue_types import GET_READY_MS, CueOptions
from retrotimer.training.formatting import length_text
from retrotimer.training.load.energy import Energy, energy
from retrotimer.training.load.load import Load, load
from retrotimer.training.workout import timeline as timelines
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import Direction, Gait

if TYPE_CHECKING:
    from retrotimer.training.groups.groups import GroupEntry


@dataclass(frozen=True)
class Overview:
    """A preset with all that follows from it at a person's paces; each part worked out when first asked for."""

    preset: Preset
    paces: Paces
    groups: tuple[GroupEntry, ...] = ()
    arrival_ends: bool = False

    def with_groups(self, groups: tuple[GroupEntry, ...], *, arrival_ends: bool) -> Overview:
        """Return it with `groups` to do it; with `arrival_ends` an arrival ends a step that waits for a tap."""
        return replace(self, groups=groups, arrival_ends=arrival_ends)

    @cached_property
    def timeline(self) -> Timeline:
        """Its intervals."""
        return timelines.compile(self.preset.workout, self.paces)

    @cached_property
    def energy(self) -> Energy:
        """What it takes."""
        return energy(self.timeline, self.paces)

    @cached_property
    def load(self) -> Load:
        """What it asks of knee and calf."""
        return load(self.timeline, self.preset.workout.level, self.paces)

    @property
    def total_text(self) -> str:
        """How long it takes, as it reads in a list."""
        total_ms = self.timeline.total_ms
        return _("open") if total_ms is None else length_text(total_ms, is_estimate=self.timeline.is_estimate)

    @property
    def figures(self) -> tuple[float, float]:
        """How long it takes in ms, endless where open, and which part of the running is backward, 0 to 1."""
        total_ms = self.timeline.total_ms
        forward, backward = (self.timeline.run_ms(way) for way in (Direction.FORWARD, Direction.BACKWARD))
        return inf if total_ms is None else total_ms, backward / (forward + backward or 1)

    @property
    def rounds(self) -> int:
        """The most rounds that any repeat has."""
        return max((of for interval in self.timeline.intervals for _i, of in interval.rounds), default=0)


def describe(overview: Overview, options: CueOptions, get_ready_ms: int = GET_READY_MS) -> dict[str, object]:
    """Return `overview` as what `show --json` gives; times in ms from the first interval's start."""
    from retrotimer.training.cues.cue_times import all_cues  # a list or library does without

    timeline, balance, kcal = overview.timeline, overview.load, overview.energy
    return {
        "name": overview.preset.workout.name,
        "id": overview.preset.id,
        "total_ms": timeline.total_ms,
        "intervals": [_interval(interval) for interval in timeline.intervals],
        "cues": [
            {"at_ms": cue.at_ms, "kind": str(cue.kind), "text": cue.text}
            for cue in all_cues(timeline, options, get_ready_ms)
        ],
        "load": {
            "knee_peak": round(balance.knee_peak, 4),
            "calf_peak": round(balance.calf_peak, 4),
            "gentler": balance.is_gentler,
            "reasons": list(balance.reasons),
        },
        "energy": {"kcal": round(kcal.kcal), "low": round(kcal.low), "high": round(kcal.high)},
        **{
            f"{gait}_{direction}_ms": timeline.time_ms(direction, gait)
            for gait in (Gait.RUN, Gait.WALK)
            for direction in Direction
        },
    }


def _interval(interval: Interval) -> dict[str, object]:
    direction, role, at = interval.movement.direction, interval.role, interval.round
    return {
        "start_ms": interval.start_ms,
        "duration_ms": interval.duration_ms,
        "gait": str(interval.movement.gait),
        "direction": None if direction is None else str(direction),
        "name": interval.name,
        "role": None if role is None else str(role),
        "round": at[0] if at else None,
        "rounds": at[1] if at else None,
    }
