"""The messages of a FIT file that tell of a workout, as plain numbers and texts."""

from __future__ import annotations

from typing import Any, NamedTuple

from retrotimer.files.exchange.imported import Findings
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout import MAX_INTERVALS

FILE_ID, WORKOUT, WORKOUT_STEP = 0, 26, 27
"""Numbers of messages in Garmin's profile, as are those of the fields below."""
ACTIVITY_FILE, WORKOUT_FILE = 4, 5
MAX_MESSAGES = 3 * MAX_INTERVALS
MAX_FIELDS = 20 * MAX_INTERVALS

Value = int | str


class Message(NamedTuple):
    """The fields of one message by their numbers; what a field does not say is missing."""

    kind: int
    fields: dict[int, Value]

    def number(self, field: int) -> int | None:
        """Return a field's number; None where there is none."""
        value = self.fields.get(field)
        return value if isinstance(value, int) else None

    def text(self, field: int) -> str:
        """Return a field's text, "" where there is none."""
        value = self.fields.get(field)
        return value if isinstance(value, str) else ""


def read_messages(data: bytes, findings: Findings) -> list[Message]:
    """Return the messages of the workout in `data`, in their order.

    Raises:
        WrongFile: where it is no FIT file, is damaged or cut short, or holds something else than a workout.
    """
    from fitdecode import CrcCheck, ErrorHandling, FitCRCError, FitDataMessage, FitReader  # heavy

    if not data:
        raise findings.error(_("it is empty"))
    if data[8:12] != b".FIT":
        raise findings.error(_("this is not a FIT file"))
    found: list[Message] = []
    try:
        reader = FitReader(data, processor=None, check_crc=CrcCheck.RAISE, error_handling=ErrorHandling.IGNORE)
        with reader:
            fields = 0
            for n, frame in enumerate(reader):
                fields += _fields_of(frame)
                _check(max(n / MAX_MESSAGES, fields / MAX_FIELDS), reader.fit_files_count, findings)
                if isinstance(frame, FitDataMessage) and frame.global_mesg_num in (FILE_ID, WORKOUT, WORKOUT_STEP):
                    found.append(_message(frame))
                    _check_kind(found[-1], findings)
    except WrongFile:
        raise
    except FitCRCError as error:
        raise findings.error(_("its checksum is wrong: the file is damaged, copy it again")) from error
    except Exception as error:  # the library stumbles over broken files in many ways
        sentence = _("it is damaged or cut short: {why}")
        raise findings.error(sentence.format(why=printable(str(error))[:200])) from error
    return found


def _check(share: float, files: int, findings: Findings) -> None:
    """Refuse what is over its `share` of what a workout may hold, or several files."""
    if share > 1:
        raise findings.error(_("it holds far more than a workout does"))
    if files > 1:
        raise findings.error(_("it holds several files in one: split it"))


def _fields_of(frame: object) -> int:
    """Return how many fields a frame has or defines: each costs the library time."""
    return sum(len(getattr(frame, name, ())) for name in ("fields", "field_defs", "dev_field_defs"))


def _check_kind(message: Message, findings: Findings) -> None:
    kind = message.fields.get(0, WORKOUT_FILE)
    if message.kind == FILE_ID and kind == ACTIVITY_FILE:
        raise findings.error(_("this is a recording of what was done, not a workout: export the workout itself"))
    if message.kind == FILE_ID and kind != WORKOUT_FILE:
        sentence = _("this FIT file holds no workout but another kind of data (type {kind})")
        raise findings.error(sentence.format(kind=shown(kind)))


def _message(frame: Any) -> Message:  # noqa: ANN401 - the library brings no types
    """Return what a data message of the library says, before it makes words of numbers."""
    fields: dict[int, Value] = {}
    for field in frame.fields:
        value = field.raw_value
        if isinstance(value, int | str) and field.def_num not in fields:
            fields[field.def_num] = value
    return Message(frame.global_mesg_num, fields)
