"""List every line that RetroTimer may speak, with its file name in a voice."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category

from retrotimer.texts import N_, spoken
from retrotimer.training.cues.cue_types import (
    GLANCES,
    MOVEMENT_WORDS,
    POSTURES,
    ROLE_WORDS,
    minutes_words,
    round_words,
    spoken_movement,
    warning_words,
)
from retrotimer.training.workout.workout import STAND, Role

PAUSED = N_("Paused")
RESUMED = N_("Resumed")
MOST_ROUNDS = 99
MOST_WARNING_S = 60

_OTHERS = (N_("Last round"), N_("Halfway"), N_("Finished"), PAUSED, RESUMED)
GROUP_LINES = (
    N_("Group one"),
    N_("Group two"),
    N_("Group three"),
    N_("Group four"),
    N_("Group five"),
    N_("Group six"),
)
COLOURS = (N_("Red"), N_("Blue"), N_("Green"), N_("Yellow"), N_("White"), N_("Black"))
ALL, BOTH_FORWARD, AND = N_("All"), N_("Both forward"), N_("and")
BACK, FORWARD, BACK_IN_FIVE = N_("back"), N_("forward"), N_("Back in five")
"""What a pair hears after a name, where both go in different directions, and before."""
_OF_PRESETS = (N_("This is the top."),)
"""What the presets that come with RetroTimer say of their own."""
_MINUTES = (*range(1, 61), *range(65, 241, 5))
"""After an hour only the fives, which is how often they are told unless a person wants it oftener."""


def line_name(text: str) -> str:
    """Return the name of the file that says `text`, without its ending: "Glance left." is `glance-left`."""
    # vowel signs of Devanagari and the like are marks, which `\w` does not hold
    letters = (sign if sign.isalnum() or category(sign)[0] == "M" else "-" for sign in text.lower())
    return "-".join(filter(None, "".join(letters).split("-")))


def all_lines() -> tuple[str, ...]:
    """Return every line, in the reader's language, that the cues may say without a person having written it."""
    return tuple(_lines())


def _lines() -> Iterator[str]:
    yield from map(spoken, MOVEMENT_WORDS.values())
    yield spoken_movement(STAND, Role.TURN)
    yield from ("3", "2", "1")
    yield from map(spoken, (*GLANCES, *POSTURES, *ROLE_WORDS.values(), *_OTHERS))
    yield from map(spoken, (*GROUP_LINES, *COLOURS, ALL, BOTH_FORWARD, AND, BACK, FORWARD, BACK_IN_FIVE))
    yield from map(spoken, _OF_PRESETS)
    yield from (warning_words(1_000 * seconds) for seconds in range(2, MOST_WARNING_S + 1))
    yield from map(minutes_words, _MINUTES)
    yield from map(round_words, range(1, MOST_ROUNDS + 1))
