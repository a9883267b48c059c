"""A workout as a FIT file for a watch. The direction stands at the front of a step's name: it shows few letters."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO
from zlib import crc32

from retrotimer.files.exchange import fit_profile as fit
from retrotimer.files.exchange.plain_steps import Steps, with_turns, without_between
from retrotimer.files.exchange.words import front
from retrotimer.files.preset_writer import preset_text
from retrotimer.texts import _
from retrotimer.training.workout import Distance, Duration, Repeat, Step, Workout

if TYPE_CHECKING:
    from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

MANY_STEPS = 50
"""What most watches take."""
MAX_TEXT = 250
"""Bytes of a text in a FIT field, with room for its end."""
WORKOUT_LOCAL, STEP_LOCAL = 1, 2


def write_fit(workout: Workout, file: BinaryIO, made_ms: int) -> tuple[str, ...]:
    """Write `workout` into `file`; return a sentence for each thing that a watch cannot be told.

    `made_ms` is when the file is made, in ms since 1970, UTC: watches tell files apart by it.
    """
    writer = _Writer(workout)
    file.write(writer.data(made_ms))
    return tuple(writer.notes)


class _Writer:
    """Builds the messages of one file."""

    def __init__(self, workout: Workout) -> None:
        self.workout = workout
        self.notes: list[str] = []
        self.messages: list[WorkoutStepMessage] = []

    def data(self, made_ms: int) -> bytes:
        """Return the whole file."""
        from fit_tool.fit_file_builder import FitFileBuilder  # heavy

        steps = without_between(with_turns(self.workout))
        self._add_all(steps)
        self._tell(steps)
        builder = FitFileBuilder(auto_define=True)
        for message in (self._file_id(made_ms), self._head(), *self.messages):
            builder.add(message)
        return bytes(builder.build_bytes())

    def _file_id(self, made_ms: int) -> object:
        from fit_tool.profile.messages.file_id_message import FileIdMessage
        from fit_tool.profile.profile_type import FileType, Manufacturer

        message = FileIdMessage()
        message.type = FileType.WORKOUT
        message.manufacturer = Manufacturer.DEVELOPMENT.value
        message.product = 0
        message.time_created = made_ms
        message.serial_number = crc32(preset_text(self.workout).encode()) or 1  # watches take the same for the same
        return message

    def _head(self) -> object:
        from fit_tool.profile.messages.workout_message import WorkoutMessage
        from fit_tool.profile.profile_type import Sport

        message = WorkoutMessage(local_id=WORKOUT_LOCAL)
        message.workout_name = self._text(self.workout.name)
        message.sport = Sport.RUNNING
        message.num_valid_steps = len(self.messages)  # jumps counted, as in Garmin's own examples of writing
        if self.workout.about:
            message.workout_description = self._text(self.workout.about)
        return message

    def _add_all(self, steps: Steps) -> None:
        for item in steps:
            if isinstance(item, Step):
                self._add_step(item)
                continue
            first = len(self.messages)
            self._add_all(item.steps)
            self._add_jump(first, item)

    def _add_step(self, step: Step) -> None:
        from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget

        message = self._new()
        mark = front(step.movement)
        message.workout_step_name = self._text(f"{mark}: {step.name}" if step.name else mark)
        message.intensity = Intensity(fit.INTENSITIES[step.role])
        said = step.say
        match step.length:
            case Duration(ms):
                message.duration_type = WorkoutStepDuration.TIME
                message.duration_time = ms / 1_000
            case Distance(mm, until_tap=False):
                message.duration_type = WorkoutStepDuration.DISTANCE
                message.duration_distance = round(mm / fit.MM_PER_UNIT) / 100
                if mm % fit.MM_PER_UNIT:
                    self._note(_("FIT counts in centimetres: distances are rounded to them."))
            case length:
                message.duration_type = WorkoutStepDuration.OPEN
                if isinstance(length, Distance):
                    said = f"{length.mm / 1_000:.10g} m, then press lap. {said}".strip()
        message.target_type = WorkoutStepTarget.OPEN
        if said:
            message.notes = self._text(said)
        self.messages.append(message)

    def _add_jump(self, first: int, repeat: Repeat) -> None:
        from fit_tool.profile.profile_type import Intensity, WorkoutStepDuration, WorkoutStepTarget

        message = self._new()
        if repeat.name:
            message.workout_step_name = self._text(repeat.name)
        message.duration_type = WorkoutStepDuration.REPEAT_UNTIL_STEPS_CMPLT
        message.duration_step = first
        message.target_type = WorkoutStepTarget.OPEN
        message.target_value = repeat.rounds
        message.intensity = Intensity.ACTIVE
        self.messages.append(message)

    def _new(self) -> WorkoutStepMessage:
        from fit_tool.profile.messages.workout_step_message import WorkoutStepMessage

        message = WorkoutStepMessage(local_id=STEP_LOCAL)
        message.message_index = len(self.messages)
        return message

    def _text(self, text: str) -> str:
        """Return as much of `text` as a field holds."""
        data = text.encode()
        if len(data) <= MAX_TEXT:
            return text
        self._note(_("Texts that are too long for a FIT file were cut."))
        return data[:MAX_TEXT].decode(errors="ignore")

    def _note(self, sentence: str) -> None:
        if sentence not in self.notes:
            self.notes.append(sentence)

    def _tell(self, steps: Steps) -> None:
        """Note what is lost, and what a watch may refuse."""
        workout = self.workout
        if steps != workout.steps:
            self._note(_("FIT knows no turns and no steps that stand only between rounds: they are written out."))
        if workout.level or workout.source or workout.tags:
            self._note(_("FIT has no place for a workout's level, source and tags."))
        if len(self.messages) > MANY_STEPS:
            sentence = _("Many watches take {most} steps at most, and this has {n}.")
            self._note(sentence.format(most=MANY_STEPS, n=len(self.messages)))
