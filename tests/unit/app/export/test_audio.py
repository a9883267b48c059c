"""Test the export of a preset as sound."""

from __future__ import annotations

import wave
from array import array
from errno import ENOSPC
from pathlib import Path
from threading import Event

import pytest
from tinytag import TinyTag

from retrotimer.app.export.audio import Cancelled, export
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.files.atomic import NotSaved
from retrotimer.files.presets.library import find
from retrotimer.training.errors import MissingPart, WrongRequest
from retrotimer.training.session import Command
from retrotimer.training.workout.paces import Paces
from tests.helpers.fakes import ManualClock, S


def overview(name: str) -> Overview:
    """Return the overview of a built-in preset."""
    return Overview(find(name), Paces())


def test_a_player_is_made_as_wished() -> None:
    """If it failed, an option of the command line would be lost on its way."""
    clock = ManualClock()
    playback = PlaybackOptions(speed=60, output="silent", mute=True, get_ready_ms=6_000)
    player = make_player(overview("beginner"), playback, clock)
    player.do(Command.START)
    assert player.sound.muted
    assert player.session.get_ready_ms == 6_000
    clock.ns += S
    player.tick()
    assert player.session.at_ms == 54_000
    player.close()


def test_an_unknown_output_is_refused() -> None:
    """If it failed, a mistyped output would play nowhere without a word."""
    with pytest.raises(WrongRequest, match="'loud'"):
        make_player(overview("beginner"), PlaybackOptions(output="loud"))


def test_a_session_is_exported_with_its_get_ready(tmp_path: Path) -> None:
    """If it failed, the sound file would be of another length than the session."""
    out = tmp_path / "drill.WAV"
    export(overview("warm-up-drill"), out, PlaybackOptions(get_ready_ms=10_000))
    with wave.open(str(out)) as file:
        seconds = file.getnframes() / file.getframerate()
    assert 310 <= seconds < 315


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["mp3", "wav"])
def test_a_session_can_be_taken_along_in_every_kind(tmp_path: Path, ending: str) -> None:
    """If it failed, a kind that is offered could not be had, or would not tell how far it is."""
    out, message = tmp_path / f"drill.{ending}", list[float]()
    export(overview("warm-up-drill"), out, PlaybackOptions(get_ready_ms=5_000), progress=message.append)
    tag = TinyTag.get(out)
    assert tag.title == "Warm-up drill"
    assert tag.duration == pytest.approx(305, abs=4)
    assert message == sorted(message)
    assert (message[0] < 0.01, message[-1]) == (True, 1.0)


def test_volumes_of_tones_and_words_are_those_that_were_set(tmp_path: Path) -> None:
    """If it failed, somebody who wants words louder than tones would not hear them so on the phone."""
    loudest = []
    for volume in (1.0, 0.5):
        out = tmp_path / f"{volume}.wav"
        export(overview("warm-up-drill"), out, PlaybackOptions(tone_volume=volume, voice_volume=volume))
        with wave.open(str(out)) as file:
            loudest.append(max(array("h", file.readframes(60 * file.getframerate()))))
    assert loudest[1] == pytest.approx(loudest[0] / 4, rel=0.1)


def test_an_export_can_be_cancelled(tmp_path: Path) -> None:
    """If it failed, half a file would stand there, or what stood there before would be gone."""
    out, cancel = tmp_path / "drill.mp3", Event()
    out.write_bytes(b"before")

    def stop(part: float) -> None:
        if part > 0.5:
            cancel.set()

    with pytest.raises(Cancelled):
        export(overview("warm-up-drill"), out, PlaybackOptions(), progress=stop, cancel=cancel)
    assert out.read_bytes() == b"before"
    assert [*tmp_path.iterdir()] == [out]


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a full phone card would end in a traceback and half a file."""

    def full(*_arguments: object) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("retrotimer.audio.encoders.wav.write_wav", full)
    with pytest.raises(NotSaved, match="No space left"):
        export(overview("warm-up-drill"), tmp_path / "drill.wav", PlaybackOptions())
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(
    ("name", "meant"), [("a.mp4", "mean '.mp3'"), ("a.wave", "mean '.wav'"), ("a", "no ending")]
)
def test_a_near_ending_is_told(tmp_path: Path, name: str, meant: str) -> None:
    """If it failed, a slip of the finger would end in a list to read through."""
    with pytest.raises(WrongRequest, match=meant):
        export(overview("warm-up-drill"), tmp_path / name, PlaybackOptions())


def test_an_unknown_ending_is_refused_and_nothing_written(tmp_path: Path) -> None:
    """If it failed, a file that no player knows would lie there."""
    out = tmp_path / "drill.xyz"
    with pytest.raises(WrongRequest, match=r"'\.xyz'.*\.wav"):
        export(overview("warm-up-drill"), out, PlaybackOptions())
    assert not out.exists()


def test_an_open_session_has_no_sound_file(tmp_path: Path) -> None:
    """If it failed, the file would guess when the athlete taps."""
    with pytest.raises(WrongRequest, match="Alternata"):
        export(overview("alternata-3k"), tmp_path / "a.wav", PlaybackOptions())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """If it failed, a wrong path would end in a traceback."""
    with pytest.raises(MissingPart, match="nowhere"):
        export(overview("warm-up-drill"), tmp_path / "nowhere" / "a.wav", PlaybackOptions())
