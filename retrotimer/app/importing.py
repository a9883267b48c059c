"""Import workouts of other programs as presets of the person's own."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from retrotimer.exchange.import_result import Imported
from retrotimer.files.presets.library import Preset, adopt
from retrotimer.files.presets.writer import preset_text

PRESET = ".toml"
MAX_STEM = 60


@dataclass(frozen=True, slots=True)
class ImportedPreset:
    """A preset that came from elsewhere. `notes` are sentences: what was guessed, and what could not be kept."""

    preset: Preset
    notes: tuple[str, ...] = ()


def is_foreign(path: Path) -> bool:
    """Return whether the ending of the name of `path` is one of other programs' workouts."""
    from retrotimer.exchange.registry import READERS  # a preset does without

    return path.suffix.casefold() in READERS


def import_file(path: Path) -> ImportedPreset:
    """Make the workout in the file at `path` a preset of the person's. Raises WrongRequest, WrongFile, NotSaved."""
    if path.suffix.casefold() == PRESET:
        return ImportedPreset(adopt(path))
    from retrotimer.exchange.registry import read_workout_file  # a preset does without

    return keep(read_workout_file(path), path.stem)


def import_text(data: bytes) -> ImportedPreset:
    """Make the workout in the text `data` a preset of the person's. Raises WrongFile, NotSaved."""
    from retrotimer.exchange.registry import read_text_file

    imported = read_text_file(data, Path("text"))
    return keep(imported, imported.workout.name)


def keep(imported: Imported, name: str) -> ImportedPreset:
    """Save `imported` among the person's presets, named after `name`, once. Raises NotSaved."""
    stem = re.sub(r"[^\w .,+()-]+", "-", name)[:MAX_STEM].strip(" .-")
    with tempfile.TemporaryDirectory(prefix="retrotimer-") as folder:
        draft = Path(folder) / f"{stem or 'imported'}{PRESET}"
        draft.write_text(preset_text(imported.workout), encoding="utf-8", newline="\n")
        return ImportedPreset(adopt(draft), imported.notes)
