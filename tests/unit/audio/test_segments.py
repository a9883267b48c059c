"""Test a stream of plays on a simulated card."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.segments import (
    BLOCK,
    BLOCK_MS,
    FADE,
    FIRST_MS,
    HELD_UP_NS,
    LEAD_MS,
    LONGEST_MS,
    MS,
    OVER_MS,
    TRIES,
    TURNS,
    Segments,
    frames_in,
)
from retrotimer.training.errors import MissingPart
from tests.helpers.example_counts import at_most

LEVEL = 8_000
LOUD = array("h", [LEVEL]).tobytes()
CARD_MS = 100
"""What the card holds."""
OPENING_NS = 2 * MS


class CardPlay:
    """One play on the card: what it has read of its sound."""

    def __init__(self, sound: bytearray, began_ns: int) -> None:
        self.sound, self.began_ns = sound, began_ns
        self.read = bytearray()
        self.is_stopped = self.is_gone = False

    def stop(self) -> None:
        self.is_stopped = True

    def is_playing(self) -> bool:
        return not (self.is_gone or self.is_stopped or len(self.read) == len(self.sound))

    def go(self, now_ns: int) -> None:
        """Read what falls due within the next `CARD_MS`."""
        if self.is_playing():
            self.read += self.sound[len(self.read) : 2 * frames_in(now_ns - self.began_ns + CARD_MS * MS)]


class Card:
    """A sound card, its clock, and a stream that plays on it: `tones` sound at their frames of the stream."""

    def __init__(self, tones: Iterable[tuple[int, int]] = (), openings_ns: Iterable[int] = ()) -> None:
        self.now_ns = 0
        self.plays: list[CardPlay] = []
        self.is_there = True
        self.pulled = 0
        self._tones = [(at * FRAMES_PER_MS, length * FRAMES_PER_MS) for at, length in tones]
        self._openings = iter(openings_ns)
        self.segments = Segments(self.play, self.pull, lambda: self.now_ns)
        self.began_ns = self.now_ns

    def play(self, sound: bytearray) -> CardPlay:
        """Open the device, which takes its time, and begin."""
        if not self.is_there:
            raise MissingPart("no device")
        self.now_ns += next(self._openings, OPENING_NS)
        self.plays.append(CardPlay(sound, self.now_ns))
        return self.plays[-1]

    def pull(self, count: int, _now_ns: int) -> bytes:
        """Give the next frames of the stream."""
        block = array("h", bytes(2 * count))
        for at, length in self._tones:
            for frame in range(max(at, self.pulled), min(at + length, self.pulled + count)):
                block[frame - self.pulled] = LEVEL
        self.pulled += count
        return block.tobytes()

    def run(self, ms: int, late_ns: Callable[[], int] = int) -> None:
        """Let `ms` pass; each block comes `late_ns` after its time."""
        end_ns = self.now_ns + ms * MS
        while self.segments.next_ns < end_ns:
            self.go(self.segments.next_ns + late_ns())
            self.segments.step()
        self.go(end_ns)

    def go(self, until_ns: int) -> None:
        """Let the card read until then, 5 ms at a time."""
        while self.now_ns < until_ns:
            self.now_ns = min(self.now_ns + 5 * MS, until_ns)
            for play in self.plays:
                play.go(self.now_ns)

    def heard(self) -> list[tuple[int, int]]:
        """Return the frames, from the stream's first one on, between which it sounded."""
        spans = []
        for play in self.plays:
            shift = frames_in(play.began_ns - self.began_ns) - LEAD_MS * FRAMES_PER_MS
            found = re.finditer(b"(?:%b)+" % re.escape(LOUD), bytes(play.read))
            spans += [(tone.start() // 2 + shift, tone.end() // 2 + shift) for tone in found]
        return sorted(spans)

    @property
    def begun_ms(self) -> list[int]:
        """When plays began, in ms of the stream."""
        return [(play.began_ns - self.began_ns) // MS for play in self.plays]


@pytest.mark.thorough
@at_most(30)  # each plays up to a minute
@given(
    st.lists(st.integers(300, 4_000), min_size=3, max_size=12),
    st.lists(st.integers(0, 30 * MS), max_size=4),
    st.lists(st.integers(0, 100 * MS), min_size=1, max_size=7),
)
def test_every_sound_is_heard_whole_and_at_its_time(gaps: list[int], openings: list[int], late: list[int]) -> None:
    """A cue would be late, doubled or torn where one play gives way to the next, or a device is slow to open."""
    starts = [sum(gaps[: n + 1]) for n in range(len(gaps))]
    card = Card([(at, 200) for at in starts], openings)
    turns = iter(late * 10_000)
    card.run(starts[-1] + 1_000, lambda: next(turns))
    heard = card.heard()
    assert len(heard) == len(starts)
    for at, (start, end) in zip(starts, heard, strict=True):
        assert abs(start - at * FRAMES_PER_MS) <= 1
        assert end - start == 200 * FRAMES_PER_MS


def test_a_device_that_slept_is_begun_anew_once_it_is_awake() -> None:
    """The first minute would be late by the seconds that a device takes to wake."""
    card = Card()
    card.run(FIRST_MS + 1_000)
    assert card.begun_ms == [0, FIRST_MS + OPENING_NS // MS]


def test_a_countdown_is_not_torn() -> None:
    """Three, two, one and the start would come at uneven distances."""
    card = Card([(at, 150) for at in range(4_000, 20_001, 1_000)])
    card.run(25_000)
    assert 20_000 + 150 + TURNS[0][1] <= card.begun_ms[-1] <= 20_000 + 150 + TURNS[0][1] + 2 * BLOCK_MS


def test_where_it_is_never_quiet_for_long_a_short_quiet_will_do() -> None:
    """A device's clock that runs fast would carry the cues of a dense session away."""
    card = Card([(at, 250) for at in range(0, 60_000, 400)])
    card.run(60_000)
    ages = [later - earlier for earlier, later in pairwise(card.begun_ms)]
    assert ages[1:] == pytest.approx([TURNS[1][0]] * len(ages[1:]), abs=400)
    assert len(ages) >= 3


def test_sound_without_a_gap_does_not_run_out() -> None:
    """A session that is loud for a minute would fall silent after it."""
    card = Card([(0, 200_000)])
    card.run(2 * LONGEST_MS)
    assert not card.segments.is_lost
    assert len(card.plays) > 1


def test_a_play_that_has_given_way_is_ended() -> None:
    """Each would hold its connection to the sound server for a minute: they would run out."""
    card = Card()
    card.run(FIRST_MS + OVER_MS + 1_000)
    assert [play.is_stopped for play in card.plays] == [True, False]
    card.segments.stop()
    assert card.plays[-1].is_stopped


def test_an_opening_that_was_held_up_is_made_again() -> None:
    """Every cue of a segment would be off by what a busy program kept the clock from being read."""
    slow_ns = OPENING_NS + HELD_UP_NS + MS
    card = Card(openings_ns=[OPENING_NS, slow_ns, slow_ns])
    card.run(FIRST_MS + 1_000)
    held_up = [FIRST_MS + slow_ns // MS, FIRST_MS + BLOCK_MS + slow_ns // MS]
    assert card.begun_ms == [0, *held_up, FIRST_MS + 2 * BLOCK_MS + OPENING_NS // MS]
    assert [play.is_stopped for play in card.plays] == [False, True, True, False]


def test_where_every_opening_is_slow_one_of_them_is_taken() -> None:
    """A machine that has become slow would open the device for each block."""
    slow_ns = OPENING_NS + HELD_UP_NS + MS
    card = Card(openings_ns=[OPENING_NS, *[slow_ns] * 50])
    card.run(FIRST_MS + 2_000)
    assert len(card.plays) == 1 + TRIES


def test_a_device_that_does_not_open_again_leaves_the_old_play_going() -> None:
    """One refusal of the sound server would silence a session that still has its sound."""
    card = Card([(12_000, 200)])
    card.run(1_000)
    card.is_there = False
    card.run(13_000)
    assert not card.segments.is_lost
    assert len(card.heard()) == 1


def test_a_device_that_is_gone_is_lost() -> None:
    """A loudspeaker whose plug was pulled would never be looked for again."""
    card = Card()
    card.run(1_000)
    assert not card.segments.is_lost
    card.plays[-1].is_gone = True
    assert card.segments.is_lost


def test_what_comes_too_late_does_not_click() -> None:
    """A program that stood still would begin a tone in its middle, with a crack."""
    card = Card([(1_000, 400)])
    card.run(960)
    card.go(card.now_ns + 250 * MS)  # the interpreter stands still
    card.run(1_000)
    samples = array("h", bytes(card.plays[0].read))
    steps = [abs(after - before) for before, after in pairwise(samples[: (1_300 + LEAD_MS) * FRAMES_PER_MS])]
    assert max(samples) == LEVEL
    assert 0 < max(steps) <= 2 * LEVEL // FADE
    assert not card.plays[0].sound[-2 * BLOCK :].strip(b"\0")


def test_a_stall_longer_than_all_that_is_ahead_costs_only_what_was_due() -> None:
    """A machine that stood still for two seconds would lose its sound, or play what is past."""
    card = Card([(2_000, 200), (6_000, 200)])
    card.run(1_500)
    card.go(card.now_ns + 2_000 * MS)
    card.run(4_000)
    assert [start // FRAMES_PER_MS for start, _end in card.heard()] == [6_000]


def test_the_end_fades() -> None:
    """Stopping in the middle of a tone would crack."""
    card = Card([(0, 5_000)])
    card.run(1_000)
    card.segments.hush()
    card.go(card.now_ns + 1_000 * MS)
    samples = array("h", bytes(card.plays[0].read))
    last = max(n for n, sample in enumerate(samples) if sample)
    steps = [after - before for before, after in pairwise(samples[last - 2 * FADE : last + 2])]
    assert last < (1_000 + 200) * FRAMES_PER_MS
    assert min(steps) >= -2 * LEVEL // FADE
