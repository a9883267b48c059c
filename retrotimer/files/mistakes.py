"""The mistakes of one file, gathered so that a person hears of all of them at once."""

from __future__ import annotations

import re
from pathlib import Path

from retrotimer.files.positions import Place, lines_of
from retrotimer.files.wording import printable, shown
from retrotimer.texts import _

_BARE = re.compile(r"[A-Za-z0-9_-]+")


class Mistakes:
    """What is wrong in the file at `path`, each with the place where."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.found: list[tuple[Place, str]] = []

    def add(self, place: Place, sentence: str) -> None:
        """Keep one mistake; `place` is () where it is of the file as a whole."""
        self.found.append((place, sentence))

    def sentences(self, source: str) -> tuple[str, ...]:
        """Return a sentence for each mistake, in the order of the lines of `source`, those without a line last."""
        lines = lines_of(source)
        placed = [(line_at(place, lines), place, sentence) for place, sentence in self.found]
        placed.sort(key=lambda mistake: mistake[0] or len(source) + 2)
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
            name = part if _BARE.fullmatch(part) else shown(part)
            text += f".{name}" if text else name
    return text


def line_at(place: Place, lines: dict[Place, int]) -> int | None:
    """Return the line of `place`, or of the nearest thing around it: a missing key is missing somewhere."""
    while place:
        if place in lines:
            return lines[place]
        place = place[:-1]
    return None
