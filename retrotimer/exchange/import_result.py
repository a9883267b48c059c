"""Collect what an import gives: the workout, notes of what was guessed or lost, and mistakes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from retrotimer.files.wording import printable
from retrotimer.texts import _, ngettext, number_text
from retrotimer.training.errors import WrongFile, WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import check_limits
from retrotimer.training.workout.workout import (
    MAX_INTERVALS,
    MAX_NAME,
    MAX_NESTING,
    STEP_MM,
    STEP_MS,
    Distance,
    Duration,
    Workout,
)

MOST_TOLD = 20  # sentences of one kind; after that their number tells more


@dataclass(frozen=True, slots=True)
class Imported:
    """A workout from another program; `notes` say what was guessed or lost, `is_named` if its name is its own."""

    workout: Workout
    notes: tuple[str, ...] = ()
    is_named: bool = True


class _Note(NamedTuple):
    """A sentence, the place it is about ("" for the whole file), and what is the same in all sentences alike."""

    sentence: str
    place: str
    alike: str


@dataclass(slots=True)
class Findings:
    """Collect `notes` on what is guessed or lost in the file at `path`, and `mistakes`.

    Notes that differ only in place or value are reported once, with their count; mistakes are reported each.
    """

    path: Path
    notes: list[_Note] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    place: str = ""  # where the reader is, as its notes say it: "line 3"
    has_metres: bool = False  # whether an `m` was taken for metres

    def note(self, sentence: str, kind: str = "", *, value: str = "") -> None:
        """Add a note, counted with those of the same `kind` that differ only in place or `value`."""
        place = self.place if self.place and self.place in sentence else ""
        alike = sentence.replace(place, f"\0{kind}") if place else sentence
        if place and value:
            alike = alike.replace(value, "\0")
        self.notes.append(_Note(sentence, place, alike))

    def wrong(self, sentence: str, place: str = "") -> None:
        """Keep a mistake at `place`, such as "line 3"; it is about the whole file without one."""
        file = printable(str(self.path))
        self.mistakes.append(f"{file}: {place}: {sentence}" if place else f"{file}: {sentence}")

    def error(self, sentence: str, place: str = "") -> WrongFile:
        """Return the error for a file that cannot be read any further."""
        self.wrong(sentence, place)
        return WrongFile(*_first(self.mistakes))

    def duration(self, ms: int, place: str) -> Duration | None:
        """Return a step of `ms`; None, with a mistake, where no step is so long or so short."""
        if STEP_MS[0] <= ms <= STEP_MS[1]:
            return Duration(ms)
        sentence = _("{time} is no length of a step: those are 1 s to 6 h long")
        self.wrong(sentence.format(time=clock_text(ms // 1_000)), place)
        return None

    def distance(self, mm: int, place: str, *, until_tap: bool = False) -> Distance | None:
        """Return a step of `mm` millimetres; None, with a mistake, where no step is so far or so near."""
        if STEP_MM[0] <= mm <= STEP_MM[1]:
            return Distance(mm, until_tap)
        sentence = _("{metres} m is no length of a step: those are 1 m to 50 km long")
        self.wrong(sentence.format(metres=number_text(mm / 1_000, ".10g")), place)
        return None

    def rounds(self, found: int | None, place: str) -> int:
        """Return `found` as a number of rounds; 0, with a mistake, where no repeat has so many."""
        if found is not None and 1 <= found <= MAX_INTERVALS:
            return found
        sentence = _("this must be a whole number from {least} to {most}, not {found}")
        self.wrong(sentence.format(least=1, most=MAX_INTERVALS, found="?" if found is None else found), place)
        return 0

    def too_deep(self, place: str) -> WrongFile:
        """Return the error for repeats that nest too deep at `place`."""
        return self.error(_("repeats nest at most {most} deep").format(most=MAX_NESTING), place)

    def line(self, text: str) -> str:
        """Return `text` on one line, without signs that cannot be shown."""
        return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())

    def name(self, text: str) -> str:
        """Return `text` as a name: a line that is not too long."""
        text = self.line(text)
        if len(text) <= MAX_NAME:
            return text
        self.note(_("A name was longer than {most} characters, and was cut.").format(most=MAX_NAME))
        return text[: MAX_NAME - 1].rstrip() + "…"

    def imported(self, workout: Workout) -> Imported:
        """Return what was read, once it keeps to the limits of every workout. Raises WrongFile."""
        if not self.mistakes and not workout.steps:
            self.wrong(_("there is no step in it"))
        if not self.mistakes:
            try:
                check_limits(workout, Paces())
            except WrongRequest as error:
                self.wrong(str(error))
        if self.mistakes:
            raise WrongFile(*_first(self.mistakes))
        named = replace(workout, name=self.name(workout.name) or self.name(self.path.stem) or _("Imported"))
        return Imported(named, tuple(_first(_counted(self.notes))))


def _counted(notes: list[_Note]) -> list[str]:
    """Return what `notes` say, each once, in the order in which they were first noted."""
    found: dict[str, dict[str, str]] = {}
    """By what is alike: the sentences, each with its place."""
    for sentence, place, alike in notes:
        found.setdefault(alike, {}).setdefault(sentence, place)
    return [_with_number(places) for places in found.values()]


def _with_number(places: dict[str, str]) -> str:
    first = next(iter(places))
    if len(places) == 1:
        return first
    last = next(reversed(places.values()))
    sentence = ngettext(
        "{sentence} ({n} time, the last in {place})", "{sentence} ({n} times, the last in {place})", len(places)
    )
    return sentence.format(sentence=first, n=len(places), place=last)


def _first(sentences: list[str]) -> list[str]:
    more = len(sentences) - MOST_TOLD
    if more <= 0:
        return sentences
    message = ngettext(
        "{n} more sentence of this kind is left out.", "{n} more sentences of this kind are left out.", more
    )
    return [*sentences[:MOST_TOLD], message.format(n=more)]
