"""A preset: a workout in a TOML file that people read, type and share. The file's stem is its id."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from retrotimer.files.fields import Fields
from retrotimer.files.mistakes import Mistakes
from retrotimer.files.source import read_toml
from retrotimer.files.steps import read_steps
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.paces import Paces
from retrotimer.training.timeline import compile as compile_workout
from retrotimer.training.workout import Duration, Level, Workout

FORMAT = 1
KEYS = ("format", "name", "level", "about", "steps", "turn", "source", "tags")
LEVELS = {level.value: level for level in Level}


@dataclass(frozen=True, slots=True)
class Preset:
    """A workout and the file it is in. `is_builtin` ones came with RetroTimer and are never written to."""

    id: str
    path: Path
    workout: Workout
    is_builtin: bool = False


def id_of(path: Path) -> str:
    """Return the id of the preset in the file at `path`."""
    return printable(path.stem)


def read_preset(path: Path, *, is_builtin: bool = False) -> Preset:
    """Read the preset at `path` and check all of it.

    Raises:
        WrongFile: with a sentence for every mistake, such as
            `my.toml: steps[1].steps[0].for: '1:90' is not a time: seconds go up to 59 (line 7)`.
    """
    source, table = read_toml(path)
    mistakes = Mistakes(path)
    if _is_newer(table):
        sentence = _("{found} is newer than what this RetroTimer reads ({known}): update RetroTimer")
        mistakes.add(("format",), sentence.format(found=shown(table["format"]), known=FORMAT))
        raise _told(mistakes, source)
    workout = read_workout(Fields(table, (), mistakes))
    try:
        compile_workout(workout, Paces())  # knows the limits of a whole workout
    except WrongRequest as error:
        mistakes.add((), str(error))
    if mistakes.found:
        raise _told(mistakes, source)
    return Preset(id_of(path), path, workout, is_builtin)


def _told(mistakes: Mistakes, source: str) -> WrongFile:
    # Imported here: a sound file needs no lines, and most files are sound.
    from retrotimer.files.positions import lines_of

    return WrongFile(*mistakes.sentences(lines_of(source)))


def _is_newer(table: dict[str, object]) -> bool:
    """Whether the file follows rules that are not known here, so that nothing else can be said of it."""
    written = table.get("format")
    return isinstance(written, int) and written > FORMAT


def read_workout(fields: Fields) -> Workout:
    """Return the workout that the top table of a preset says; its limits as a whole are not looked at."""
    fields.expect(KEYS, needed=("format", "name", "steps"))
    _check_format(fields)
    return Workout(
        fields.name("name"),
        read_steps(fields.table, (), fields.mistakes),
        fields.choice("level", LEVELS),
        fields.text("about", with_lines=True),
        _turn_ms(fields),
        fields.text("source"),
        fields.names("tags"),
    )


def _check_format(fields: Fields) -> None:
    written = fields.table.get("format", FORMAT)
    if type(written) is not int or written != FORMAT:  # True and 1.0 equal 1, too
        sentence = _("{found} is not a format of presets: write format = {known}")
        fields.wrong("format", sentence.format(found=shown(written), known=FORMAT))


def _turn_ms(fields: Fields) -> int:
    length = fields.length("turn")
    if isinstance(length, Duration):
        return length.ms
    if length:
        fields.wrong("turn", _('a turn takes a time, such as "3 s"'))
    return 0
