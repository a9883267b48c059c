"""Format values, names and paths for messages, and suggest the word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from pathlib import Path

from retrotimer.texts import _

LONGEST = 40  # characters of a value that a sentence shows
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


Place = tuple[str | int, ...]
"""The way to a value from the top of a file: `("steps", 1, "for")` is `steps[1].for`; `()` is the file itself."""


class Mistakes:
    """What is wrong in the file at `path`, each with the place where."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[tuple[Place, str]] = []

    def add(self, place: Place, sentence: str) -> None:
        """Keep one mistake."""
        self.found.append((place, sentence))

    def sentences(self, lines: dict[Place, int]) -> tuple[str, ...]:
        """Return a sentence for each mistake, in the order of its place's line, those without a line last."""
        placed = [(line_at(place, lines), place, sentence) for place, sentence in self.found]
        placed.sort(key=lambda mistake: mistake[0] or inf)
        return tuple(self._sentence(*mistake) for mistake in placed)

    def _sentence(self, line: int | None, place: Place, sentence: str) -> str:
        file = printable(str(self.path))
        if not place:
            return f"{file}: {sentence}"
        if line is None:
            return f"{file}: {dotted(place)}: {sentence}"
        return _("{file}: {place}: {mistake} (line {line})").format(
            file=file, place=dotted(place), mistake=sentence, line=line
        )


def dotted(place: Place) -> str:
    """Return a place as people write it: `steps[1].steps[0].for`."""
    text = ""
    for part in place:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            is_bare = part.isascii() and part.replace("-", "").replace("_", "").isalnum()
            name = part if is_bare and len(part) <= LONGEST else shown(part)
            text += f".{name}" if text else name
    return text


def line_at(place: Place, lines: dict[Place, int]) -> int | None:
    """Return the line of `place`, or of the nearest thing around it: a missing key is missing somewhere."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return None
