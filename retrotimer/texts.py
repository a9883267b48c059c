"""Translate every text that a person reads or hears: window, terminal, errors and voice.

The English text in the code is the key; a catalogue (see `retrotimer.files.assets`) holds the translations. Mark a
text that is stored before it is shown with `N_`, and translate it with `_` when it is shown. Format after
translating: `_("Round {n} of {of}").format(n=3, of=6)`. Lines of the voice use `spoken` and `spoken_plural`, since
the voice may have a language of its own.
"""

from __future__ import annotations

from string import Formatter
from typing import Protocol

ENGLISH = "en"
LANGUAGES = {
    ENGLISH: "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "pt_BR": "Português (Brasil)",
}
"""Each language by its code, in its own words."""


class Catalogue(Protocol):
    """The methods of `gettext.NullTranslations` that are used."""

    def gettext(self, message: str, /) -> str:
        """Return the translation of `message`, or `message` itself."""
        ...

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the translated form for `number` things."""
        ...


class _English:
    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        return singular if number == 1 else plural


class _DecimalFormatter(Formatter):
    """Writes numbers with decimals with another mark than the point."""

    def __init__(self, mark: str) -> None:
        self._mark = mark

    def format_field(self, value: object, format_spec: str) -> str:
        text: str = super().format_field(value, format_spec)
        return text.replace(".", self._mark) if isinstance(value, float) else text


class _Text(str):
    """A translated text whose `format` writes decimals as its language does."""

    __slots__ = ("formatter",)
    formatter: Formatter

    def format(self, *values: object, **named: object) -> str:
        return self.formatter.vformat(self, values, named)


class _Language:
    """A catalogue with its code and its way to write decimals."""

    def __init__(self, code: str, catalogue: Catalogue) -> None:
        self.code, self._catalogue = code, catalogue
        self.mark = catalogue.gettext("0.5")[1]
        self._formatter = None if self.mark == "." else _DecimalFormatter(self.mark)

    def text(self, message: str) -> str:
        # a catalogue keeps its header under the empty text
        return self._made(self._catalogue.gettext(message)) if message else ""

    def plural(self, singular: str, plural: str, number: int) -> str:
        return self._made(self._catalogue.ngettext(singular, plural, number))

    def _made(self, text: str) -> str:
        if self._formatter is None:
            return text
        made = _Text(text)
        made.formatter = self._formatter
        return made


_reader = _Language(ENGLISH, _English())
_voice: _Language | None = None


def use(catalogue: Catalogue | None, code: str = ENGLISH) -> None:
    """Show texts in the language `code` of `catalogue` from now on; None goes back to English."""
    global _reader  # noqa: PLW0603 - one language a process, as gettext itself has it
    _reader = _Language(code, catalogue) if catalogue else _Language(ENGLISH, _English())


def use_for_voice(catalogue: Catalogue | None, code: str = ENGLISH, *, same_as_reader: bool = False) -> None:
    """Speak the language `code` of `catalogue` from now on; None is English."""
    global _voice  # noqa: PLW0603 - as above
    _voice = None if same_as_reader else _Language(code, catalogue or _English())


def reader_language() -> str:
    """Return the code of the language of texts."""
    return _reader.code


def voice_language() -> str:
    """Return the code of the language of the voice's lines."""
    return (_voice or _reader).code


def _(message: str) -> str:
    """Return `message` in the reader's language."""
    return _reader.text(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` things in the reader's language."""
    return _reader.plural(singular, plural, number)


def spoken(message: str) -> str:
    """Return `message` in the voice's language."""
    return (_voice or _reader).text(message)


def spoken_plural(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` things in the voice's language."""
    return (_voice or _reader).plural(singular, plural, number)


def N_(message: str) -> str:
    """Mark `message` for the catalogue without translating it yet."""
    return message


_DECIMALS = N_("0.5")
"""Translated with the decimal mark of the language, which is taken from it."""


def number_text(value: float, form: str) -> str:
    """Return `value` by the format specification `form`, with the decimal mark of the reader's language."""
    return format(value, form).replace(".", _reader.mark)
