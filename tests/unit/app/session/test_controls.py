"""Test keys and buttons on a player."""

from __future__ import annotations

import pytest

from retrotimer.app.session.controls import COMMANDS, KEYS, OF_MUSIC, PERSONS, Control, apply
from retrotimer.training.session import State
from retrotimer.training.workout.workout import Role
from tests.helpers.examples import plan, rb, rf, wf
from tests.helpers.fakes import SessionHarness

PLAN = plan(rf(20), rb(10), rf(20), wf(60, role=Role.COOL_DOWN))


def test_every_control_has_its_keys_and_a_word_for_what_it_does() -> None:
    """If it failed, the help would hide a key."""
    assert set(KEYS) == set(Control) - set(PERSONS)
    assert all(key.keys and key.does for key in KEYS.values())


@pytest.mark.parametrize(
    ("control", "index", "at_ms"),
    [
        (Control.NEXT, 2, 30_000),
        (Control.PREVIOUS, 1, 20_000),
        (Control.RESTART, 1, 20_000),
        (Control.COOL_DOWN, 3, 50_000),
        (Control.ADD_30_S, 1, 25_000),
    ],
)
def test_a_control_moves_the_session(control: Control, index: int, at_ms: int) -> None:
    """If it failed, a key would do another's work."""
    stage = SessionHarness(PLAN, get_ready_ms=0).started().after(25)
    assert apply(stage.player, control)
    assert (stage.session.index, stage.session.at_ms) == (index, at_ms)


def test_add_30_s_lengthens_the_interval() -> None:
    """If it failed, the key for more time would give none."""
    stage = SessionHarness(PLAN, get_ready_ms=0).started().after(25)
    apply(stage.player, Control.ADD_30_S)
    assert stage.session.duration_ms == 40_000


@pytest.mark.parametrize("control", sorted(COMMANDS.keys() - {Control.TOGGLE}))
def test_what_is_not_possible_now_is_left_alone(control: Control) -> None:
    """If it failed, a key pressed before the start would raise an error."""
    stage = SessionHarness(PLAN)
    assert not apply(stage.player, control)
    assert stage.events == []


def test_toggle_starts_and_pauses() -> None:
    """If it failed, the space bar would be dead."""
    stage = SessionHarness(PLAN)
    assert apply(stage.player, Control.TOGGLE)
    assert apply(stage.player, Control.TOGGLE)
    assert stage.session.state is State.PAUSED


def test_mute_and_volume_stay_within_their_bounds() -> None:
    """If it failed, the volume would leave 0 to 1, or mute would not come back."""
    stage = SessionHarness(PLAN)
    for _press in range(20):
        apply(stage.player, Control.LOUDER)
    assert stage.sound.volume == 1.0
    for _press in range(3):
        apply(stage.player, Control.SOFTER)
    assert stage.sound.volume == 0.7
    for _press in range(20):
        apply(stage.player, Control.SOFTER)
    assert stage.sound.volume == 0.0
    apply(stage.player, Control.MUTE)
    assert stage.sound.muted
    apply(stage.player, Control.MUTE)
    assert not stage.sound.muted


@pytest.mark.parametrize("control", OF_MUSIC)
def test_keys_of_music_are_dead_without_music(control: Control) -> None:
    """If it failed, a shell would say that a piece was skipped where there is none."""
    stage = SessionHarness(PLAN).started()
    assert not apply(stage.player, control)
    stage.sound.music_on = True
    assert apply(stage.player, control)


@pytest.mark.parametrize("control", [Control.FULL_SCREEN, Control.GROUP, Control.LEAVE, Control.HELP])
def test_what_belongs_to_the_shell_is_not_the_players(control: Control) -> None:
    """If it failed, a shell would believe that its own key had been dealt with."""
    assert not apply(SessionHarness(PLAN).started().player, control)
