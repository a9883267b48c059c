"""Define cues: their kinds, options and words. `cue_times` places them in time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from retrotimer.texts import N_, _, spoken, spoken_plural
from retrotimer.training.workout.workout import Direction, Gait, Movement, Role


class CueKind(StrEnum):
    """What a cue is about."""

    GET_READY = "get-ready"
    COUNTDOWN = "countdown"
    START = "start"
    PAIR = "pair"
    DIRECTION = "direction"
    SAY = "say"
    ROLE = "role"
    LAST_ROUND = "last-round"
    ROUND = "round"
    WARNING = "warning"
    HALFWAY = "halfway"
    MINUTES_LEFT = "minutes-left"
    LOOK_BEHIND = "look-behind"
    POSTURE = "posture"
    FINISH = "finish"
    ANSWER = "answer"


NAMED = frozenset(
    {
        *(CueKind.DIRECTION, CueKind.SAY, CueKind.ROLE, CueKind.LAST_ROUND, CueKind.ROUND),
        *(CueKind.MINUTES_LEFT, CueKind.FINISH),
    }
)
"""Kinds whose words follow the name of the group they are for, where there are several."""
COUNTING = frozenset({CueKind.GET_READY, CueKind.COUNTDOWN})
"""Kinds that count the last seconds: with pips, or aloud."""

TONE_MS = {
    CueKind.GET_READY: 150,
    CueKind.COUNTDOWN: 150,
    CueKind.START: 500,
    CueKind.PAIR: 500,
    CueKind.WARNING: 250,
    CueKind.HALFWAY: 300,
    CueKind.FINISH: 1_200,
}
"""How long the tone of a kind sounds, in ms; a spoken text follows it after `WORD_GAP_MS`."""
WORD_GAP_MS = 60
LINE_GAP_MS = 60
"""Silence between lines that are spoken one after the other in one cue: a name and what it is to do."""
COUNT_MS = 900
"""The longest that a number counted aloud may take: the next one is a second later."""
SHORT_START_MS = 120
GET_READY_MS = 10_000
"""The countdown before the first interval, unless a person wants another."""
GAP_MS = 100
"""Silence between two cues that follow each other at the head of an interval."""

POSTURES = (
    N_("Tall chest."),
    N_("Ball of the foot."),
    N_("Short quick steps."),
    N_("Hips under you."),
    N_("Shoulders loose."),
)
MOVEMENT_WORDS = {
    (Gait.RUN, Direction.FORWARD): N_("Run forward"),
    (Gait.RUN, Direction.BACKWARD): N_("Run backward"),
    (Gait.WALK, Direction.FORWARD): N_("Walk forward"),
    (Gait.WALK, Direction.BACKWARD): N_("Walk backward"),
    (Gait.STAND, None): N_("Stand"),
}
GLANCES = (N_("Glance left."), N_("Glance right."))
"""In turn, so that neither side of the neck does all the work."""
ROLE_WORDS = {Role.WARM_UP: N_("Warm up"), Role.COOL_DOWN: N_("Cool down")}


@dataclass(frozen=True, slots=True)
class Cue:
    """Something heard or shown at `at_ms` of the timeline, sounding for `length_ms`.

    `text` is in the reader's words; `index` is its interval, -1 in the get-ready. The first `tone_ms` are its tone;
    where it is longer than that, its text is said after it: as a whole, or in the `lines` it is spoken in.
    """

    at_ms: int
    kind: CueKind
    text: str
    length_ms: int
    index: int
    tone_ms: int = 0
    lines: tuple[str, ...] = ()

    @property
    def is_spoken(self) -> bool:
        """Whether its text is said."""
        return self.length_ms > self.tone_ms

    @property
    def word_ms(self) -> int:
        """How long after its begin its text is said, where it is."""
        return self.tone_ms + WORD_GAP_MS if self.tone_ms else 0

    @property
    def end_ms(self) -> int:
        """When it has been heard."""
        return self.at_ms + self.length_ms


def spoken_ms(text: str) -> int:
    """Return about how long it takes to say `text`, in ms; used until a voice tells the length of its clip."""
    return 120 + 65 * len(text)


@dataclass(frozen=True, slots=True)
class CueOptions:
    """Which cues a person wants: kinds in `off` are left out, start tones excepted; times in ms.

    With `counts_aloud` the last seconds are counted in words and not in pips. `words_ms` tells how long it takes to
    say a text, `knows` whether the voice can say a name, and `called_ms` how long names before a text take.

    Raises:
        ValueError: for a look-behind or minutes left every 0 ms or less, or minutes that are not whole.
    """

    off: frozenset[CueKind] = frozenset()
    warning_ms: int = 5_000
    halfway_from_ms: int = 60_000
    look_behind_every_ms: int = 8_000
    minutes_left_every_ms: int = 300_000
    counts_aloud: bool = False
    words_ms: Callable[[str], int] = field(default=spoken_ms, compare=False)
    knows: Callable[[str], bool] = field(default=bool, compare=False)
    called_ms: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        every_ms = self.minutes_left_every_ms
        if self.look_behind_every_ms <= 0 or every_ms <= 0 or every_ms % 60_000:
            raise ValueError(f"look-behind every {self.look_behind_every_ms} ms, minutes left every {every_ms} ms")

    def lengths(self, kind: CueKind, text: str) -> tuple[int, int]:
        """Return how long the tone of a cue sounds, and how long all of it; of no start tone, which varies."""
        tone_ms = TONE_MS.get(kind, 0)
        if kind in COUNTING:
            aloud_ms = self.words_ms(text) if self.counts_aloud else COUNT_MS
            return (0, aloud_ms) if aloud_ms < COUNT_MS else (tone_ms, tone_ms)
        gap_ms = WORD_GAP_MS if tone_ms else 0
        called_ms = self.called_ms if kind in NAMED else 0
        return tone_ms, tone_ms + gap_ms + called_ms + self.words_ms(text)

    def lines_ms(self, lines: tuple[str, ...]) -> int:
        """Return how long it takes to say `lines` one after the other."""
        return sum(map(self.words_ms, lines)) + LINE_GAP_MS * (len(lines) - 1) if lines else 0


def movement_words(movement: Movement, role: Role | None = None) -> str:
    """Return what an interval asks for, in words: "Run backward", or "Turn" for the gap between directions."""
    return _("Turn") if role is Role.TURN else _(MOVEMENT_WORDS[movement.gait, movement.direction])


def spoken_movement(movement: Movement, role: Role | None = None) -> str:
    """Return the same in the voice's language."""
    return spoken("Turn") if role is Role.TURN else spoken(MOVEMENT_WORDS[movement.gait, movement.direction])


def warning_words(warning_ms: int) -> str:
    """Return what warns of a backward part `warning_ms` before it."""
    if warning_ms == 5_000:
        return spoken("Backward in five")
    seconds = warning_ms // 1_000
    return spoken_plural("Backward in {n} second", "Backward in {n} seconds", seconds).format(n=seconds)


def minutes_words(minutes: int) -> str:
    """Return what tells that `minutes` are left."""
    return spoken_plural("{n} minute left", "{n} minutes left", minutes).format(n=minutes)


def round_words(number: int) -> str:
    """Return what tells that a round begins, counted from 1."""
    return spoken("Round {n}").format(n=number)
