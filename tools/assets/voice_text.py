"""What a voice is asked to speak for a line: numbers as words, and a full stop to fall to."""

from __future__ import annotations

import re
from unicodedata import category, normalize

MOST = 999
COUNTING = {
    "de": (("^eins$", "eine"),),
    "es": (("veintiuno$", "veintiún"), ("uno$", "un")),
    "fr": (("un$", "une"),),
    "it": (("^uno$", "un"),),
}
"""How a number changes before minutes and seconds."""


def spoken(text: str, language: str) -> str:
    """Return `text` as a voice is to speak it: "Round 12" becomes "Round twelve."."""
    words = in_words(text, language).rstrip(".")
    return f"{words[0].upper()}{words[1:]}."


def in_words(text: str, language: str) -> str:
    """Return `text` with its numbers as words of `language`: "21 segundos" becomes "veintiún segundos"."""
    return re.sub(
        r"(\d+)( +(?=[^\W\d]))?",
        lambda found: _number(int(found[1]), language, counts=bool(found[2])) + (found[2] or ""),
        text,
    )


def _number(number: int, language: str, *, counts: bool) -> str:
    """Return `number` in words; `counts` where a noun follows."""
    from num2words import num2words  # from PyPI; the tests bring their own

    words: str = num2words(number, lang=language)
    if language == "en":
        return words.replace(" and ", " ")
    for old, new in COUNTING.get(language, ()) if counts else ():
        changed = re.sub(old, new, words)
        if changed != words:
            return changed
    return words


def heard(text: str, language: str) -> str:
    """Return `text` as a recogniser writes it: small letters and single spaces, no accents, numbers as words."""
    spaced = re.sub(r"\d+", lambda found: f" {int(found[0]) % (MOST + 1)} ", text)
    words = in_words(spaced, language).lower().replace("ß", "ss")
    if language == "en":
        words = words.replace("backwards", "backward").replace("forwards", "forward")
    plain = (sign for sign in normalize("NFKD", words) if category(sign) != "Mn")
    return " ".join("".join(sign if sign.isalpha() else " " for sign in plain).split())
