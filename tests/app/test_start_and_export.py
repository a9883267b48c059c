"""From a preset to a player, and to a file."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from retrotimer.app.export import export
from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes, make_player
from retrotimer.files.library import find
from retrotimer.training.errors import MissingPart, WrongRequest
from retrotimer.training.paces import Paces
from tests.app.manual import ManualClock, S


def overview(name: str) -> Overview:
    """Return the overview of a built-in preset."""
    return Overview(find(name), Paces())


def test_a_player_is_made_as_wished() -> None:
    """If it failed, an option of the command line would be lost on its way."""
    clock = ManualClock()
    wishes = Wishes(speed=60, output="silent", mute=True, get_ready_ms=6_000)
    player = make_player(overview("beginner"), wishes, clock)
    player.toggle()
    assert player.sound.muted
    assert player.session.get_ready_ms == 6_000
    clock.ns += S
    player.tick()
    assert player.session.at_ms == 54_000
    player.close()


def test_an_unknown_output_is_refused() -> None:
    """If it failed, a mistyped output would play nowhere without a word."""
    with pytest.raises(WrongRequest, match="'loud'"):
        make_player(overview("beginner"), Wishes(output="loud"))


def test_a_session_is_exported_with_its_get_ready(tmp_path: Path) -> None:
    """If it failed, the sound file would be of another length than the session."""
    out = tmp_path / "drill.WAV"
    export(overview("warm-up-drill"), out, Wishes(get_ready_ms=10_000))
    with wave.open(str(out)) as file:
        seconds = file.getnframes() / file.getframerate()
    assert 310 <= seconds < 315


def test_an_unknown_ending_is_refused_and_nothing_written(tmp_path: Path) -> None:
    """If it failed, a file that no player knows would lie there."""
    out = tmp_path / "drill.xyz"
    with pytest.raises(WrongRequest, match=r"'\.xyz'.*\.wav"):
        export(overview("warm-up-drill"), out, Wishes())
    assert not out.exists()


def test_an_open_session_has_no_sound_file(tmp_path: Path) -> None:
    """If it failed, the file would guess when the athlete taps."""
    with pytest.raises(WrongRequest, match="Alternata"):
        export(overview("alternata-3k"), tmp_path / "a.wav", Wishes())


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    """If it failed, a wrong path would end in a traceback."""
    with pytest.raises(MissingPart, match="nowhere"):
        export(overview("warm-up-drill"), tmp_path / "nowhere" / "a.wav", Wishes())
