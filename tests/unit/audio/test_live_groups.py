"""Several groups live: what one is told is left alone by commands for another."""

from __future__ import annotations

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.live import LiveSound
from retrotimer.audio.render import render
from retrotimer.audio.sound_bank import Sounds
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.cues import called
from retrotimer.training.groups.groups import GroupEntry, compile_groups
from retrotimer.training.groups.session import GroupSession, ready
from retrotimer.training.groups.transitions import do, update
from retrotimer.training.session import MS, Command
from tests.helpers.audio_fakes import PERIOD_MS, FakeOutput, loud_spans, samples_of
from tests.helpers.examples import PACES, rb, rf, workout
from tests.helpers.talker import Talker

VOICE = Talker(600)
GET_READY_MS = 3_000
ENTRIES = (GroupEntry("Red"), GroupEntry("Blue", 20_000))


def session() -> GroupSession:
    """Return a session of two waves, in which only starts and ends are told."""
    off = frozenset(CueKind) - {CueKind.START, CueKind.DIRECTION, CueKind.FINISH}
    options = CueOptions(off=off, words_ms=VOICE.words_ms)
    return called(ready(compile_groups(ENTRIES, workout(rf(60), rb(60)), PACES), options, GET_READY_MS))


class Live:
    """Plays the session on a fake device whose callbacks come each 40 ms."""

    def __init__(self) -> None:
        self.ns, self.output, self.heard = 0, FakeOutput(), bytearray()
        self.sound = LiveSound(self.output, Sounds(VOICE), lambda: self.ns)
        self.sound.start()
        self.session, events = do(session(), Command.START, 0)
        self.sound.follow(self.session, lambda ns: ns, events)

    def play(self, until_ms: int) -> None:
        while self.ns < until_ms * MS:
            assert self.output.pull
            self.heard += self.output.pull(PERIOD_MS * FRAMES_PER_MS, self.ns)
            self.ns += PERIOD_MS * MS
            self.session, _events = update(self.session, self.ns)
            self.sound.tick(self.ns)

    def do(self, command: Command, group: int) -> None:
        self.session, events = do(self.session, command, self.ns, group)
        self.sound.follow(self.session, lambda ns: ns, events)

    def spans(self) -> list[tuple[int, int]]:
        return loud_spans(samples_of(bytes(self.heard)))


@pytest.mark.parametrize("at_ms", [23_200, 23_800, 24_400])
def test_words_to_one_group_outlive_a_command_for_another(at_ms: int) -> None:
    """Blue would hear half of what to do, because Red gets more time."""
    plain, disturbed = Live(), Live()
    plain.play(33_000)
    disturbed.play(at_ms)
    disturbed.do(Command.ADD_30_S, 0)
    disturbed.play(33_000)
    assert disturbed.spans() == plain.spans()
    assert len(plain.spans()) == 6  # a tone, a name and what to do, twice


@pytest.mark.parametrize("at_ms", [22_500, 22_700, 23_000, 23_400, 23_900])
def test_a_machine_that_stands_still_for_a_moment_leaves_no_word_out(at_ms: int) -> None:
    """Blue would hear its name and not what to do, because the laptop was busy."""
    live = Live()
    live.play(at_ms)
    live.ns += 110 * MS
    live.play(33_000)
    sounding = sum(end - start for start, end in live.spans() if start >= 22_000 * FRAMES_PER_MS)
    assert sounding >= 1_690 * FRAMES_PER_MS  # a tone, a name and what to do


def test_a_command_for_one_group_is_heard_at_once() -> None:
    """A coach would press a key and hear nothing."""
    live = Live()
    live.play(33_000)
    live.do(Command.NEXT, 0)
    live.play(37_000)
    starts = [start // FRAMES_PER_MS for start, _end in live.spans()]
    tone, name, what = (start for start in starts if start >= 32_000)
    assert 0 <= tone - 33_000 <= 2 * PERIOD_MS
    assert (name - tone, what - tone) == pytest.approx((560, 1_220), abs=2)


def test_live_and_a_file_are_the_same_samples() -> None:
    """A session taken along on a phone would tell groups something else than the one at the track."""
    live = Live()
    live.play(153_000)
    rendered = samples_of(b"".join(render(session(), Sounds(VOICE))))
    first = loud_spans(rendered)[0][0]
    shift = live.spans()[0][0] - first
    heard = samples_of(bytes(live.heard))
    count = min(len(heard) - shift if shift >= 0 else len(heard), len(rendered))
    spans = [(start, end) for start, end in loud_spans(rendered) if end < count]
    for start, end in spans:
        assert heard[start + shift : end + shift] == rendered[start:end]
    assert len(spans) >= 17
