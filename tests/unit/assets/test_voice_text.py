"""What the voices are asked to say, and what a recogniser wrote, in each language."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest
from voice_text import heard, spoken

WORDS = {
    ("en", 12): "twelve",
    ("en", 105): "one hundred and five",
    ("es", 1): "uno",
    ("es", 21): "veintiuno",
    ("es", 31): "treinta y uno",
    ("es", 101): "ciento uno",
    ("fr", 1): "un",
    ("fr", 21): "vingt et un",
    ("it", 1): "uno",
    ("it", 21): "ventuno",
    ("pt_BR", 21): "vinte e um",
}


@pytest.fixture(autouse=True)
def _words(monkeypatch: pytest.MonkeyPatch) -> None:
    library = SimpleNamespace(num2words=lambda number, lang: WORDS[lang, number])
    monkeypatch.setitem(sys.modules, "num2words", library)


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("es", "Atrás en 21 segundos", "Atrás en veintiún segundos."),
        ("es", "Quedan 31 minutos", "Quedan treinta y un minutos."),
        ("es", "Queda 1 minuto", "Queda un minuto."),
        ("es", "Ronda 21", "Ronda veintiuno."),
        ("es", "1", "Uno."),
        ("fr", "À reculons dans 21 secondes", "À reculons dans vingt et une secondes."),
        ("fr", "Répétition 21", "Répétition vingt et un."),
        ("it", "Ancora 1 minuto", "Ancora un minuto."),
        ("it", "Ancora 21 minuti", "Ancora ventuno minuti."),
        ("it", "Giro 1", "Giro uno."),
        ("pt_BR", "Faltam 21 minutos", "Faltam vinte e um minutos."),
        ("en", "Round 12", "Round twelve."),
        ("en", "105 minutes left", "One hundred five minutes left."),
    ],
)
def test_numbers_are_spoken_as_people_say_them(language: str, text: str, words: str) -> None:
    """If it failed, a voice would say "one minutes" in its language."""
    assert spoken(text, language) == words


@pytest.mark.parametrize(
    ("language", "one", "another"),
    [
        ("es", "Corre hacia atrás.", "corre hacia atras"),
        ("fr", "À reculons, dans 21 secondes", "a reculons dans vingt-et-une secondes!"),
        ("de", "Weiß", "weiss"),
        ("en", "Run backwards", "run backward."),
    ],
)
def test_spelling_does_not_tell_lines_apart(language: str, one: str, another: str) -> None:
    """If it failed, a recogniser's accents and commas would count as mishearing."""
    assert heard(one, language) == heard(another, language)
