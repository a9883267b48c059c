"""Define the errors that RetroTimer raises, by whose fault they are.

Each kind has its `status`, with which a program ends that could not go on: `WrongFile` (the file) 1, `WrongRequest`
(what was asked) 2, `MissingPart` (the machine) 3. Messages name the thing, the place in it, what was found and what
to do.
"""

from __future__ import annotations

from typing import ClassVar


class RetroTimerError(Exception):
    """Base of every error that RetroTimer raises on purpose; its text is a sentence for a person."""

    status: ClassVar[int]


class WrongFile(RetroTimerError):  # noqa: N818 - reads as what it is: `except WrongFile`
    """A file does not hold what it should; `mistakes` has one sentence for each thing wrong."""

    status = 1

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class WrongRequest(RetroTimerError):  # noqa: N818
    """Something was asked for that cannot be."""

    status = 2


class IllegalCommand(WrongRequest):
    """A command was given to a session in a state that does not allow it; nothing was changed."""


class MissingPart(RetroTimerError):  # noqa: N818
    """The machine lacks something that is needed."""

    status = 3
