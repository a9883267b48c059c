"""Keep the editor's unsaved work: one JSON file a preset, as drafts may lack steps or a name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write, read_regular
from retrotimer.files.presets.lengths import parse_typed, typed_text
from retrotimer.files.presets.writer import WORDS
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout.workout import MOVEMENTS, Level, Repeat, Role, Step, Workout

FORMAT = 1
MAX_BYTES = 16 << 20
NEW = "new"  # the name of the draft of a preset that has no file yet


@dataclass(frozen=True, slots=True)
class Draft:
    """A workout under way, the file that it is to be saved to, None where it has none, and what that said."""

    workout: Workout
    path: Path | None = None
    source: str = ""


def draft_file(path: Path | None) -> Path:
    """Return where the draft of the preset at `path` is kept."""
    name = hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16] if path else NEW
    return paths.drafts() / f"{name}.json"


def keep(draft: Draft) -> None:
    """Write `draft`, in place of an earlier one of the same preset. Raises NotSaved."""
    table = {
        "format": FORMAT,
        "path": str(draft.path.absolute()) if draft.path else None,
        "source": draft.source,
        "workout": _workout_table(draft.workout),
    }
    with atomic_write(draft_file(draft.path), make_folder=True) as file:
        file.write(json.dumps(table, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def forget(path: Path | None) -> None:
    """Remove the draft of the preset at `path`: it is saved, or not wanted."""
    with suppress(OSError):
        draft_file(path).unlink(missing_ok=True)


def drafts() -> tuple[Draft, ...]:
    """Return the drafts that were left, the latest first; what cannot be read as one is left alone."""
    try:
        files = sorted(paths.drafts().glob("*.json"), key=lambda file: file.stat().st_mtime, reverse=True)
    except OSError:
        return ()
    found = (_read(file) for file in files)
    return tuple(draft for draft in found if draft)


def draft_of(path: Path | None) -> Draft | None:
    """Return the draft of the preset at `path`, where there is one."""
    return _read(draft_file(path))


def _read(file: Path) -> Draft | None:
    try:
        table = json.loads(read_regular(file, MAX_BYTES).decode("utf-8", "surrogatepass"))
        if table["format"] != FORMAT:
            return None
        path = Path(table["path"]) if table["path"] else None
        return Draft(_workout(table["workout"]), path, str(table["source"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, WrongRequest):
        return None


def _workout_table(workout: Workout) -> dict[str, object]:
    return {
        "name": workout.name,
        "level": workout.level,
        "about": workout.about,
        "turn_ms": workout.turn_ms,
        "source": workout.source,
        "tags": list(workout.tags),
        "steps": [_item_table(item) for item in workout.steps],
    }


def _item_table(item: Step | Repeat) -> dict[str, object]:
    table: dict[str, object] = {"name": item.name, "between": item.between}
    if isinstance(item, Repeat):
        return {**table, "repeat": item.rounds, "steps": [_item_table(step) for step in item.steps]}
    return {**table, "do": WORDS[item.movement], "for": typed_text(item.length), "say": item.say, "role": item.role}


def _workout(table: Mapping[str, Any]) -> Workout:
    level = Level(table["level"]) if table["level"] else None
    steps = tuple(_item(item) for item in table["steps"])
    tags = tuple(str(tag) for tag in table["tags"])
    return Workout(
        str(table["name"]), steps, level, str(table["about"]), int(table["turn_ms"]), str(table["source"]), tags
    )


def _item(table: Mapping[str, Any]) -> Step | Repeat:
    name, between = str(table["name"]), bool(table["between"])
    if "repeat" in table:
        return Repeat(int(table["repeat"]), tuple(_item(item) for item in table["steps"]), name, between)
    role = Role(table["role"]) if table["role"] else None
    length = parse_typed(table["for"])
    return Step(MOVEMENTS[table["do"]], length, name, str(table["say"]), role, between)
