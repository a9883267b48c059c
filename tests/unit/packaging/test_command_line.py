"""Manual page and completion: they are what the parser makes them, and shells and man understand them."""

from __future__ import annotations

import command_line
from commands import Kind, spoken

from retrotimer.cli.parser import COMMANDS


def test_the_files_are_what_the_parser_knows() -> None:
    """Somebody would not find an option, or be offered one that there is not: run tools/command_line.py."""
    for name, text in command_line.texts().items():
        assert (command_line.DESKTOP / name).read_text(encoding="utf-8") == text, name


def test_every_command_is_read_with_its_deeds_and_options() -> None:
    """What is missing here is missing in the manual and in each shell."""
    read = {each.path: each for each in spoken()}
    assert {path.strip("/") for path in read if path.count("/") < 2} == set(COMMANDS)
    rate = read["/history/rate"]
    assert [option.flags for option in rate.options] == [("-h", "--help"), ("--effort",), ("--note",)]
    speed = next(option for option in read["/run"].options if "--speed" in option.flags)
    assert (speed.about, speed.value and speed.value.name) == ("play X times as fast", "X")
    assert read["/data/move"].places[0][0].kind is Kind.FOLDER
    assert next(option for option in read["/export"].options if "-o" in option.flags).is_needed
