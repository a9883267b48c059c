"""The one way from an English sentence to the reader's language, for window, terminal and errors.

The English text in the code is the key; a catalogue (see `retrotimer.files.assets`) turns it into another
language. Mark a text that is stored before it is shown with `N_`, and translate it with `_` when it is shown.
Format after translating: `_("Round {n} of {of}").format(n=3, of=6)`.
"""

from __future__ import annotations

from typing import Protocol


class Catalogue(Protocol):
    """What `gettext.NullTranslations` and its kin offer."""

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


_catalogue: Catalogue = _English()


def use(catalogue: Catalogue | None) -> None:
    """Speak through `catalogue` from now on; None goes back to English."""
    global _catalogue  # noqa: PLW0603 - one language a process, as gettext itself has it
    _catalogue = catalogue or _English()


def _(message: str) -> str:
    """Return `message` in the reader's language."""
    return _catalogue.gettext(message)


def ngettext(singular: str, plural: str, number: int) -> str:
    """Return the form for `number` things in the reader's language."""
    return _catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Mark `message` for the catalogue without translating it yet."""
    return message
