"""The one way from an English sentence to the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrotimer import texts


class Shouting:
    """A catalogue whose effect can be seen."""

    def gettext(self, message: str, /) -> str:
        """Return `message`, shouted."""
        return message.upper()

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the plural whatever the number, as some languages do."""
        return f"{plural}, all {number}" if singular else ""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    texts.use(None)


def test_without_a_catalogue_a_text_is_its_own_english() -> None:
    """If it failed, whoever has no translation would read nothing, or something else."""
    assert texts._("Run backward") == "Run backward"
    assert [texts.ngettext("{n} round", "{n} rounds", n) for n in (0, 1, 2)] == [
        "{n} rounds",
        "{n} round",
        "{n} rounds",
    ]


def test_a_catalogue_translates_from_then_on() -> None:
    """If it failed, choosing a language would change nothing."""
    texts.use(Shouting())
    assert texts._("Stand") == "STAND"
    assert texts.ngettext("round", "rounds", 1) == "rounds, all 1"


def test_no_catalogue_goes_back_to_english() -> None:
    """If it failed, a language once chosen could not be left."""
    texts.use(Shouting())
    texts.use(None)
    assert texts._("Stand") == "Stand"


def test_a_marked_text_stays_english_until_it_is_shown() -> None:
    """If it failed, a text stored at import would be stuck in the language of that moment."""
    texts.use(Shouting())
    assert texts.N_("Stand") == "Stand"
