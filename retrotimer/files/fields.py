"""One table of a file while its keys are taken out of it, each checked, each mistake noted with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from retrotimer.files.lengths import parse_length
from retrotimer.files.mistakes import Mistakes, Place
from retrotimer.files.wording import listed, nearest, shown
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.workout import MAX_NAME, Length

Choice = TypeVar("Choice")
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Embeddings, overrides and isolates of Unicode; the marks that Hebrew and Arabic need are none of them."""


class Fields:
    """A table at `place`. What is wrong is noted in `mistakes` and read as if it were not there."""

    def __init__(self, table: dict[str, object], place: Place, mistakes: Mistakes) -> None:
        self.table = table
        self.place = place
        self.mistakes = mistakes

    def wrong(self, key: str, sentence: str) -> None:
        """Note a mistake in the value of `key`."""
        self.mistakes.add((*self.place, key), sentence)

    def expect(self, known: tuple[str, ...], needed: tuple[str, ...]) -> None:
        """Note every key that is not `known`, and every `needed` one that is missing and not just mistyped."""
        meant = set()
        for key in self.table:
            if key not in known:
                near = nearest(key, known)
                meant.add(near)
                self.wrong(key, _no_such_key(key, near, known))
        for key in needed:
            if key not in self.table and key not in meant:
                self.wrong(key, _("this key is missing"))

    def text(self, key: str, *, with_lines: bool = False) -> str:
        """Return the text of `key`, "" where there is none; `with_lines` lets it have several lines."""
        value = self.table.get(key, "")
        sentence = _text_mistake(value, with_lines=with_lines)
        if sentence:
            self.wrong(key, sentence)
        return _steady(value) if isinstance(value, str) else ""

    def name(self, key: str) -> str:
        """Return the name that `key` gives, "" where there is none."""
        value = self.table.get(key, "")
        sentence = _name_mistake(value) if key in self.table else None
        if sentence:
            self.wrong(key, sentence)
        return _steady(value) if isinstance(value, str) else ""

    def names(self, key: str) -> tuple[str, ...]:
        """Return the list of names that `key` gives."""
        values = self.table.get(key, [])
        if not isinstance(values, list):
            self.wrong(key, _("this must be a list in brackets, not {found}").format(found=shown(values)))
            return ()
        for index, value in enumerate(values):
            sentence = _name_mistake(value)
            if sentence:
                self.mistakes.add((*self.place, key, index), sentence)
        return tuple(_steady(value) for value in values if isinstance(value, str))

    def flag(self, key: str) -> bool:
        """Return whether `key` is true; it is false where it is missing."""
        value = self.table.get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, _("this must be true or false, not {found}").format(found=shown(value)))
        return value is True

    def whole(self, key: str, least: int, most: int) -> int | None:
        """Return the whole number of `key`, if it lies between `least` and `most`."""
        value = self.table.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        if key in self.table:
            sentence = _("this must be a whole number from {least} to {most}, not {found}")
            self.wrong(key, sentence.format(least=least, most=most, found=shown(value)))
        return None

    def choice(self, key: str, options: Mapping[str, Choice]) -> Choice | None:
        """Return what the text of `key` stands for."""
        value = self.table.get(key)
        if isinstance(value, str) and value in options:
            return options[value]
        if key in self.table:
            self.wrong(key, _no_such_choice(value, tuple(options)))
        return None

    def length(self, key: str) -> Length | None:
        """Return the length that the text of `key` says."""
        value = self.table.get(key)
        if isinstance(value, str):
            try:
                return parse_length(value)
            except WrongRequest as error:
                self.wrong(key, str(error))
        elif key in self.table:
            sentence = _('this must be text in quotes, such as "1:30" or "400 m", not {found}')
            self.wrong(key, sentence.format(found=shown(value)))
        return None


def _text_mistake(value: object, *, with_lines: bool = False) -> str | None:
    """Return what is wrong with a text that is shown or spoken, if anything is."""
    if not isinstance(value, str):
        return _("this must be text in quotes, not {found}").format(found=shown(value))
    for character in value:
        if _is_control(character) and not (with_lines and character in "\n\t"):
            return _("this has a control character, {found}").format(found=shown(character))
    return None


def _name_mistake(value: object) -> str | None:
    if isinstance(value, str) and not value.strip():
        return _("this must not be empty")
    if isinstance(value, str) and len(value) > MAX_NAME:
        return _("this has {n} characters, and {most} are the most").format(n=len(value), most=MAX_NAME)
    return _text_mistake(value)


def _steady(text: str) -> str:
    """Return `text` without what turns the direction of writing: it could make a name look like another."""
    return text if text.isascii() else text.translate(_TURNS)


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character < "\xa0" or character in "\u2028\u2029"


def _no_such_key(key: str, near: str | None, known: tuple[str, ...]) -> str:
    if near:
        return _("there is no key {key} here: did you mean '{near}'?").format(key=shown(key), near=near)
    return _("there is no key {key} here, only {known}").format(key=shown(key), known=listed(known))


def _no_such_choice(value: object, options: tuple[str, ...]) -> str:
    near = nearest(value, options) if isinstance(value, str) else None
    if near:
        return _("{found} is not known: did you mean '{near}'?").format(found=shown(value), near=near)
    return _("{found} is not known: this is one of {options}").format(found=shown(value), options=listed(options))
