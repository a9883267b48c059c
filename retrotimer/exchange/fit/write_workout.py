"""Write a workout as a FIT file, for Garmin watches and other programs."""

from __future__ import annotations

from typing import BinaryIO
from zlib import crc32

from retrotimer.exchange.fit import protocol as fit
from retrotimer.exchange.fit.protocol import ENUM, MAX_STRING, STRING, UINT16, UINT32, WORKOUT, WORKOUT_STEP, Field
from retrotimer.exchange.plain_steps import Steps, with_turns, without_between
from retrotimer.exchange.words import front
from retrotimer.files.presets.writer import preset_text
from retrotimer.texts import _
from retrotimer.training.workout.workout import Distance, Duration, Step, Workout

MANY_STEPS = 50  # what most watches take
MS = 1_000


def write_fit(workout: Workout, file: BinaryIO, made_ms: int) -> tuple[str, ...]:
    """Write `workout`, made at `made_ms` since 1970 UTC; return a sentence for each thing FIT cannot express."""
    writer = _Writer(workout)
    file.write(writer.data(made_ms))
    return tuple(writer.notes)


class _Writer:
    """Build the messages of one file."""

    def __init__(self, workout: Workout) -> None:
        self.workout = workout
        self.notes: list[str] = []
        self.messages: list[fit.Encoded] = []

    def data(self, made_ms: int) -> bytes:
        steps = without_between(with_turns(self.workout))
        self._add_all(steps)
        self._note_losses(steps)
        serial = crc32(preset_text(self.workout).encode())  # watches take files of the same number for the same
        file_id = fit.file_id(fit.WORKOUT_FILE, serial, made_ms // MS - fit.EPOCH_S)
        return fit.fit_bytes([file_id, self._head(), *self.messages])

    def _head(self) -> fit.Encoded:
        steps = len(self.messages)  # jumps counted, as in Garmin's own examples of writing
        fields = fit.workout_fields(self._text(self.workout.name), steps)
        if self.workout.about:
            fields += (Field(fit.DESCRIPTION, STRING, self._text(self.workout.about)),)
        return WORKOUT, fields

    def _add_all(self, steps: Steps) -> None:
        for item in steps:
            if isinstance(item, Step):
                self._add_step(item)
                continue
            first = len(self.messages)
            self._add_all(item.steps)
            rounds = Field(fit.TARGET_VALUE, UINT32, item.rounds)
            self._add(item.name, (fit.REPEAT_STEPS, first), fit.ACTIVE, rounds)

    def _add_step(self, step: Step) -> None:
        mark, spoken, length = front(step.movement), step.say, (fit.OPEN, 0)
        match step.length:
            case Duration(ms):
                length = fit.TIME, ms
            case Distance(mm, until_tap=False):
                length = fit.DISTANCE, round(mm / fit.MM_PER_UNIT)
                if mm % fit.MM_PER_UNIT:
                    self._note(_("FIT counts in centimetres: distances are rounded to them."))
            case Distance(mm):
                spoken = f"{mm / 1_000:.10g} m, then press lap. {spoken}".strip()
        notes = (Field(fit.NOTES, STRING, self._text(spoken)),) if spoken else ()
        self._add(f"{mark}: {step.name}" if step.name else mark, length, fit.INTENSITIES[step.role], *notes)

    def _add(self, name: str, length: tuple[int, int], intensity: int, *more: Field) -> None:
        """Add a step of `length`, its kind and value; an open step has no value."""
        kind, value = length
        fields = [Field(fit.INDEX, UINT16, len(self.messages))]
        if name:
            fields.append(Field(fit.NAME, STRING, self._text(name)))
        fields.append(Field(fit.DURATION_TYPE, ENUM, kind))
        if kind != fit.OPEN:
            fields.append(Field(fit.DURATION_VALUE, UINT32, value))
        fields += (Field(fit.TARGET_TYPE, ENUM, fit.NO_TARGET), Field(fit.INTENSITY, ENUM, intensity), *more)
        self.messages.append((WORKOUT_STEP, tuple(fields)))

    def _text(self, text: str) -> str:
        data = text.encode()
        if len(data) <= MAX_STRING:
            return text
        self._note(_("Texts that are too long for a FIT file were cut."))
        return data[:MAX_STRING].decode(errors="ignore")

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _note_losses(self, steps: Steps) -> None:
        workout = self.workout
        if steps != workout.steps:
            self._note(_("FIT knows no turns and no steps that stand only between rounds: they are written out."))
        if workout.level or workout.source or workout.tags:
            self._note(_("FIT has no place for a workout's level, source and tags."))
        if len(self.messages) > MANY_STEPS:
            sentence = _("Many watches take {most} steps at most, and this has {n}.")
            self._note(sentence.format(most=MANY_STEPS, n=len(self.messages)))
