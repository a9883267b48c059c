"""Test the mixer: clips on their frames for any blocks."""

from __future__ import annotations

import itertools
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.audio.clips import RATE, Clip
from retrotimer.audio.mixer import CEILING, FADE, Mixer, gain_of, keepalive
from tests.helpers.audio_fakes import samples_of, steady

DAY = 24 * 3_600 * RATE


def mixed(mixer: Mixer, *counts: int) -> array[int]:
    """Return what `mixer` gives in blocks of `counts` frames."""
    return samples_of(b"".join(mixer.mix(count) for count in counts))


def test_silence_is_the_keepalive() -> None:
    """A Bluetooth headset would sleep through the session's pauses."""
    assert mixed(Mixer(), 480, 1_000) == keepalive(0, 1_480)


def test_a_clip_sounds_sample_for_sample_at_its_frame() -> None:
    """A cue would come beside its time or with its edges bent."""
    mixer, clip = Mixer(), Clip(array("h", range(1_000, 1_300)))
    mixer.place(250, clip)
    sound = mixed(mixer, 200, 200, 200)
    assert sound[250:550] == clip.samples
    assert sound[:250] == keepalive(0, 250)
    assert sound[550:] == keepalive(550, 50)


def test_a_day_of_frames_loses_nothing() -> None:
    """Cues late in an ultra-marathon would be rounded off their places."""
    mixer, clip = Mixer(), steady(10)
    mixer.position = DAY + 7
    mixer.place(DAY + 19, clip)
    assert mixed(mixer, 40)[12:22] == clip.samples


def test_the_past_cannot_be_changed() -> None:
    """A clip placed too late would lose its head without anyone's noticing."""
    mixer = Mixer()
    mixer.mix(100)
    with pytest.raises(ValueError, match="mixed already"):
        mixer.place(99, steady(10))


def test_overlaps_are_summed_and_held() -> None:
    """Two loud clips would wrap around into a crack."""
    mixer = Mixer()
    mixer.place(0, steady(20, 5_000))
    mixer.place(10, steady(20, 6_000))
    mixer.place(25, steady(10, 30_000))
    assert list(mixed(mixer, 35)) == [5_000] * 10 + [11_000] * 10 + [6_000] * 5 + [CEILING] * 5 + [30_000] * 5
    mixer.place(40, steady(5, -30_000))
    mixer.place(40, steady(5, -30_000))
    assert list(mixed(mixer, 10)[5:]) == [-CEILING] * 5


def test_a_clip_s_own_gain_is_its_alone_and_under_the_volume() -> None:
    """Softer tones would make the words softer too, or be loud again when the volume changes."""
    mixer = Mixer(volume=0.5)
    mixer.place(0, steady(10), 0.25)
    mixer.place(10, steady(10))
    assert list(mixed(mixer, 20)) == [1_250] * 10 + [5_000] * 10


def test_tones_and_words_have_volumes_of_their_own() -> None:
    """A person who turns the tones down would lose the words."""
    word, tone = Clip(array("h", [1]), is_voice=True), steady(1)
    assert gain_of(tone, 0.5, 1.0) == gain_of(word, 1.0, 0.5) == 0.25
    assert gain_of(tone, 1.0, 0.5) == gain_of(word, 0.5, 1.0) == 1


def test_volume_goes_in_small_steps() -> None:
    """Turning the volume would click."""
    mixer = Mixer()
    mixer.place(0, steady(4_000))
    before = mixed(mixer, 1_000)
    mixer.set_volume(0.25)
    after = mixed(mixer, 1_000)
    assert set(before) == {10_000}
    steps = [one - other for one, other in itertools.pairwise(after)]
    assert min(steps) >= 0
    assert max(steps) < 20
    assert set(after[FADE:]) == {2_500}


def test_a_volume_set_again_on_its_way_does_not_jump() -> None:
    """Holding the volume key down would crackle."""
    mixer = Mixer()
    mixer.place(0, steady(4_000))
    mixer.set_volume(0.0)
    first = mixed(mixer, FADE // 2)
    mixer.set_volume(1.0)
    sound = first + mixed(mixer, 2_000)
    assert max(abs(one - other) for one, other in itertools.pairwise(sound)) < 30
    assert sound[-1] == 10_000


def test_a_clip_that_is_muted_leaves_the_keepalive_too() -> None:
    """A headset would fall asleep in a long muted line, and lose the cue after it."""
    mixer = Mixer(0.0)
    mixer.place(0, steady(4_800))
    assert samples_of(mixer.mix(4_800)) == keepalive(0, 4_800)
    mixer.set_volume(1.0)
    mixer.place(4_800, steady(4_800))
    assert max(samples_of(mixer.mix(4_800))) == 10_000


def test_a_mute_leaves_the_keepalive() -> None:
    """A muted session would let the headset sleep, and unmuting would lose the next cue."""
    mixer = Mixer(volume=0.0)
    mixer.place(100, steady(100))
    sound = mixed(mixer, 300)
    assert sound == keepalive(0, 300)


def test_clearing_fades_what_sounds_and_drops_what_waits() -> None:
    """A pause would click, or a cue of before would sound in it."""
    mixer = Mixer()
    mixer.place(0, steady(5_000))
    mixer.place(3_000, steady(100))
    mixer.mix(1_000)
    mixer.clear()
    sound = mixed(mixer, 4_000)
    fading = sound[:FADE]
    assert fading[0] == 10_000
    assert all(0 <= one - other < 40 for one, other in itertools.pairwise(fading))
    assert sound[FADE:] == keepalive(1_000 + FADE, 4_000 - FADE)


def test_clearing_from_a_later_frame_leaves_what_is_before() -> None:
    """A start tone that takes over would cut what was still to be heard before it."""
    mixer = Mixer()
    mixer.place(0, steady(100))
    mixer.place(200, steady(1_000))
    mixer.clear(600)
    sound = mixed(mixer, 2_000)
    assert set(sound[:100]) == set(sound[200:600]) == {10_000}
    assert sound[600 + FADE :] == keepalive(600 + FADE, 1_400 - FADE)


def test_a_voice_can_be_kept() -> None:
    """Adding 30 s would cut the start tone that still sounds."""
    mixer = Mixer()
    kept = mixer.place(0, steady(500))
    mixer.place(0, steady(500))
    mixer.mix(10)
    mixer.clear(keep=[kept])
    assert set(mixed(mixer, 490)[FADE:]) == {10_000}


def test_dropping_forgets_at_once() -> None:
    """A device that came back would first finish a cue from before."""
    mixer = Mixer()
    mixer.place(0, steady(500))
    mixer.mix(10)
    mixer.drop()
    assert mixer.end == mixer.position
    assert mixed(mixer, 100) == keepalive(10, 100)


def test_it_knows_when_all_has_sounded() -> None:
    """Closing would cut the finish tone, or wait for nothing."""
    mixer = Mixer()
    mixer.place(50, steady(100))
    assert mixer.end == 150
    mixer.mix(200)
    assert mixer.end == 150


ACTIONS = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.sampled_from(["place", "louder", "softer", "clear"]),
        st.integers(1, 1_500),
    ),
    max_size=8,
)


def performed(actions: list[tuple[int, str, int]], cuts: list[int]) -> array[int]:
    """Return 10,000 frames with `actions` done after so many frames each, the stream cut at `cuts` besides."""
    mixer, sound = Mixer(), bytearray()
    at = 0
    todo: list[tuple[int, tuple[str, int] | None]] = [(cut, None) for cut in cuts]
    for after, action, number in actions:
        at += after
        todo.append((at, (action, number)))
    for frame, todo_now in sorted(todo, key=lambda item: item[0]):
        sound += mixer.mix(frame - mixer.position) if frame > mixer.position else b""
        if todo_now:
            _carry_out(mixer, *todo_now)
    return samples_of(bytes(sound) + mixer.mix(10_000 - mixer.position))


def _carry_out(mixer: Mixer, action: str, number: int) -> None:
    match action:
        case "place":
            mixer.place(mixer.position + number, steady(number, 3_000 + number))
        case "clear":
            mixer.clear()
        case _:
            mixer.set_volume(1.0 if action == "louder" else 0.3)


@given(actions=ACTIONS, cuts=st.lists(st.integers(0, 9_999), max_size=12))
def test_blocks_leave_no_trace(actions: list[tuple[int, str, int]], cuts: list[int]) -> None:
    """A device with another block size, or a file, would sound different."""
    assert performed(actions, cuts) == performed(actions, [])
