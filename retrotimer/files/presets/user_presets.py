"""Create, change, copy and delete a person's own presets; nothing is overwritten or lost."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved, atomic_write, read_regular
from retrotimer.files.presets.library import free_place, plain_stem
from retrotimer.files.presets.reader import Fields, Preset, id_of, read_preset, read_workout
from retrotimer.files.presets.round_trip import edited_text
from retrotimer.files.presets.toml_source import read_text
from retrotimer.files.presets.writer import preset_text
from retrotimer.files.wording import Mistakes
from retrotimer.texts import _
from retrotimer.training.cues.phrases import line_name
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.workout import MAX_NAME, Workout

LONGEST_STEM = 60
MAX_BYTES = 64 << 20  # what another program may have put in a preset's place, and is kept beside it


@dataclass(frozen=True, slots=True)
class Opened:
    """A preset's file as it was when it was opened: what it said, to the letter, and the workout in it."""

    path: Path
    source: str
    workout: Workout

    @property
    def preset(self) -> Preset:
        """The preset that the file is."""
        return Preset(id_of(self.path), self.path, self.workout)


class ChangedMeanwhile(WrongRequest):
    """The file is no longer as it was opened; nothing was written. `theirs` is what it is now, or why it is not."""

    def __init__(self, path: Path, theirs: Opened | WrongFile) -> None:
        super().__init__(_("{name} was changed by another program meanwhile.").format(name=path.name))
        self.theirs = theirs


def open_preset(path: Path) -> Opened:
    """Return the preset at `path` as it is now. Raises WrongFile where it is no preset."""
    source = read_text(path)
    return Opened(path, source, read_preset(path).workout)


def opened_then(path: Path, source: str) -> Opened | None:
    """Return the preset at `path` as it was when it said `source`; None where that is no preset."""
    try:
        fields = Fields(tomllib.loads(source), (), Mistakes(path))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    workout = read_workout(fields)
    return None if fields.mistakes.found else Opened(path, source, workout)


def save(opened: Opened, after: Workout) -> Opened:
    """Write `after` into the opened file, keeping comments. Raises ChangedMeanwhile, NotSaved."""
    if opened.path.exists():
        _refuse_changed(opened)
    source = edited_text(opened.source, opened.workout, after)
    _write(opened.path, source)
    return Opened(opened.path, source, after)


def _refuse_changed(opened: Opened) -> None:
    try:
        if read_text(opened.path) == opened.source:
            return
        theirs: Opened | WrongFile = open_preset(opened.path)
    except WrongFile as error:
        theirs = error
    raise ChangedMeanwhile(opened.path, theirs)


def save_new(workout: Workout) -> Opened:
    """Write `workout` into a new file among the person's own, named after it. Raises NotSaved."""
    return _new(workout, preset_text(workout))


def save_copy(opened: Opened, after: Workout) -> Opened:
    """Write `after` into a new own file, with the comments of the opened one. Raises NotSaved."""
    return _new(after, edited_text(opened.source, opened.workout, after))


def save_beside(opened: Opened, after: Workout) -> tuple[Opened, Path]:
    """Write `after` into the opened file, and its present contents into one beside it. Raises NotSaved."""
    name = _("{name} (other version)").format(name=opened.path.stem)
    beside = _free(opened.path.with_name(name + opened.path.suffix))
    try:
        theirs = read_regular(opened.path, MAX_BYTES)
    except OSError as error:
        raise NotSaved(beside, error) from error
    with atomic_write(beside) as file:
        file.write(theirs)
    source = edited_text(opened.source, opened.workout, after)
    _write(opened.path, source)
    return Opened(opened.path, source, after), beside


def move_to_trash(path: Path) -> Path:
    """Move a preset's file to the trash and return where it is then. Raises NotSaved."""
    return _moved(path, _free(paths.trash() / path.name))


def take_back(trashed: Path, path: Path) -> Path:
    """Move a file from the trash back to `path`, or beside what is there; return it. Raises NotSaved."""
    return _moved(trashed, _free(path))


def stem_for(name: str) -> str:
    """Return what the file of a preset called `name` is called."""
    return plain_stem(line_name(name)[:LONGEST_STEM].strip("-"))


def _new(workout: Workout, source: str) -> Opened:
    path = free_place(stem_for(workout.name))
    _write(path, source)
    return Opened(path, source, workout)


def _write(path: Path, source: str) -> None:
    with atomic_write(path, make_folder=True) as file:
        file.write(source.replace("\n", "\r\n").encode() if _ends_in_two(path) else source.encode())


def _ends_in_two(path: Path) -> bool:
    """Return whether the lines of the file there end as those of Windows do."""
    try:
        return b"\r\n" in path.read_bytes()
    except OSError:
        return False


def _moved(path: Path, target: Path) -> Path:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        path.rename(target)
    except OSError as error:
        raise NotSaved(target, error) from error
    return target


def _free(path: Path) -> Path:
    """Return `path`, or one with a number where something is there."""
    found, n = path, 2
    while found.exists():
        found, n = path.with_name(f"{path.stem} {n}{path.suffix}"), n + 1
    return found


def own_name(name: str) -> str:
    """Return what a person's own version of the workout `name` is called at first."""
    whole = _("{name}, my own").format(name=name)
    return whole if len(whole) <= MAX_NAME else name
