"""Ask for the metres of the two-minute test after it, and keep the paces that come of them."""

from __future__ import annotations

from retrotimer.app.paces import keep_paces
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError, WrongRequest
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.pace_test import is_pace_test, metres_of, speed
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, Movement


def ask(record: SessionRecord) -> int:
    """Ask how far each way went, where `record` is of the test; an empty answer or Ctrl+C leaves the paces alone.

    Return the exit status: not 0 where the paces could not be kept.
    """
    if record.is_trial or not is_pace_test(record):
        return 0
    print(_("How far did you get? Metres, or laps × length."))
    print(_("Enter alone leaves your paces as they are."), flush=True)
    backward = _asked(record, RUN_BACKWARD, _("Backward in two minutes"))
    forward = _asked(record, RUN_FORWARD, _("Forward in two minutes")) if backward else None
    if not backward or not forward:
        print(_("Nothing was changed."))
        return 0
    try:
        keep_paces(forward=forward, backward=backward)
    except RetroTimerError as error:
        print(error)
        return error.status
    sentence = _("Your paces are now {forward:.2f} m/s forward and {backward:.2f} m/s backward.")
    print(sentence.format(forward=forward, backward=backward))
    return 0


def _asked(record: SessionRecord, movement: Movement, question: str) -> float | None:
    """Return the speed in m/s that an answer to `question` gives, None for none; tell a mistake and ask again."""
    print(_("{setting} ({unit})").format(setting=question, unit=_("m")), flush=True)
    while True:
        try:
            typed = input("> ").strip()
        except (EOFError, KeyboardInterrupt):
            print()
            return None
        if not typed:
            return None
        try:
            return speed(record, movement, metres_of(typed))
        except WrongRequest as error:
            print(error, flush=True)
