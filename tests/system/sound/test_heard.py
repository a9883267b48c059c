"""What is heard of a session at its device: in every format, at once, without a click and never with a hole."""

from __future__ import annotations

import time
from contextlib import ExitStack
from statistics import median

import pytest

from retrotimer.training.session import Session
from retrotimer.training.states import Command
from tests.helpers.examples import plan, rb, rf
from tests.system.sound.onsets import onsets
from tests.system.sound.recording import Recording
from tests.system.sound.server import SoundServer
from tests.system.sound.stage import LOUD, Stage, longest_silence_ms, short_session, steepest, wait_together

AT_ONCE_MS = 250
"""0.2 s and what a busy machine adds."""
FORMATS = ((44_100, 2), (48_000, 2), (96_000, 2), (96_000, 1))
TRIES = 3
"""A virtual sink loses a beat now and then on a busy machine."""
LOST_MS = 400.0
"""A cue that is farther off than this was not heard, and what was is another."""
SPREAD_MS = 2.0
"""The threshold is passed later in a resampled tone, and each start tone rises in its own way."""
SCREEN_MS = 10.0
HOLE_MS = 60
"""The keepalive crosses zero, and a tone fades: nothing else is silent."""
STEEP = 6_000
"""No tone of ours goes up or down by more than this from one sample to the next; a cut at its loudest does."""


def starts_ms(recording: Recording) -> list[float]:
    """Return when sounds began, on the monotonic clock."""
    return recording.ms_of(list(onsets(recording.samples())))


def test_every_format_is_on_time(server: SoundServer) -> None:
    """A device of another rate, or with two channels, would give cues late, high or not at all."""
    for n, (rate, channels) in enumerate(FORMATS):
        server.add(f"format{n}", rate, channels)
    spreads: list[float] = []
    for _try in range(TRIES):
        late = played_in_every_format(server)
        assert all(abs(error) < LOST_MS for errors in late for error in errors)
        spreads.append(max(abs(error - median(errors)) for errors in late for error in errors))
        if spreads[-1] < SPREAD_MS and all(abs(median(errors)) < 3 * SCREEN_MS for errors in late):
            return
    pytest.fail(f"cues lay apart by, ms: {spreads}")


def played_in_every_format(server: SoundServer) -> list[list[float]]:
    """Return by how many ms each of the first cues came late, in each format; four sessions play at once."""
    with ExitStack() as stack:
        heard = []
        for n in range(len(FORMATS)):
            # recorded at our own rate: what is asked here is when and whether, not sample by sample
            recording = stack.enter_context(server.record(f"format{n}"))
            heard.append((recording, stack.enter_context(Stage(short_session(), f"FORMAT{n}"))))
        stages = [stage for _recording, stage in heard]
        wait_together(stages, 9.5)
        assert [stage.sound.notice for stage in stages] == [None] * len(FORMATS)
        founds = [[ms - stage.start_ms for ms in starts_ms(recording)] for recording, stage in heard]
    return [[min((at - due for at in found), key=abs) for due in range(3_000, 9_000, 1_000)] for found in founds]


def test_the_first_tone_comes_with_the_screen_s_change(server: SoundServer) -> None:
    """Screen and sound would say different things."""
    late: list[float] = []
    for _try in range(TRIES):
        with server.record() as recording, Stage(short_session()) as stage:
            stage.wait(4.5)
            start = next(ms for ms in starts_ms(recording) if ms > stage.start_tone_ms(0) - 400)
        late.append(start - stage.start_tone_ms(0))
        if abs(late[-1]) <= SCREEN_MS:
            return
    pytest.fail(f"the first tone came late by, ms: {late}")


def test_a_headset_s_delay_is_made_up_for(server: SoundServer) -> None:
    """Over Bluetooth each cue would come 200 ms behind the screen."""
    with server.record() as recording, Stage(short_session(), latency_ms=200) as stage:
        stage.wait(4.5)
        start = next(ms for ms in starts_ms(recording) if ms > stage.start_tone_ms(0) - 400)
    assert start - stage.start_tone_ms(0) == pytest.approx(-200, abs=3 * SCREEN_MS)


def test_skip_and_pause_are_heard_at_once(server: SoundServer) -> None:
    """Who presses pause would go on hearing the session."""
    session = Session(plan(rf(30), rb(30)), get_ready_ms=3_000)
    with server.record() as recording, Stage(session) as stage:
        stage.wait(4.5)
        skipped_ms = time.monotonic() * 1_000
        stage.player.do(Command.NEXT)
        stage.wait(0.3)  # the tone lasts for half a second and more
        paused_ms = time.monotonic() * 1_000
        stage.player.do(Command.PAUSE)
        stage.wait(1.0)
        samples = recording.samples()
        loud = recording.ms_of([n for n, sample in enumerate(samples) if abs(sample) >= LOUD])
    start = next(ms for ms in loud if ms > skipped_ms)
    assert start - skipped_ms < AT_ONCE_MS
    assert loud[-1] - paused_ms < AT_ONCE_MS


def test_nothing_clicks_and_nothing_falls_silent(server: SoundServer) -> None:
    """Volume, mute and pause would crack in the ear, and a headset fall asleep in the break."""
    with server.record() as recording, Stage(short_session()) as stage:
        stage.wait(3.2)
        for volume in (0.3, 1.0, 0.6, 1.0):
            stage.sound.volume = volume
            stage.wait(0.4)
        stage.sound.muted = True
        stage.wait(0.4)
        stage.sound.muted = False
        stage.wait(0.3)
        stage.player.do(Command.PAUSE)
        stage.wait(2.0)
        assert longest_silence_ms(recording) < HOLE_MS
        assert steepest(recording) < STEEP
