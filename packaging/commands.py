"""What may stand on the command line, as plain values read from the program's own parsers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from retrotimer.cli.parser import COMMANDS


class Kind(Enum):
    """What a value is, as far as a shell can offer some."""

    PRESET = "preset"  # a preset's id, or a file
    FILE = "file"
    FOLDER = "folder"
    WORD = "word"  # one of a few
    FREE = "free"


KINDS = {
    "PRESET|FILE": Kind.PRESET,
    "FILE": Kind.FILE,
    "OUT": Kind.FILE,
    "FOLDER": Kind.FOLDER,
}
"""The kind of a value, by the word that stands for it in `--help`."""


@dataclass(frozen=True)
class Value:
    """A value that is wanted: of an option, or by its place.

    Attributes:
        name: the word that stands for it in `--help`.
        choices: the only words that will do, where there are such.
        form: how often it may stand: once "", once or not "?", once or more "+".
    """

    name: str
    kind: Kind
    choices: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True)
class Option:
    """An option with its spellings, what it does, and its value where it has one."""

    flags: tuple[str, ...]
    about: str
    value: Value | None
    is_needed: bool = False


@dataclass(frozen=True)
class Spoken:
    """A command, or what is done below one, as `history export`; the program itself has no words.

    Attributes:
        words: how it is called, after the program's name.
        about: what it does, in a line.
    """

    words: tuple[str, ...]
    about: str
    options: tuple[Option, ...]
    places: tuple[tuple[Value, str], ...]

    @property
    def path(self) -> str:
        """Its words as shells tell where they are: "" for the program itself, else as "/history/export"."""
        return "".join(f"/{word}" for word in self.words)


def spoken() -> tuple[Spoken, ...]:
    """Return all commands in the order of `retrotimer --help`, the program itself first, deeds after theirs."""
    return tuple(each for name in COMMANDS for each in _commands(name))


def _commands(name: str) -> Iterator[Spoken]:
    parser = argparse.ArgumentParser()
    if not name:
        parser.add_argument("--version", action="version", help="tell the version")
    COMMANDS[name].add(parser)
    yield from _read((name,) if name else (), COMMANDS[name].about, parser)


def _read(words: tuple[str, ...], about: str, parser: argparse.ArgumentParser) -> Iterator[Spoken]:
    actions = parser._actions  # noqa: SLF001 - argparse has no public way to ask what a parser knows
    below = [action for action in actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    others = [action for action in actions if action not in below]
    options = tuple(_option(action) for action in others if action.option_strings)
    places = tuple((_value(action), _help(action)) for action in others if not action.option_strings)
    yield Spoken(words, about, options, places)
    for subparsers in below:
        message = {choice.dest: choice.help or "" for choice in subparsers._get_subactions()}  # noqa: SLF001
        for action, deeper in subparsers.choices.items():
            yield from _read((*words, action), message[action], deeper)


def _option(action: argparse.Action) -> Option:
    value = None if action.nargs == 0 else _value(action)
    return Option(tuple(action.option_strings), _help(action), value, action.required)


def _value(action: argparse.Action) -> Value:
    choices = tuple(map(str, action.choices or ()))
    name = str(action.metavar or action.dest.upper())
    kind = Kind.WORD if choices else KINDS.get(name, Kind.FREE)
    return Value(name, kind, choices, action.nargs if isinstance(action.nargs, str) else "")


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")
