"""Test which voice says which line."""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

import pytest

from retrotimer.app.session import voices
from retrotimer.app.session.voices import (
    Prepared,
    foreseen,
    make_voice,
    prepare,
    prepare_beside,
    session_texts,
    voiced,
)
from retrotimer.audio.clips import RATE
from retrotimer.audio.voice import Voice
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.groups.session import of_one
from retrotimer.training.session import Session
from tests.helpers.examples import plan, rb, rf


class Talker:
    """A system's voice that says all it is asked to but what it cannot."""

    name = "talker"

    def __init__(self, *cannot: str) -> None:
        self.cannot = cannot
        self.asked: list[str] = []

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        assert language == "en"
        for path, text in lines.items():
            self.asked.append(text)
            if text not in self.cannot:
                path.parent.mkdir(parents=True, exist_ok=True)
                with wave.open(str(path), "wb") as file:
                    file.setparams((1, 2, RATE, 0, "NONE", ""))
                    file.writeframes(b"\x00\x20\x00\xe0" * 12_000)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of everything, which is not there yet."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def talker(monkeypatch: pytest.MonkeyPatch) -> Talker:
    """A system's voice, the one that is found."""
    talker = Talker("Cannot be said.")
    monkeypatch.setattr(voices, "find_speaker", lambda: talker)
    return talker


@pytest.mark.usefixtures("home")
def test_the_shipped_voice_says_all_but_a_persons_own_lines() -> None:
    """If it failed, a session would need a system's voice, or lack words."""
    texts = session_texts(plan(rf(60, say="Mind the bend."), rb(60)), CueOptions(counts_aloud=True))
    assert {"Run backward", "3", "Halfway", "Glance left.", "Paused", "Finished", "Mind the bend."} <= set(texts)
    assert make_voice().missing(texts) == ("Mind the bend.",)


@pytest.mark.usefixtures("home", "talker")
def test_the_systems_voice_says_what_a_pack_leaves_out(tmp_path: Path) -> None:
    """If it failed, a warning that our voice does not say clearly would be silent."""
    (tmp_path / "voice.toml").write_text('left_out = ["backward-in-7-seconds"]\n[lengths]\nstand = 700\n')
    (tmp_path / "stand.ogg").touch()
    texts = ("Stand", "Backward in 7 seconds")
    voice = Voice(tmp_path, made=voices._made())
    assert voice.left_out == {"backward-in-7-seconds"}
    assert prepare(voice, texts) == Prepared("talker", texts[1:], ())
    assert voice.words_ms(texts[1]) > 400


def test_lines_that_nobody_knows_are_said_once_and_kept(talker: Talker, home: Path) -> None:
    """If it failed, each session would wait for the same lines again."""
    texts = ("Mind the bend.", "Cannot be said.", "Run forward", "…")
    voice = make_voice()
    assert prepare(voice, texts) == Prepared("talker", ("Mind the bend.",), ("Cannot be said.", "…"))
    assert voice.clip("Mind the bend.")
    assert voice.words_ms("Mind the bend.") > 400
    assert (home / "cache" / "spoken" / "en" / "mind-the-bend.wav").is_file()
    assert make_voice().knows("Mind the bend.")
    assert prepare(make_voice(), texts[:1]) == Prepared(None, (), ())
    assert talker.asked == ["Mind the bend.", "Cannot be said."]


def test_what_will_be_said_is_foreseen_without_saying_it(talker: Talker, home: Path) -> None:
    """If it failed, a check of files would make a sound file of each line, or promise what cannot be."""
    found = foreseen(make_voice(), ("Mind the bend.", "Run forward", "…"))
    assert found == Prepared("talker", ("Mind the bend.",), ("…",))
    assert (talker.asked, (home / "cache").exists()) == ([], False)


@pytest.mark.usefixtures("home")
def test_without_a_systems_voice_lines_are_only_shown() -> None:
    """If it failed, a machine without a voice could not run a session."""
    assert prepare(make_voice(), ("Mind the bend.",)) == Prepared(None, (), ("Mind the bend.",))


@pytest.mark.usefixtures("home")
def test_a_session_without_own_lines_asks_nobody(talker: Talker) -> None:
    """If it failed, each start would look for the system's voice."""
    prepare_beside(make_voice(), of_one(Session(plan(rf(60), rb(60)))))
    assert talker.asked == []


@pytest.mark.usefixtures("home")
def test_a_session_has_its_own_lines_said_meanwhile(talker: Talker, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a session that begins without the check before it would leave a person's lines unsaid."""
    monkeypatch.setattr(voices, "run_task", lambda work: work())
    voice = make_voice()
    prepare_beside(voice, of_one(Session(plan(rf(60, say="Mind the bend."), rb(60)))))
    assert talker.asked == ["Mind the bend."]
    assert voice.knows("Mind the bend.")


@pytest.mark.usefixtures("home")
def test_a_persons_folder_goes_first(tmp_path: Path) -> None:
    """If it failed, own recordings would not be heard."""
    Talker().say({tmp_path / "own" / "run-forward.wav": ""}, "en")
    voice = make_voice(str(tmp_path / "own"))
    assert voice.own_names() == {"run-forward"}
    assert abs(voice.words_ms("Run forward") - 500) < 10


def test_cues_are_planned_as_long_as_the_voice_takes() -> None:
    """If it failed, words would run into the next cue, or be left out."""

    class Slow(Voice):
        def words_ms(self, text: str) -> int:
            assert text
            return 1_234

    assert voiced(CueOptions(), Slow(None)).lengths(CueKind.SAY, "Mind the bend.") == (0, 1_234)
