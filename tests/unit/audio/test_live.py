"""Test live sound: what is heard when, after any command."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.training.cues.cue_types import GET_READY_MS, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import MS, Command, Session, State
from tests.helpers.audio_fakes import (
    FINISH_MS,
    LATENCY_MS,
    PERIOD_MS,
    QUIET,
    START_MS,
    FakeMixer,
    mixer_of,
    samples_of,
    starts,
)
from tests.helpers.examples import plan, tap


def test_cues_are_heard_at_their_time() -> None:
    """Every cue of a session would be off by the device's latency."""
    mixer = mixer_of(2, 3, get_ready_ms=1_000)
    mixer.do(Command.START)
    mixer.play(8_000)
    assert starts(mixer) == [1_000, 3_000, 6_000]


def test_a_headset_s_latency_is_made_up_for() -> None:
    """Through Bluetooth every cue would be late by what the person has measured and set."""
    mixer = mixer_of(2, 3, get_ready_ms=1_000)
    mixer.sound.latency_ms = 200
    mixer.do(Command.START)
    mixer.play(4_000)
    assert starts(mixer) == [800, 2_800]


def test_late_callbacks_do_not_move_cues() -> None:
    """A busy program would be heard in the cues' times."""
    mixer = mixer_of(2, 3, get_ready_ms=1_000)
    mixer.do(Command.START)
    pull = mixer.output.pull
    assert pull
    for n in range(100):
        late_ns = 100 * MS if n % 3 else 0
        mixer.heard += pull(PERIOD_MS * FRAMES_PER_MS, n * PERIOD_MS * MS + late_ns)
    assert starts(mixer) == [1_000, 3_000]


def test_a_start_tone_follows_next_at_once() -> None:
    """A person who goes on to the next interval would not hear which way."""
    mixer = mixer_of(60, 60)
    mixer.do(Command.START)
    mixer.play(2_000)
    mixer.do(Command.NEXT)
    mixer.play(1_000)
    (_first, end), second = mixer.spans_ms()
    assert end <= LATENCY_MS + START_MS
    assert second[0] - 2_000 <= LATENCY_MS + PERIOD_MS


def test_next_fades_what_sounds() -> None:
    """Going on during a start tone would click, or sound both ways at once."""
    mixer = mixer_of(60, 60)
    mixer.do(Command.START)
    mixer.play(80)
    mixer.do(Command.NEXT)
    mixer.play(2_000)
    assert len(mixer.spans_ms()) == 1
    start, end = mixer.spans_ms()[0]
    assert end - start <= 80 + START_MS
    tone = samples_of(bytes(mixer.heard))
    assert max(abs(one - other) for one, other in pairwise(tone)) < 9_000


def test_a_pause_is_silent_and_resuming_replays_nothing() -> None:
    """Cues would sound in a pause, or again after it."""
    mixer = mixer_of(60, 60)
    mixer.do(Command.START)
    mixer.play(200)
    mixer.do(Command.PAUSE)
    mixer.play(2_000)
    mixer.do(Command.RESUME)
    mixer.play(58_000)
    assert len(mixer.spans_ms()) == 1
    assert mixer.spans_ms()[0][1] < LATENCY_MS + 200 + 20
    mixer.play(3_000)
    assert starts(mixer)[1] == 62_000


def test_adding_time_lets_the_start_tone_ring_out() -> None:
    """Adding 30 s in an interval's first moment would cut its start tone, or play it twice."""
    mixer = mixer_of(60, 60)
    mixer.do(Command.START)
    mixer.play(80)
    mixer.do(Command.ADD_30_S)
    mixer.play(3_000)
    (start, end), *more = mixer.spans_ms()
    assert not more
    assert START_MS - 10 < end - start <= START_MS


def test_a_session_s_finish_sounds_out() -> None:
    """The session's last sound would be cut by its own end."""
    mixer = mixer_of(2)
    mixer.do(Command.START)
    mixer.play(2_080)
    assert mixer.session.state is State.FINISHED
    mixer.sound.follow(of_one(mixer.session), lambda ns: ns, ())
    mixer.play(2_000)
    start, end = mixer.spans_ms()[-1]
    assert start == 2_000
    assert end - start > FINISH_MS - 10


def test_going_on_from_the_last_interval_finishes_with_its_sound() -> None:
    """A person who taps a session to its end would hear nothing of it."""
    mixer = FakeMixer(Session(plan(tap()), QUIET, get_ready_ms=0))
    mixer.do(Command.START)
    mixer.play(4_000)
    mixer.do(Command.NEXT)
    mixer.play(2_000)
    start, end = mixer.spans_ms()[-1]
    assert 4_000 <= start <= 4_000 + LATENCY_MS + PERIOD_MS
    assert end - start > FINISH_MS - 10


def test_a_stop_is_silent() -> None:
    """A session that is broken off would congratulate."""
    mixer = mixer_of(60)
    mixer.do(Command.START)
    mixer.play(120)
    mixer.do(Command.STOP)
    mixer.play(3_000)
    assert len(mixer.spans_ms()) == 1
    assert mixer.spans_ms()[0][1] < LATENCY_MS + 120 + 20


def test_a_second_session_starts_like_the_first() -> None:
    """A session after one that was broken off would begin without its start tone."""
    mixer = mixer_of(60)
    fresh = mixer.session
    mixer.do(Command.START)
    mixer.play(120)
    mixer.do(Command.STOP)
    mixer.play(880)
    mixer.session = replace(fresh, now_ns=mixer.now_ns)
    mixer.do(Command.START)
    mixer.play(1_000)
    assert len(starts(mixer)) == 2


def test_late_cues_are_dropped() -> None:
    """After the device was away, cues of that time would be told in a bunch."""
    mixer = mixer_of(2, 2, 2, 2)
    mixer.do(Command.START)
    mixer.play(1_000)
    mixer.now_ns += 5_000 * MS
    mixer.tick()
    mixer.play(4_000)
    assert len(starts(mixer)) == 3  # the first, the last interval's, the finish


def test_a_device_that_asks_late_gets_no_stale_cue() -> None:
    """After a stall of the whole program the device's thread, first to wake, would play what is long past."""
    mixer = mixer_of(2, 2, 20)
    mixer.do(Command.START)
    mixer.play(1_000)
    mixer.now_ns += 2_000 * MS
    assert mixer.output.pull
    mixer.heard += mixer.output.pull(PERIOD_MS * FRAMES_PER_MS, mixer.now_ns)
    assert len(starts(mixer)) == 1


def test_fast_sessions_drop_what_would_overlap_but_never_a_start_tone() -> None:
    """At 60 times the speed cues would pile up into noise, or intervals lose their direction."""
    mixer = mixer_of(8, 8, 8, 8, options=CueOptions(), get_ready_ms=GET_READY_MS, speed=20.0)
    mixer.do(Command.START)
    mixer.play(5_000)
    sound = samples_of(bytes(mixer.heard))
    for start_ms in (500, 900, 1_300, 1_700):  # a start tone's first 100 ms, alone
        at = (start_ms - LATENCY_MS) * FRAMES_PER_MS
        head = sound[at + 12 * FRAMES_PER_MS : at + 80 * FRAMES_PER_MS]
        assert 5_000 < max(map(abs, head)) < 18_000
    assert max(map(abs, sound)) < 29_205


def test_only_the_next_seconds_are_queued() -> None:
    """A session of a day would be worked out on every command."""
    mixer = mixer_of(*[2] * 200)
    mixer.do(Command.START)
    assert len(mixer.sound._queue) <= 6
