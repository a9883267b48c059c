"""What a cue is and says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from retrotimer import texts
from retrotimer.training.cues.cue_types import (
    GLANCES,
    MOVEMENT_WORDS,
    POSTURES,
    Cue,
    CueKind,
    CueOptions,
    movement_words,
    spoken_ms,
    warning_words,
)
from retrotimer.training.workout.workout import MOVEMENTS, RUN_BACKWARD, STAND, Role


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    texts.use(None)


class Marked:
    """A catalogue whose effect can be seen."""

    def gettext(self, message: str, /) -> str:
        """Return `message` between arrows."""
        return f">{message}<"

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """Return the right form between arrows."""
        return f">{singular if number == 1 else plural}<"


def test_a_cue_longer_than_its_tone_says_its_text_after_it() -> None:
    """If it failed, a pip would be read aloud, a direction word be silent, or a word begin in its tone."""
    assert (
        Cue(0, CueKind.DIRECTION, "Stand", 500, 0).is_spoken,
        Cue(0, CueKind.START, "Stand", 500, 0, 500).is_spoken,
    ) == (
        True,
        False,
    )
    assert Cue(0, CueKind.DIRECTION, "Stand", 500, 0).word_ms == 0
    assert Cue(0, CueKind.WARNING, "Backward in five", 1_500, 0, 250).word_ms == 310


def test_lengths_are_those_of_tone_gap_and_words() -> None:
    """If it failed, a word would be planned into less room than it takes."""
    options = CueOptions(words_ms=lambda _text: 700)
    assert options.lengths(CueKind.WARNING, "Backward in five") == (250, 1_010)
    assert options.lengths(CueKind.DIRECTION, "Stand") == (0, 700)
    assert options.lengths(CueKind.COUNTDOWN, "3") == (150, 150)


def test_the_last_seconds_are_counted_aloud_where_a_person_wants_it() -> None:
    """If it failed, the setting would do nothing, or a slow voice would still say "three" when two is due."""
    assert CueOptions(counts_aloud=True, words_ms=lambda _text: 500).lengths(CueKind.COUNTDOWN, "3") == (0, 500)
    assert CueOptions(counts_aloud=True, words_ms=lambda _text: 900).lengths(CueKind.GET_READY, "3") == (150, 150)


def test_a_cue_ends_when_it_has_been_heard() -> None:
    """If it failed, two cues could sound over each other."""
    assert Cue(1_000, CueKind.SAY, "Easy.", 445, 0).end_ms == 1_445


def test_a_longer_text_takes_longer_to_say() -> None:
    """If it failed, long lines would be planned into gaps that are too short for them."""
    assert spoken_ms("Run backward") > spoken_ms("Stand") > 0


def test_every_movement_has_its_words() -> None:
    """If it failed, an interval of some movement would stop the session instead of being announced."""
    assert [movement_words(movement) for movement in MOVEMENTS.values()] == list(MOVEMENT_WORDS.values())
    assert movement_words(RUN_BACKWARD) == "Run backward"


def test_a_turn_is_called_a_turn() -> None:
    """If it failed, an athlete would be told to stand where they should turn round."""
    assert (movement_words(STAND, Role.TURN), movement_words(STAND)) == ("Turn", "Stand")


@pytest.mark.parametrize(
    ("warning_ms", "words"),
    [(5_000, "Backward in five"), (1_000, "Backward in 1 second"), (8_000, "Backward in 8 seconds")],
)
def test_a_warning_says_how_soon(warning_ms: int, words: str) -> None:
    """If it failed, a warning set to another time would still say five."""
    assert warning_words(warning_ms) == words


def test_words_come_in_the_readers_language_when_they_are_made() -> None:
    """If it failed, cues would stay in the language of the program's start."""
    texts.use(Marked())
    texts.use_for_voice(None, same_as_reader=True)
    assert movement_words(RUN_BACKWARD) == ">Run backward<"
    assert movement_words(STAND, Role.TURN) == ">Turn<"
    assert warning_words(5_000) == ">Backward in five<"
    assert warning_words(8_000) == ">Backward in 8 seconds<"


def test_the_lines_are_those_of_the_evidence() -> None:
    """If it failed, a person would be told something that no coach agreed on."""
    assert POSTURES == (
        "Tall chest.",
        "Ball of the foot.",
        "Short quick steps.",
        "Hips under you.",
        "Shoulders loose.",
    )
    assert GLANCES == ("Glance left.", "Glance right.")


def test_the_defaults_are_those_of_the_design() -> None:
    """If it failed, a session would sound differently from what the manual says."""
    options = CueOptions()
    assert (options.off, options.warning_ms, options.halfway_from_ms) == (frozenset(), 5_000, 60_000)
    assert (options.look_behind_every_ms, options.minutes_left_every_ms) == (8_000, 300_000)


@pytest.mark.parametrize(
    ("look_behind_every_ms", "minutes_left_every_ms"), [(0, 60_000), (8_000, 0), (8_000, -60_000), (8_000, 90_000)]
)
def test_a_rhythm_that_cannot_be_kept_or_told_is_refused(
    look_behind_every_ms: int, minutes_left_every_ms: int
) -> None:
    """If it failed, a setting of 0 would stop a session as it plays, or half minutes be told as whole."""
    with pytest.raises(ValueError, match="every"):
        CueOptions(look_behind_every_ms=look_behind_every_ms, minutes_left_every_ms=minutes_left_every_ms)
