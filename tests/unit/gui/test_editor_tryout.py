"""Hearing a part of the workout that is being edited."""

from __future__ import annotations

from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.app.clock import Clock
from retrotimer.app.player import Sound
from retrotimer.app.start import Wishes
from retrotimer.files.library import Preset
from retrotimer.gui.editor_page import EditorPage
from retrotimer.gui.editor_work import Work
from retrotimer.gui.preferences import Preferences
from retrotimer.gui.studio import Studio
from retrotimer.training import editing
from retrotimer.training.errors import MissingPart
from retrotimer.training.paces import Paces
from retrotimer.training.workout import STAND, Distance, Step
from tests.helpers.fakes import FakeSound, ManualClock

S = 1_000_000_000


class Heard(FakeSound):
    """A sound that remembers where it began."""

    starts = 0

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

    def make(_wishes: Wishes, _clock: Clock) -> Sound:
        sounds.append(Heard())
        return cast("Sound", sounds[-1])

    work = Work(presets["gentler-3-1"], None, Paces())
    made = EditorPage(work, preferences, Studio(clock, make, lambda: ()))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    with qtbot.waitExposed(made):
        made.show()
    work.do(lambda now: editing.select(now, [(1, 1)]))
    return made


def pass_s(page: EditorPage, clock: ManualClock, seconds: float) -> None:
    """Let time pass, looked at once at its end."""
    clock.ns += round(seconds * S)
    assert page.tryout._engine
    page.tryout._engine.tick()


def test_twenty_seconds_from_the_chosen_step_are_played(
    page: EditorPage, clock: ManualClock, sounds: list[Heard]
) -> None:
    """A person would have to run a session to hear what they have made."""
    page.tools.try_out.click()
    assert page.tryout.is_playing
    assert sounds[0].starts == 1
    engine = page.tryout._engine
    assert engine
    assert engine.session.timeline.intervals[0].length_ms == 30_000
    assert engine.session.start_ms == 0
    pass_s(page, clock, 10)
    assert page.totals.ribbon._at == pytest.approx((390 + 10) / 1560, abs=0.001)
    assert page.status.text() == "Tall chest. · Glance left."
    pass_s(page, clock, 9.9)
    assert page.tryout.is_playing
    pass_s(page, clock, 0.2)
    assert not page.tryout.is_playing
    assert sounds[0].closed
    assert page.totals.ribbon._at is None
    assert page.tools.try_out.text() == "Try"


def test_it_can_be_stopped_and_stops_when_the_page_is_left(page: EditorPage, sounds: list[Heard]) -> None:
    """A sound would go on that nobody can find."""
    page.tools.try_out.click()
    assert page.tools.try_out.text() == "Stop"
    page.tools.try_out.click()
    assert page.tools.try_out.text() == "Try"
    assert sounds[0].closed
    page.tryout.toggle()
    page.hide()
    assert sounds[1].closed
    assert not page.tryout.is_playing


def test_a_repeat_is_tried_from_its_first_step(page: EditorPage) -> None:
    """A repeat could not be heard."""
    page.work.do(lambda now: editing.select(now, [(1,)]))
    page.tryout.start()
    assert page.tryout._engine
    assert page.tryout._engine.session.timeline.intervals[0].length_ms == 90_000
    page.tryout.stop()


def test_what_cannot_run_is_told(page: EditorPage) -> None:
    """The button would do nothing, without a word."""
    page.work.do(lambda now: editing.change_steps(now, lambda _s: Step(STAND, Distance(5_000))))
    page.tryout.start()
    assert page.status.text() == "There is nothing to hear yet: mend what is marked first."
    assert not page.tryout.is_playing


def test_a_missing_output_is_told(page: EditorPage) -> None:
    """The program would end for want of sound."""

    def fail(_wishes: Wishes, _clock: Clock) -> Sound:
        raise MissingPart("There is no sound here.")

    page.tryout._studio = Studio(ManualClock(0), fail, lambda: ())
    page.tryout.start()
    assert page.status.text() == "There is no sound here."
