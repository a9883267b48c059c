"""Days that are typed on the command line."""

from __future__ import annotations

import argparse
import os
from typing import TYPE_CHECKING

from retrotimer.files.paths import expanded
from retrotimer.files.wording import printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest

if TYPE_CHECKING:
    from datetime import date

    from retrotimer.app.remote.networks import Place


def day(text: str) -> date:
    """Return the day that `text` names.

    Raises:
        ArgumentTypeError: where it is none.
    """
    from datetime import date  # most commands take no day

    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = _("'{text}' is not a day: write year, month and day, as 2027-03-01")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text))) from error


def music(text: str) -> str:
    """Return the whole path of a folder, a list or a sound file; nothing for an empty text.

    Raises:
        ArgumentTypeError: where it is not there.
    """
    path = expanded(text).absolute()
    if text and not os.path.exists(path):  # noqa: PTH110 - Path.exists raises for a name that is too long
        sentence = _("'{text}' is not there: name a folder of music, a list (.m3u) or a sound file")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text)))
    return str(path) if text else ""


SPEEDS = (0.01, 10_000.0)
MAX_GET_READY_S = 3_600


def speed(text: str) -> float:
    """Return how many times as fast to play.

    Raises:
        ArgumentTypeError: where `text` is no number within the bounds.
    """
    return _number(text, *SPEEDS)


def get_ready_ms(text: str) -> int:
    """Return how long a get-ready of so many seconds is, in ms.

    Raises:
        ArgumentTypeError: where `text` is no number within the bounds.
    """
    return round(1_000 * _number(text, 0, MAX_GET_READY_S))


def place(text: str) -> Place:
    """Return where a session is to be served to phones.

    Raises:
        ArgumentTypeError: where `text` is no address, or one of the internet.
    """
    from retrotimer.app.remote.networks import parse_place  # seldom

    try:
        return parse_place(text)
    except WrongRequest as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _number(text: str, least: float, most: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not least <= number <= most:
        sentence = _("'{text}' is not a number from {least:g} to {most:g}")
        raise argparse.ArgumentTypeError(sentence.format(text=text, least=least, most=most))
    return number
