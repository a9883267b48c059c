"""The mistakes of one file, gathered so that a person hears of all of them at once."""

from __future__ import annotations

from math import inf
from pathlib import Path

from retrotimer.files.wording import LONGEST, printable, shown
from retrotimer.texts import _

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
