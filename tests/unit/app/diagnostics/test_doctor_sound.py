"""Test the sound checks of `doctor`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import doctor
from retrotimer.app.diagnostics.doctor import Grade, sound_findings, voice_findings
from retrotimer.app.session import voices
from retrotimer.audio.outputs.simpleaudio_probe import Probe
from retrotimer.files import paths, voice_packs
from retrotimer.texts import ENGLISH, LANGUAGES
from retrotimer.training.errors import MissingPart


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the person's own, outputs that open, and no voice of the system."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr(doctor, "choose", lambda *_any: Output())
    monkeypatch.setattr(doctor, "probe", lambda: Probe(is_usable=True))
    monkeypatch.setattr(doctor, "device_names", lambda: ("Speaker",))
    monkeypatch.setattr(doctor, "find_speaker", lambda: None)
    return tmp_path


class Output:
    """A sound output that opens, or does not."""

    name = "miniaudio"
    reason: str | None = None

    def __init__(self, error: MissingPart | None = None) -> None:
        self.error, self.closed = error, False

    def open(self, pull: Callable[[int, int], bytes]) -> None:
        """Ask for a block, or fail."""
        if self.error:
            raise self.error
        assert pull(4, 0) == bytes(8)

    def close(self) -> None:
        """Remember it."""
        self.closed = True


def test_sound_is_tried_and_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, the doctor would keep the device from the session."""
    output = Output()
    monkeypatch.setattr(doctor, "choose", lambda *_any: output)
    finding, *_others = sound_findings()
    assert (finding.grade, output.closed) == (Grade.WELL, True)


def test_without_a_sound_device_one_can_live(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a machine without loudspeakers would be called unfit."""
    monkeypatch.setattr(doctor, "choose", lambda *_any: Output(MissingPart("no device")))
    finding, *_others = sound_findings()
    assert (finding.grade, finding.value) == (Grade.NOTE, "no device")


@pytest.mark.parametrize(
    ("tried", "grade", "value"),
    [
        (Probe(is_usable=True), Grade.WELL, "opens the default device"),
        (Probe(is_usable=True, sentence="no device"), Grade.NOTE, "no device"),
        (Probe(is_usable=False, sentence="it crashes"), Grade.NOTE, "it crashes"),
        (
            Probe(is_usable=False, sentence="install it", is_installed=False),
            Grade.WELL,
            "not installed; only who sets it as the sound output needs it",
        ),
    ],
)
def test_the_output_one_may_choose_is_tried_too(
    monkeypatch: pytest.MonkeyPatch, tried: Probe, grade: Grade, value: str
) -> None:
    """Who wants simpleaudio would not learn why it does not play; who does not would think it is missing."""
    monkeypatch.setattr(doctor, "probe", lambda: tried)
    *_others, finding = sound_findings()
    assert (finding.name, finding.grade, finding.value) == ("simpleaudio", grade, value)


def test_an_output_that_stands_in_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, silence would pass for sound."""
    output = Output()
    output.reason = "miniaudio cannot be loaded"
    monkeypatch.setattr(doctor, "choose", lambda *_any: output)
    assert next(sound_findings()).value == "miniaudio cannot be loaded"


def test_devices_are_named() -> None:
    """If it failed, nobody could find out what to write into the settings."""
    assert [(f.name, f.value) for f in sound_findings()][1] == ("device", "Speaker")


def test_the_shipped_voice_is_whole() -> None:
    """If it failed, a session would lack words and nobody know why."""
    voice, system = voice_findings()
    assert (voice.grade, voice.value.startswith("says all ")) == (Grade.WELL, True)
    assert (system.grade, system.value.startswith("none: lines of your own")) == (Grade.WELL, True)


def test_lines_that_are_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, an installation without its voice would be called well."""
    monkeypatch.setattr(doctor, "all_lines", lambda: ("Halfway", "Fly"))
    assert next(voice_findings()).value == "1 line is not said: Fly"
    assert next(voice_findings()).grade is Grade.NOTE


def test_lines_left_to_the_systems_voice_are_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a person would install RetroTimer again for a line that no installation has."""
    voice = voices.make_voice()
    voice.left_out = frozenset({"fly"})
    monkeypatch.setattr(doctor, "make_voice", lambda: voice)
    monkeypatch.setattr(doctor, "all_lines", lambda: ("Halfway", "Fly"))
    assert (next(voice_findings()).grade, next(voice_findings()).value) == (Grade.WELL, "says all 1 lines")


def test_own_recordings_are_tried_one_by_one(home: Path, tmp_path: Path) -> None:
    """If it failed, a recording that cannot be read would be found out on the track."""
    folder = tmp_path / "coach"
    folder.mkdir()
    (folder / "halfway.wav").write_bytes(b"no sound")
    (home / "settings.toml").write_text(f"[sound]\nvoice = '{folder}'\n", encoding="utf-8")
    _voice, own, _system = voice_findings()
    assert own.grade is Grade.NOTE
    assert own.value.splitlines()[0] == f"{folder}, 1 recording"
    assert "halfway.wav" in own.value.splitlines()[1]
    (home / "settings.toml").write_text('[sound]\nvoice = "/no/such"\n', encoding="utf-8")
    assert [f.value for f in voice_findings()][1] == "/no/such is not there"


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != ENGLISH])
def test_a_voice_that_is_not_on_this_computer_is_offered(
    home: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """If it failed, the doctor would have RetroTimer installed again, which brings no voice of that language."""
    monkeypatch.setattr(voice_packs, "asset", (home / "assets").joinpath)
    monkeypatch.setattr(doctor, "voice_language", lambda: language)
    monkeypatch.setattr(voices, "voice_language", lambda: language)
    voice = next(voice_findings())
    assert voice.grade is Grade.NOTE
    has_pack = language in voice_packs.PACKS
    assert (voice_packs.pack_name(language) in voice.value) is has_pack
    assert (str(home / "data" / "voices") in voice.way_out) is has_pack
    paths.voices().mkdir(parents=True)
    (paths.voices() / voice_packs.pack_name(language)).write_bytes(b"no zip")
    assert "no voice of RetroTimer's" in next(voice_findings()).value


def test_the_systems_voice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, nobody would know who says their own lines."""

    class Speaker:
        name = "espeak-ng"

    monkeypatch.setattr(doctor, "find_speaker", Speaker)
    *_others, system = voice_findings()
    assert system.value == "espeak-ng, for lines of your own"
