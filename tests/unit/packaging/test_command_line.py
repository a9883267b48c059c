"""Manual page and completion: they are what the parser makes them."""

from __future__ import annotations

import command_line
import pytest

from retrotimer.cli.parser import COMMANDS


def test_the_files_are_what_the_parser_knows() -> None:
    """Somebody would not find an option, or be offered one that there is not: run tools/command_line.py."""
    for name, text in command_line.texts().items():
        assert (command_line.DESKTOP / name).read_text(encoding="utf-8") == text, name


def test_the_texts_are_the_same_in_every_terminal_and_on_every_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same sources would give another package on the next day or from a narrow terminal."""
    texts = command_line.texts()
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert command_line.texts() == texts


@pytest.mark.parametrize("name", ["retrotimer.1", "retrotimer.bash", "_retrotimer", "retrotimer.fish"])
def test_every_command_is_named(name: str) -> None:
    """What is missing here is missing in the manual and in each shell."""
    text = command_line.texts()[name].replace("\\-", "-")
    words = [*filter(None, COMMANDS), "undelete", "usual", "effort", "get-ready", "version"]
    assert [word for word in words if word not in text] == []
