"""Days that are typed on the command line."""

from __future__ import annotations

import argparse
from datetime import date

from retrotimer.files.wording import printable
from retrotimer.texts import _


def day(text: str) -> date:
    """Return the day that `text` names.

    Raises:
        ArgumentTypeError: where it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = _("'{text}' is not a day: write year, month and day, as 2027-03-01")
        raise argparse.ArgumentTypeError(sentence.format(text=printable(text))) from error
