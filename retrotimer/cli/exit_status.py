"""From an error to an exit status and a sentence on standard error."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable

from retrotimer.texts import _
from retrotimer.training.errors import MissingPart, RetroTimerError

INTERRUPTED = 130
FAULT = 70
"""What BSD's sysexits says for an error in the program itself."""
PIPE_CLOSED = 141
"""What shells report of a program that wrote to a reader who had gone."""


def status_of(command: Callable[[], int]) -> int:
    """Run `command` and return the exit status; what it could not do is told in a sentence."""
    try:
        status = command()
        if sys.stdout is not None:
            sys.stdout.flush()
    except RetroTimerError as error:
        notify(str(error))
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except SystemExit as stop:  # argparse has answered --help, or the machine wants us to end
        return stop.code if isinstance(stop.code, int) else 0
    except OSError as error:
        return _status_of_stream(error)
    except Exception as error:  # noqa: BLE001 - nobody but us can do anything with a traceback
        return _status_of_fault(error)
    return status


def notify(*sentences: str) -> None:
    """Print sentences to standard error."""
    for sentence in sentences:
        print(sentence, file=sys.stderr)


def _status_of_fault(error: Exception) -> int:
    from retrotimer.app.diagnostics import crash_report  # hopefully never
    from retrotimer.files.wording import printable

    crash_report.failed(error)
    where = crash_report.latest()
    if where:
        sentence = _("Something went wrong in RetroTimer, which is not your fault. Details are in {file}.")
        notify(sentence.format(file=printable(str(where))))
    else:
        sentence = _("Something went wrong in RetroTimer, which is not your fault: {what}.")
        notify(sentence.format(what=type(error).__name__))
    return FAULT


def _status_of_stream(error: OSError) -> int:
    """Return the status after a stream failed; a reader who went away, as `head` does, is no news."""
    _forget_output()
    if isinstance(error, BrokenPipeError) or (sys.platform == "win32" and error.errno == errno.EINVAL):
        return PIPE_CLOSED
    notify(_("The output could not be written: {why}.").format(why=error.strerror or error))
    return MissingPart.status


def _forget_output() -> None:
    """Keep Python from trying once more, at its end, to write what is left."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - nothing is written
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
