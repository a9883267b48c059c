"""The command line does as the settings say, unless an option says otherwise."""

from __future__ import annotations

import json
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.session import factory
from retrotimer.app.session.clock import SystemClock
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.audio import outputs
from retrotimer.audio.outputs import SilentOutput
from retrotimer.cli.commands import run as run_command
from retrotimer.training.cues.cue_types import CueKind
from tests.unit.cli.conftest import Result

Run = Callable[..., Result]
OWN = """
[paces]
run_forward = 3.0
run_backward = 2.0
body_kg = 90

[cues]
off = ["halfway"]
get_ready_s = 4

[sound]
output = "silent"
device = "Speaker"
volume = 0.5
tone_volume = 0.9
voice_volume = 0.7
latency_ms = 150
"""


@pytest.fixture
def write(home: Path) -> Callable[[str], Path]:
    """Write the person's settings."""

    def settings(source: str) -> Path:
        home.mkdir(exist_ok=True)
        path = home / "settings.toml"
        path.write_text(source, encoding="utf-8")
        return path

    return settings


@pytest.fixture
def wished(monkeypatch: pytest.MonkeyPatch) -> list[PlaybackOptions]:
    """What sessions in the terminal were asked for; none is run."""
    found: list[PlaybackOptions] = []

    def note(_overview: object, playback: PlaybackOptions, *_others: object) -> int:
        found.append(playback)
        return 0

    monkeypatch.setattr(run_command, "_run_in_terminal", note)
    return found


def test_a_session_is_run_as_the_settings_say(
    retrotimer: Run, write: Callable[[str], Path], wished: list[PlaybackOptions]
) -> None:
    """If it failed, what was set in the window would not hold in the terminal."""
    write(OWN)
    assert retrotimer("run", "beginner") == (0, "", "")
    (playback,) = wished
    assert (playback.output, playback.device, playback.latency_ms, playback.get_ready_ms) == (
        "silent",
        "Speaker",
        150,
        4_000,
    )
    assert (playback.volume, playback.tone_volume, playback.voice_volume) == (0.5, 0.9, 0.7)
    assert (playback.mute, playback.cues.off) == (False, frozenset({CueKind.HALFWAY}))


def test_options_hold_instead_of_settings(
    retrotimer: Run, write: Callable[[str], Path], wished: list[PlaybackOptions]
) -> None:
    """If it failed, nobody could try something once without changing the settings."""
    write(OWN)
    retrotimer("run", "beginner", "--get-ready", "0", "--output", "auto", "--mute")
    assert (wished[0].get_ready_ms, wished[0].output, wished[0].mute) == (0, "auto", True)


def test_music_is_named_on_the_command_line(
    retrotimer: Run, write: Callable[[str], Path], wished: list[PlaybackOptions], tmp_path: Path
) -> None:
    """If it failed, another folder would be played, or a mistyped one be silence."""
    write('[music]\nmusic = "/songs"\nduck_db = 6\nwalking_volume = 0.5\nshuffle = false\n')
    retrotimer("run", "beginner")
    retrotimer("run", "beginner", "--music", str(tmp_path))
    retrotimer("run", "beginner", "--music", "")
    assert [one.music for one in wished] == ["/songs", str(tmp_path), ""]
    assert (wished[0].duck_db, wished[0].walking_volume, wished[0].shuffle) == (6.0, 0.5, False)
    status, _out, error = retrotimer("run", "beginner", "--music", "nowhere")
    assert (status, "'nowhere' is not there" in error) == (2, True)


def test_without_settings_all_is_as_ever(retrotimer: Run, wished: list[PlaybackOptions]) -> None:
    """If it failed, a new person would start from something else than the defaults."""
    retrotimer("run", "beginner")
    assert wished == [PlaybackOptions()]


def test_the_sound_is_made_as_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, volume and latency would be lost between settings and device."""
    asked: list[tuple[str, str]] = []

    def choose(name: str, _clock_ns: object, device: str) -> SilentOutput:
        asked.append((name, device))
        return SilentOutput()

    monkeypatch.setattr(outputs, "choose", choose)
    playback = PlaybackOptions(
        volume=0.5, tone_volume=0.9, voice_volume=0.7, latency_ms=150, mute=True, device="Speaker"
    )
    sound = factory.make_sound(playback, SystemClock())
    assert asked == [("auto", "Speaker")]
    assert (sound.volume, sound.tone_volume, sound.voice_volume) == (0.5, 0.9, 0.7)
    assert (sound.latency_ms, sound.muted) == (150, True)


def test_show_uses_the_paces_mass_cues_and_get_ready(retrotimer: Run, write: Callable[[str], Path]) -> None:
    """If it failed, a session would be shown as that of somebody else."""
    before = json.loads(retrotimer("show", "track-laps", "--json")[1])
    write(OWN)
    after = json.loads(retrotimer("show", "track-laps", "--json")[1])
    assert after["total_ms"] < before["total_ms"]
    assert min(cue["at_ms"] for cue in after["cues"]) >= -4_000
    assert "halfway" not in {cue["kind"] for cue in after["cues"]}
    assert "halfway" in {cue["kind"] for cue in before["cues"]}
    assert "for 90 kg" in retrotimer("show", "track-laps")[1]


def test_the_list_follows_the_paces_though_it_is_noted(retrotimer: Run, write: Callable[[str], Path]) -> None:
    """If it failed, a list would show the lengths of before."""
    assert "24:36" in retrotimer("list")[1]
    write(OWN)
    changed = retrotimer("list")
    assert "24:36" not in changed[1]
    assert retrotimer("list") == changed


def test_an_export_has_the_get_ready_that_was_set(
    retrotimer: Run, write: Callable[[str], Path], tmp_path: Path
) -> None:
    """If it failed, the file for the phone would begin at another moment than the session."""
    write(OWN)
    for out, arguments in (("set.wav", ()), ("asked.wav", ("--get-ready", "0"))):
        assert retrotimer("export", "warm-up-drill", "-o", out, *arguments)[0] == 0
    lengths = []
    for name in ("set.wav", "asked.wav"):
        with wave.open(str(tmp_path / name)) as file:
            lengths.append(file.getnframes())
    assert lengths[0] - lengths[1] == 4 * 48_000


@pytest.mark.parametrize(
    "arguments",
    [("list",), ("show", "beginner"), ("run", "beginner"), ("export", "warm-up-drill", "-o", "x.wav")],
)
def test_mistakes_in_the_settings_are_told_once_and_the_command_goes_on(
    retrotimer: Run, write: Callable[[str], Path], wished: list[PlaybackOptions], arguments: tuple[str, ...]
) -> None:
    """If it failed, a slip in the settings would be hidden, or keep a person from training."""
    path = write("[paces]\nrun_forward = 99\n[sound]\nvolume = 3\n")
    for _time in range(2):
        status, _out, err = retrotimer(*arguments)
        assert status == 0
        assert [line.split(": ")[:2] for line in err.splitlines()] == [
            [str(path), "paces.run_forward"],
            [str(path), "sound.volume"],
        ]
    assert all(playback == PlaybackOptions() for playback in wished)
