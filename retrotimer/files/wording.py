"""How a value of a file, a name or a path is shown in a sentence, and which word was probably meant."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 40
"""Characters of a value that a sentence shows."""
HUGE_BITS = 64


def printable(text: str) -> str:
    """Return `text` safe for a terminal: what has no shape of its own is shown escaped."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def shown(value: object) -> str:
    """Return a value as TOML would write it, shortened; text in single quotes, as sentences have it."""
    match value:
        case str():
            return f"'{printable(_shortened(value))}'"
        case bool():
            return "true" if value else "false"
        case int() if value.bit_length() > HUGE_BITS:
            return _shortened(hex(value))  # decimal digits of a huge number are refused by Python
        case list():
            return "[…]"
        case dict():
            return "{…}"
        case _:
            return str(value)


def listed(words: Iterable[str]) -> str:
    """Return words in quotes, for the end of a sentence."""
    return ", ".join(f"'{word}'" for word in words)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `word` was probably meant to be."""
    if len(word) > LONGEST:
        return None
    from difflib import get_close_matches  # only a mistake needs it

    by_folded = {one.casefold(): one for one in known}
    found = get_close_matches(word.casefold().strip(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
