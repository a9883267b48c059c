"""Whose fault an error is."""

from __future__ import annotations

import pytest

from retrotimer.training.errors import IllegalCommand, MissingPart, RetroTimerError, WrongFile, WrongRequest


@pytest.mark.parametrize("error", [WrongFile, WrongRequest, IllegalCommand, MissingPart])
def test_every_error_of_ours_has_one_base(error: type[Exception]) -> None:
    """If it failed, a shell would let an error of ours through as a crash."""
    assert issubclass(error, RetroTimerError)


def test_an_illegal_command_is_a_wrong_request() -> None:
    """If it failed, the command line would end with another exit status than 2."""
    assert issubclass(IllegalCommand, WrongRequest)


def test_a_wrong_file_tells_all_its_mistakes_a_line_each() -> None:
    """If it failed, a person would mend one mistake at a time, or read them run together."""
    error = WrongFile("steps[0].do: 'fly'", "name: missing")
    assert error.mistakes == ("steps[0].do: 'fly'", "name: missing")
    assert str(error) == "steps[0].do: 'fly'\nname: missing"
