"""The presets of the eight-week plan: one a week, found by their ids, not listed among the others."""

from __future__ import annotations

from pathlib import Path

from retrotimer.files.assets import asset
from retrotimer.files.preset import Preset, read_preset
from retrotimer.training.plan import WEEKS

ID = "plan-week-{number}"


def plan_files() -> tuple[Path, ...]:
    """Return the files of all weeks, in order."""
    folder = asset("plan")
    return tuple(folder / f"{ID.format(number=number)}.toml" for number in range(1, WEEKS + 1))


def plan_preset(number: int) -> Preset:
    """Return the preset of week `number`, counted from 1."""
    return read_preset(plan_files()[number - 1], is_builtin=True)


def week_of(preset_id: str) -> int | None:
    """Return the week of the plan whose preset has that id; None for any other preset."""
    return next((n for n in range(1, WEEKS + 1) if preset_id == ID.format(number=n)), None)
