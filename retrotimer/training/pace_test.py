"""Make paces of the two-minute test: metres, or laps x length, in the time that was run each way."""

from __future__ import annotations

import re

from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.workout.paces import LIMIT_BACKWARD_MS, SPEED_RANGE_MS
from retrotimer.training.workout.workout import RUN_BACKWARD, Direction, Gait, Movement

PRESET = "two-minute-test"
NUMBER = r"(\d{1,6}(?:[.,]\d{1,3})?)"
METRES = re.compile(rf"\s*(?:{NUMBER}\s*[x×*]\s*)?{NUMBER}\s*m?\s*", re.IGNORECASE)


def is_pace_test(record: SessionRecord) -> bool:
    """Return whether `record` is of the test, with both ways run."""
    return record.preset == PRESET and all(record.time_ms(way, Gait.RUN) for way in Direction)


def metres_of(text: str) -> float:
    """Return the metres that `text` says: "430", "430 m", or laps x length, "2.5 x 200".

    Raises:
        WrongRequest: where it says none.
    """
    found = METRES.fullmatch(text)
    laps, length = ((part or "1").replace(",", ".") for part in found.groups()) if found else ("0", "0")
    metres = float(laps) * float(length)
    if not metres:
        raise WrongRequest(_("Write metres, as 430, or laps × length, as 2.5 × 200."))
    return metres


def speed(record: SessionRecord, movement: Movement, metres: float) -> float:
    """Return the speed in m/s of so many metres in the time that `movement` was done, to the centimetre.

    Raises:
        WrongRequest: where that is no speed that the settings take.
    """
    seconds = sum(visit.done_ms for visit in record.visits if visit.what.movement == movement) / 1_000
    found = round(metres / seconds, 2)
    least, most = SPEED_RANGE_MS
    if movement == RUN_BACKWARD:
        most = LIMIT_BACKWARD_MS
    if not least <= found <= most:
        sentence = _(
            "{metres:g} m in {seconds:g} s would be {speed:.2f} m/s, and a pace is from {least:g} to {most:g} m/s. "
            "Check the metres."
        )
        raise WrongRequest(sentence.format(metres=metres, seconds=seconds, speed=found, least=least, most=most))
    return found
