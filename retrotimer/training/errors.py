"""Every error that RetroTimer means to raise, by whose fault it is.

`WrongFile` (the file), `WrongRequest` (what was asked) and `MissingPart` (the machine) are what a shell turns into
exit statuses 1, 2 and 3. Their message names the thing, the place in it, what was found and what to do.
"""

from __future__ import annotations


class RetroTimerError(Exception):
    """Base of every error that RetroTimer raises on purpose; its text is a sentence for a person."""


class WrongFile(RetroTimerError):  # noqa: N818 - reads as what it is: `except WrongFile`
    """A file does not hold what it should; `mistakes` has one sentence for each thing wrong."""

    def __init__(self, *mistakes: str) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class WrongRequest(RetroTimerError):  # noqa: N818
    """Something was asked for that cannot be."""


class IllegalCommand(WrongRequest):
    """A command was given to a session in a state that does not allow it; nothing was changed."""


class MissingPart(RetroTimerError):  # noqa: N818
    """The machine lacks something that is needed."""
