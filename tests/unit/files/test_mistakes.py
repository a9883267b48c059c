"""Test the messages for mistakes of a file."""

from __future__ import annotations

from pathlib import Path

from retrotimer.files.wording import Mistakes, Place, dotted, line_at

LINES: dict[Place, int] = {("name",): 2, ("steps",): 3, ("steps", 0): 4, ("steps", 0, "for"): 5}


def test_mistakes_come_in_the_order_of_their_lines() -> None:
    """If it failed, a person who corrects a file would have to jump about in it."""
    mistakes = Mistakes(Path("my.toml"))
    mistakes.add((), "the whole is wrong")
    mistakes.add(("steps", 0, "for"), "this is wrong")
    mistakes.add(("name",), "that is wrong")
    assert mistakes.sentences(LINES) == (
        "my.toml: name: that is wrong (line 2)",
        "my.toml: steps[0].for: this is wrong (line 5)",
        "my.toml: the whole is wrong",
    )


def test_a_mistake_without_a_line_still_has_its_place() -> None:
    """If it failed, a file that the scanner does not follow would give mistakes without a place."""
    mistakes = Mistakes(Path("a\nb.toml"))
    mistakes.add(("level",), "this is wrong")
    assert mistakes.sentences({}) == (r"a\nb.toml: level: this is wrong",)


def test_what_is_missing_takes_the_line_around_it() -> None:
    """If it failed, a missing key would be told without saying of which step."""
    assert line_at(("steps", 0, "do"), LINES) == 4
    assert line_at(("format",), LINES) is None


def test_a_place_reads_as_people_write_it() -> None:
    """If it failed, a place in a sentence could not be found in the file."""
    assert dotted(("steps", 1, "steps", 0, "for")) == "steps[1].steps[0].for"
    assert dotted(("a b", "c-d_1", "")) == "'a b'.c-d_1.''"
    assert len(dotted(("a" * 5_000,))) < 50
