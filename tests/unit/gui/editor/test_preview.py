"""Hearing a part of the workout that is being edited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.app.session import voices
from retrotimer.app.session.clock import Clock
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.app.session.player import Sound
from retrotimer.audio.clips import RATE
from retrotimer.audio.sound_bank import Sounds
from retrotimer.audio.tts import programs
from retrotimer.audio.voice import Voice
from retrotimer.files.presets.library import Preset
from retrotimer.gui.core.preview_player import PreviewPlayer
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.document import Document
from retrotimer.gui.editor.page import EditorPage
from retrotimer.training.errors import MissingPart
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Event
from retrotimer.training.upcoming_cues import upcoming
from retrotimer.training.workout import editing
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import STAND, Distance, Step
from tests.helpers.fakes import FakeSound, ManualClock
from tests.helpers.tasks import Later

S = 1_000_000_000


class Heard(FakeSound):
    """A sound that remembers that it began, and what its voice said of the session then."""

    starts = 0

    def __init__(self, voice: Voice | None) -> None:
        super().__init__()
        self.voice = voice
        self.said: list[str] = []

    def follow(self, session: GroupSession, to_mono: Callable[[int], int], events: Iterable[Event]) -> None:  # noqa: ARG002 - as the protocol has it
        sounds = Sounds(self.voice)
        for _ns, cue in upcoming(session.lead):
            if cue.is_spoken and any(part.clip.is_voice for part in sounds.parts(cue, session.lead.timeline)):
                self.said.append(cue.text)

    def start(self) -> None:
        self.starts += 1


@pytest.fixture
def clock() -> ManualClock:
    """A clock that the test moves."""
    return ManualClock(0)


@pytest.fixture
def sounds() -> list[Heard]:
    """Every sound that was made."""
    return []


@pytest.fixture
def page(
    qtbot: QtBot, preferences: Preferences, presets: dict[str, Preset], clock: ManualClock, sounds: list[Heard]
) -> EditorPage:
    """The editor of "Gentler 3:1", its second step chosen."""

    def make(_playback: PlaybackOptions, _clock: Clock, voice: Voice | None) -> Sound:
        sounds.append(Heard(voice))
        return cast("Sound", sounds[-1])

    document = Document(presets["gentler-3-1"], None, Paces())
    made = EditorPage(document, preferences, PreviewPlayer(clock, make, lambda: ()))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    document.do(lambda now: editing.select(now, [(1, 1)]))
    return made


def pass_s(page: EditorPage, clock: ManualClock, seconds: float) -> None:
    """Let time pass, looked at once at its end."""
    clock.ns += round(seconds * S)
    assert page.preview._engine
    page.preview._engine.tick()


def test_twenty_seconds_from_the_chosen_step_are_played(
    page: EditorPage, clock: ManualClock, sounds: list[Heard]
) -> None:
    """A person would have to run a session to hear what they have made."""
    page.tools.listen.click()
    assert page.preview.is_playing
    assert sounds[0].starts == 1
    engine = page.preview._engine
    assert engine
    assert engine.session.timeline.intervals[0].length_ms == 30_000
    assert engine.session.start_ms == 0
    pass_s(page, clock, 10)
    assert page.totals.ribbon._at == pytest.approx((390 + 3 + 10) / 1578, abs=0.001)  # after a pause for turning
    assert page.status.text() == "Tall chest. · Glance left."
    pass_s(page, clock, 9.9)
    assert page.preview.is_playing
    pass_s(page, clock, 0.2)
    assert not page.preview.is_playing
    assert sounds[0].closed
    assert page.totals.ribbon._at is None
    assert page.tools.listen.text() == "Listen"


def test_it_can_be_stopped_and_stops_when_the_page_is_left(page: EditorPage, sounds: list[Heard]) -> None:
    """A sound would go on that nobody can find."""
    page.tools.listen.click()
    assert page.tools.listen.text() == "Stop"
    page.tools.listen.click()
    assert page.tools.listen.text() == "Listen"
    assert sounds[0].closed
    page.preview.toggle()
    page.hide()
    assert sounds[1].closed
    assert not page.preview.is_playing


def test_a_repeat_is_tried_from_its_first_step(page: EditorPage) -> None:
    """A repeat could not be heard."""
    page.document.do(lambda now: editing.select(now, [(1,)]))
    page.preview.start()
    assert page.preview._engine
    assert page.preview._engine.session.timeline.intervals[0].length_ms == 90_000
    page.preview.stop()


def test_what_cannot_run_is_told(page: EditorPage) -> None:
    """The button would do nothing, without a word."""
    page.document.do(lambda now: editing.change_steps(now, lambda _s: Step(STAND, Distance(5_000))))
    page.tools.listen.click()
    assert page.status.text() == "There is nothing to hear yet: correct what is marked first."
    assert page.tools.listen.text() == "Listen"


def test_a_missing_output_is_told(page: EditorPage) -> None:
    """The program would end for want of sound."""

    def fail(*_wished: object) -> Sound:
        raise MissingPart("There is no sound here.")

    page.preview._preview_player = PreviewPlayer(ManualClock(0), fail, lambda: ())
    page.tools.listen.click()
    assert page.status.text() == "There is no sound here."
    assert page.tools.listen.text() == "Listen"


class Talker:
    """A system's voice that says every line, or fails as it is told to."""

    name = "talker"

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.error: OSError | None = None
        self.meanwhile: Callable[[], object] | None = None

    def say(self, lines: Mapping[Path, str], language: str) -> None:  # noqa: ARG002 - as the protocol has it
        for path, text in lines.items():
            self.asked.append(text)
            if self.meanwhile:
                self.meanwhile()
            if self.error:
                raise self.error
            programs.write(path, b"\x00\x20\x00\xe0" * 12_000, RATE)


@pytest.fixture
def talker(monkeypatch: pytest.MonkeyPatch) -> Talker:
    """The voice of this system."""
    talker = Talker()
    monkeypatch.setattr(voices, "find_speaker", lambda: talker)
    return talker


@pytest.fixture
def later(page: EditorPage) -> Later:
    """What is to be done beside the window, kept until the test says so."""
    later = page.preview._queue = Later()
    return later


def write_say(page: EditorPage, text: str) -> None:
    """Let the chosen step say `text`."""
    page.document.do(lambda now: editing.change_steps(now, lambda step: replace(step, say=text)))


def test_the_words_are_heard_too(page: EditorPage, sounds: list[Heard]) -> None:
    """Whoever edits a workout would hear beeps, and learn on the track which words are said."""
    page.tools.listen.click()
    assert {"Run backward", "Tall chest.", "Glance left."} <= set(sounds[0].said)


def test_a_person_s_own_line_is_heard(page: EditorPage, sounds: list[Heard], talker: Talker, later: Later) -> None:
    """A line that a person wrote would be read by nobody, or be missing the first time it is tried."""
    write_say(page, "Mind the bend.")
    page.tools.listen.click()
    assert page.status.text() == "The words are being prepared…"
    assert page.tools.listen.text() == "Stop"
    assert not sounds
    later.go_on()
    assert talker.asked == ["Mind the bend."]
    assert "Mind the bend." in sounds[0].said
    page.tools.listen.click()
    assert page.tools.listen.text() == "Listen"
    page.tools.listen.click()
    assert "Mind the bend." in sounds[1].said
    assert not later.waiting
    page.preview.stop()


def test_a_person_s_own_recording_is_heard(
    page: EditorPage, preferences: Preferences, sounds: list[Heard], tmp_path: Path
) -> None:
    """Recordings that a coach made would be heard in the session alone."""
    programs.write(tmp_path / "mind-the-bend.wav", b"\x00\x20\x00\xe0" * 12_000, RATE)
    preferences.change(voice=str(tmp_path))
    write_say(page, "Mind the bend.")
    page.tools.listen.click()
    assert "Mind the bend." in sounds[0].said


@pytest.mark.parametrize("left_by", ["the button", "leaving the page"])
def test_stopped_while_the_words_are_prepared_it_stays_quiet(
    page: EditorPage, sounds: list[Heard], talker: Talker, later: Later, left_by: str
) -> None:
    """A sound would begin on a page that a person has left."""
    write_say(page, "Mind the bend.")
    page.tools.listen.click()
    talker.meanwhile = page.tools.listen.click if left_by == "the button" else page.hide
    later.go_on()
    assert talker.asked
    assert not sounds
    assert page.tools.listen.text() == "Listen"
    assert page.status.text() == ""


def test_words_that_cannot_be_kept_are_shown_only(
    page: EditorPage, sounds: list[Heard], talker: Talker, later: Later
) -> None:
    """On a full disk the button would stay on "Stop" and nothing be heard."""
    talker.error = OSError(28, "No space left on device")
    write_say(page, "Mind the bend.")
    page.tools.listen.click()
    later.go_on()
    assert sounds[0].starts == 1
    assert "Mind the bend." not in sounds[0].said
    assert "Run backward" in sounds[0].said


def test_where_nobody_can_say_a_line_the_rest_is_heard(page: EditorPage, sounds: list[Heard], later: Later) -> None:
    """A machine without a voice of its own could try nothing that has a line of a person's own."""
    write_say(page, "Mind the bend.")
    page.tools.listen.click()
    later.go_on()
    assert "Run backward" in sounds[0].said
