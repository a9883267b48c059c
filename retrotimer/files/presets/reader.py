"""Read a preset: a workout in a TOML file. The file's stem is its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from retrotimer.files.presets.lengths import parse_length
from retrotimer.files.presets.toml_source import read_toml
from retrotimer.files.wording import Mistakes, Place, listed, nearest, printable, shown
from retrotimer.texts import ENGLISH, _, reader_language, spoken, voice_language
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import check_limits
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    MAX_NAME,
    MAX_NESTING,
    MOVEMENTS,
    STAND,
    STEP_MS,
    Distance,
    Duration,
    Length,
    Level,
    Repeat,
    Role,
    Step,
    Tap,
    Workout,
)

Choice = TypeVar("Choice")
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates of Unicode; the marks that Hebrew and Arabic need are none of them."""


class Fields:
    """A table at `place`. What is wrong is noted in `mistakes` and read as if it were not there."""

    def __init__(self, table: dict[str, object], place: Place, mistakes: Mistakes) -> None:
        self.table = table
        self.place = place
        self.mistakes = mistakes

    def wrong(self, key: str, sentence: str) -> None:
        """Note a mistake in the value of `key`."""
        self.mistakes.add((*self.place, key), sentence)

    def expect(self, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
        """Note every key that is not `known`, and every `needed` one that is missing and not just mistyped."""
        meant = set()
        for key in self.table:
            if key not in known:
                near = nearest(key, known)
                meant.add(near)
                self.wrong(key, _no_such_key(key, near, known))
        for key in needed:
            if key not in self.table and key not in meant:
                self.wrong(key, _("this key is missing"))

    def text(self, key: str, *, with_lines: bool = False) -> str:
        """Return the text of `key`, "" where there is none; `with_lines` lets it have several lines."""
        value = self.table.get(key, "")
        sentence = _text_mistake(value, with_lines=with_lines)
        if sentence:
            self.wrong(key, sentence)
        return _steady(value) if isinstance(value, str) else ""

    def name(self, key: str) -> str:
        """Return the name that `key` gives, "" where there is none."""
        value = self.table.get(key, "")
        sentence = _name_mistake(value) if key in self.table else None
        if sentence:
            self.wrong(key, sentence)
        return _steady(value) if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """Return the list of names that `key` gives."""
        values = self.table.get(key, [])
        if not isinstance(values, list):
            self.wrong(key, _("this must be a list in brackets, not {found}").format(found=shown(values)))
            return ()
        for index, value in enumerate(values):
            sentence = _name_mistake(value)
            if sentence:
                self.mistakes.add((*self.place, key, index), sentence)
        return tuple(_steady(value) for value in values if isinstance(value, str))

    def flag(self, key: str) -> bool:
        """Return whether `key` is true; it is false where it is missing."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, _("this must be true or false, not {found}").format(found=shown(value)))
        return value is True

    def whole(self, key: str, least: int, most: int) -> int | None:
        """Return the whole number of `key`, if it lies between `least` and `most`."""
        value = self.table.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        if key in self.table:
            sentence = _("this must be a whole number from {least} to {most}, not {found}")
            self.wrong(key, sentence.format(least=least, most=most, found=shown(value)))
        return None

    def choice(self, key: str, options: Mapping[str, Choice]) -> Choice | None:
        """Return what the text of `key` stands for."""
        value = self.table.get(key)
        if isinstance(value, str) and value in options:
            return options[value]
        if key in self.table:
            self.wrong(key, _no_such_choice(key, value, tuple(options)))
        return None

    def length(self, key: str) -> Length | None:
        """Return the length that the text of `key` says."""
        value = self.table.get(key)
        if isinstance(value, str):
            try:
                return parse_length(value)
            except WrongRequest as error:
                self.wrong(key, str(error))
        elif key in self.table:
            sentence = _('this must be text in quotes, such as "1:30" or "400 m", not {found}')
            self.wrong(key, sentence.format(found=shown(value)))
        return None


def _text_mistake(value: object, *, with_lines: bool = False) -> str | None:
    """Return what is wrong with a text that is shown or spoken, if anything is."""
    if not isinstance(value, str):
        return _("this must be text in quotes, not {found}").format(found=shown(value))
    for character in value:
        is_control = character < " " or "\x7f" <= character < "\xa0" or character in "\u2028\u2029"
        if is_control and not (with_lines and character in "\n\t"):
            return _("this has a control character, {found}").format(found=shown(character))
    return None


def _name_mistake(value: object) -> str | None:
    if isinstance(value, str) and not value.strip():
        return _("this must not be empty")
    if isinstance(value, str) and len(value) > MAX_NAME:
        return _("this has {n} characters, and {most} are the most").format(n=len(value), most=MAX_NAME)
    return _text_mistake(value)


def _steady(text: str) -> str:
    """Return `text` without what turns the direction of writing: it could make a name look like another."""
    return text if text.isascii() else text.translate(_TURNS)


def _no_such_key(key: str, near: str | None, known: tuple[str, ...]) -> str:
    if near:
        return _("there is no key {key} here: did you mean '{near}'?").format(key=shown(key), near=near)
    return _("there is no key {key} here, only {known}").format(key=shown(key), known=listed(known))


def _no_such_choice(key: str, value: object, options: tuple[str, ...]) -> str:
    near = nearest(value, options) if isinstance(value, str) else None
    if near:
        return _("{found} is not known: did you mean '{near}'?").format(found=shown(value), near=near)
    sentence = _("{found} is not known: this is one of {options}")
    if key == "do":
        sentence = _("{found} is no movement: use one of {options}")
    return sentence.format(found=shown(value), options=listed(options))


Steps = tuple[Step | Repeat, ...]

STEP_KEYS = ("do", "for", "until", "name", "say", "role", "between")
REPEAT_KEYS = ("repeat", "steps", "name", "between")
ROLES = {role.value: role for role in Role if role is not Role.TURN}
UNTIL = {"tap": True}
STAND_IN = Step(STAND, Duration(STEP_MS[0]))


def read_steps(table: dict[str, object], place: Place, mistakes: Mistakes, depth: int = 0) -> Steps:
    """Return the steps of `table` at `place`; where there is none, add a mistake and return a stand-in."""
    place = (*place, "steps")
    items = table.get("steps")
    if not isinstance(items, list):
        if "steps" in table:
            mistakes.add(place, _("this must be a list in brackets, not {found}").format(found=shown(items)))
        return (STAND_IN,)
    if not items:
        mistakes.add(place, _("there must be at least one step"))
    if len(items) > MAX_INTERVALS:  # a person cannot mend so many: reading on would only take long
        mistakes.add(
            place, _("there are {n} steps, and {most} are the most").format(n=len(items), most=MAX_INTERVALS)
        )
        items = items[:MAX_INTERVALS]
    return tuple(_read(item, (*place, i), mistakes, depth) for i, item in enumerate(items)) or (STAND_IN,)


def _read(item: object, place: Place, mistakes: Mistakes, depth: int) -> Step | Repeat:
    if not isinstance(item, dict):
        sentence = _("this must be a step in braces, such as {example}, not {found}")
        mistakes.add(place, sentence.format(example='{ do = "run forward", for = "1:30" }', found=shown(item)))
        return STAND_IN
    fields = Fields(item, place, mistakes)
    if depth == 0 and item.get("between") is True:
        fields.wrong("between", _("only a step within a repeat has rounds to stand between"))
    if "repeat" in item or "steps" in item:
        return _repeat(fields, depth)
    return _step(fields)


def _repeat(fields: Fields, depth: int) -> Step | Repeat:
    fields.expect(REPEAT_KEYS, needed=("repeat", "steps"))
    rounds = fields.whole("repeat", 1, MAX_INTERVALS)
    if depth == MAX_NESTING:
        fields.wrong("repeat", _("repeats nest at most {most} deep").format(most=MAX_NESTING))
        return STAND_IN
    steps = read_steps(fields.table, fields.place, fields.mistakes, depth + 1)
    if all(step.between for step in steps):
        fields.wrong("steps", _("every step is 'between': the last round would be empty"))
        steps = (*steps, STAND_IN)
    return Repeat(rounds or 1, steps, fields.name("name"), between=fields.flag("between"))


def _step(fields: Fields) -> Step:
    fields.expect(STEP_KEYS, needed=("do", "for"))
    movement = fields.choice("do", MOVEMENTS)
    length = _until(fields, fields.length("for"))
    if movement == STAND and isinstance(length, Distance):
        fields.wrong("for", _("standing covers no distance: give a time"))
        length = None
    if not (movement and length):  # one alone may have no time: a distance needs a movement
        movement, length = STAND_IN.movement, STAND_IN.length
    return Step(
        movement,
        length,
        fields.name("name"),
        fields.text("say"),
        fields.choice("role", ROLES),
        between=fields.flag("between"),
    )


def _until(fields: Fields, length: Length | None) -> Length | None:
    until_tap = fields.choice("until", UNTIL)
    if not until_tap:
        return length
    match length:
        case Distance(mm):
            return Distance(mm, until_tap=True)
        case Tap():
            fields.wrong("until", _("a step for 'tap' waits for a tap anyway: leave this out"))
        case Duration():
            fields.wrong("until", _('only a distance can wait for a tap: write for = "tap" for an open time'))
        case None:
            pass
    return length


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
    """Read and check the preset at `path`. Raises WrongFile with a sentence and line for every mistake."""
    source, table = read_toml(path)
    mistakes = Mistakes(path)
    if _is_newer(table):
        sentence = _("{found} is newer than what this RetroTimer reads ({known}): update RetroTimer")
        mistakes.add(("format",), sentence.format(found=shown(table["format"]), known=FORMAT))
        raise _wrong_file(mistakes, source)
    workout = read_workout(Fields(table, (), mistakes))
    try:
        check_limits(workout, Paces())
    except WrongRequest as error:
        mistakes.add((), str(error))
    if mistakes.found:
        raise _wrong_file(mistakes, source)
    return Preset(id_of(path), path, _translated(workout) if is_builtin else workout, is_builtin)


def _translated(workout: Workout) -> Workout:
    """Return a built-in workout with its words in the reader's language, and its lines in the voice's."""
    if reader_language() == voice_language() == ENGLISH:
        return workout
    name, about = _(workout.name), workout.about and _(workout.about)
    return replace(workout, name=name, about=about, steps=tuple(map(_translated_step, workout.steps)))


def _translated_step(step: Step | Repeat) -> Step | Repeat:
    if isinstance(step, Repeat):
        return replace(step, name=step.name and _(step.name), steps=tuple(map(_translated_step, step.steps)))
    return replace(step, name=step.name and _(step.name), say=step.say and spoken(step.say))


def _wrong_file(mistakes: Mistakes, source: str) -> WrongFile:
    # Imported here: a sound file needs no lines, and most files are sound.
    from retrotimer.files.presets.toml_spans import lines_of

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
