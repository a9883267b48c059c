"""Test where the clip of a line comes from."""

from __future__ import annotations

import wave
from array import array
from pathlib import Path

import pytest

from retrotimer.audio.clips import FRAMES_PER_MS, RATE
from retrotimer.audio.voice import Voice
from retrotimer.training.cues.cue_types import spoken_ms


def write(path: Path, ms: int, level: int = 9_000, silence_ms: int = 0) -> None:
    """Write a WAV file: `silence_ms` of nothing, then `ms` of a square wave."""
    wave_form = (level if n // 40 % 2 else -level for n in range(ms * FRAMES_PER_MS))
    samples = array("h", [0] * (silence_ms * FRAMES_PER_MS)) + array("h", wave_form)
    path.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(samples.tobytes())


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A voice of two lines that tells how long they are."""
    folder = tmp_path / "shipped"
    write(folder / "run-forward.wav", 700)
    write(folder / "halfway.wav", 400)
    (folder / "voice.toml").write_text(
        "format = 1\n[lengths]\nrun-forward = 700\nhalfway = 401\n", encoding="utf-8"
    )
    return folder


def test_the_shipped_voice_tells_its_lengths_without_being_read(shipped: Path) -> None:
    """Every start would read all clips, or plan words into less room than they take."""
    (shipped / "halfway.wav").write_bytes(b"")
    voice = Voice(shipped)
    assert (voice.words_ms("Run forward"), voice.words_ms("Halfway")) == (700, 401)


def test_a_clip_is_read_as_it_is_and_kept(shipped: Path) -> None:
    """The shipped voice would be changed a second time, or be read again for every cue."""
    voice = Voice(shipped)
    clip = voice.clip("Run forward")
    assert clip
    assert (clip.is_voice, clip.length_ms) == (True, 700)
    assert max(clip.samples) == 9_000
    assert voice.clip("run forward!") is clip


def test_the_clips_heard_last_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole voice, once said, would fill the memory; or a session read the same clip again and again."""
    monkeypatch.setattr("retrotimer.audio.voice.KEPT", 2)
    for name in ("1", "2", "3"):
        write(tmp_path / f"{name}.wav", 100)
    voice = Voice(tmp_path)
    first, second = voice.clip("1"), voice.clip("2")
    assert voice.clip("1") is first
    voice.clip("3")
    assert voice.clip("1") is first
    assert voice.clip("2") is not second


def test_a_persons_recording_goes_before_the_shipped_one(shipped: Path, tmp_path: Path) -> None:
    """Own recordings would not be heard, or be planned as long as the shipped ones."""
    write(tmp_path / "own" / "Run forward.wav", 1_000, level=1_000, silence_ms=300)
    voice = Voice(shipped, tmp_path / "own")
    clip = voice.clip("Run forward")
    assert clip
    assert abs(clip.length_ms - 1_002) < 1
    assert voice.words_ms("Run forward") in (1_002, 1_003)
    assert max(clip.samples) > 6_000
    assert voice.own_names() == {"run-forward"}


def test_a_recording_that_is_no_sound_is_told_and_passed_over(shipped: Path, tmp_path: Path) -> None:
    """One bad file would silence a line, or stop the session."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "halfway.wav").write_bytes(b"not a sound")
    voice = Voice(shipped, tmp_path / "own")
    clip = voice.clip("Halfway")
    assert clip
    assert clip.length_ms == 400
    assert [problem for problem in voice.problems if "halfway.wav" in problem]


def test_silence_is_no_recording(shipped: Path, tmp_path: Path) -> None:
    """A recording with the microphone off would silence a line."""
    write(tmp_path / "own" / "halfway.wav", 500, level=30)
    clip = Voice(shipped, tmp_path / "own").clip("Halfway")
    assert clip
    assert clip.length_ms == 400


def test_what_the_system_said_is_found_when_it_is_there(shipped: Path, tmp_path: Path) -> None:
    """A person's own line would stay unsaid although it was spoken to a file in time."""
    made = tmp_path / "made"
    voice = Voice(shipped, None, made)
    assert voice.missing(("Easy now.", "Halfway", "Easy now.")) == ("Easy now.",)
    assert voice.clip("Easy now.") is None
    assert voice.words_ms("Easy now.") == spoken_ms("Easy now.")
    write(made / "easy-now.wav", 600)
    voice.renew()
    assert voice.knows("Easy now.")
    assert voice.clip("Easy now.") is not None
    assert 600 <= voice.words_ms("Easy now.") <= 605


@pytest.mark.parametrize(
    "about", [b"\xff", b"lengths = 3", b"[lengths]\nhalfway = 'long'", b"[lengths]\nhalfway = -4"]
)
def test_a_table_that_tells_nothing_is_done_without(shipped: Path, about: bytes) -> None:
    """A voice somebody else made would stop the program with its table."""
    (shipped / "voice.toml").write_bytes(about)
    assert Voice(shipped).words_ms("Halfway") == 400


def test_a_folder_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    """A voice on a stick that was pulled out would stop the program."""
    voice = Voice(tmp_path / "gone", tmp_path / "gone too")
    assert (voice.clip("Halfway"), voice.knows("Halfway")) == (None, False)
