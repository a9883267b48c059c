"""Test keys pressed just as the session changes its state."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import retrotimer
from retrotimer.app.session.controls import COMMANDS, Control, apply, leave
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.run import press
from retrotimer.training.errors import IllegalCommand
from retrotimer.training.session import Command, EventKind, Session, State
from tests.helpers.examples import plan, rb, rf, tap
from tests.helpers.fakes import SessionHarness

PLAN = plan(rf(20), rb(10), rf(20))
PACKAGE = Path(retrotimer.__file__).parent
Moment = Callable[[], SessionHarness]


def just(stage: SessionHarness, seconds: float, *, slept_s: float = 0) -> SessionHarness:
    """Let time pass at which nobody has looked yet."""
    stage.clock.move(seconds)
    stage.clock.sleep(slept_s)
    return stage


def running(seconds: float = 5) -> SessionHarness:
    """Return a session that was looked at `seconds` after its first interval began."""
    return SessionHarness(PLAN, get_ready_ms=0).started().after(seconds)


def paused() -> SessionHarness:
    """Return a session that was paused by a person."""
    stage = running()
    stage.player.do(Command.PAUSE)
    return stage


MOMENTS: dict[str, Moment] = {
    "not started": lambda: SessionHarness(PLAN),
    "just running": lambda: just(SessionHarness(PLAN).started().after(2.9), 0.2),
    "nothing new": lambda: just(running(), 0.1),
    "changing interval": lambda: just(running(19.9), 0.2),
    "just ended": lambda: just(running(49.9), 0.2),
    "ended": lambda: running(60),
    "just slept": lambda: just(running(), 0.3, slept_s=600),
    "just slept in the get-ready": lambda: just(SessionHarness(PLAN).started().after(1), 0.3, slept_s=600),
    "just slept before its end": lambda: just(running(49.9), 0.2, slept_s=600),
    "paused by sleep": lambda: just(running(), 0.3, slept_s=600).after(0),
    "slept while paused": lambda: just(paused(), 0.3, slept_s=600),
    "just slept in an open interval": lambda: just(
        SessionHarness(plan(tap(), rf(5)), get_ready_ms=0).started().after(5), 0.3, slept_s=600
    ),
}


class Notes:
    """A witness that remembers what was written down."""

    def __init__(self) -> None:
        self.lines: list[tuple[Any, ...]] = []

    def marked(self, ns: int, now_ns: int, person: int, group: int | None) -> None:
        """Remember an arrival."""
        self.lines.append(("mark", ns, now_ns, person, group))

    def took_back(self, ns: int) -> None:
        """Remember that it was taken back."""
        self.lines.append(("unmark", ns))

    def did(self, command: Command, ns: int, group: int | None = None) -> None:
        """Remember a command."""
        self.lines.append((command, ns, group))

    def slept(self, awake_ns: int, missed_ns: int) -> None:
        """Remember a sleep."""
        self.lines.append(("slept", awake_ns, missed_ns))

    def reached(self, ns: int, *, is_end: bool = False) -> None:
        """Remember the end; any other time may be told or not."""
        if is_end:
            self.lines.append(("end", ns))


def outcome(
    stage: SessionHarness, do: Callable[[SessionHarness], object]
) -> tuple[Session, list[object], list[tuple[Any, ...]]]:
    """Return what `do` leaves: the session, all that happened in it, and what is written down of it."""
    notes = Notes()
    stage.player.command_log = notes
    do(stage)
    return stage.session, [*stage.events], notes.lines


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("control", COMMANDS)
def test_a_key_does_the_same_whether_anybody_has_just_looked(moment: Moment, control: Control) -> None:
    """If it failed, a key in the same second as an end, a change or a sleep would raise, or do something else."""

    def looked_and_pressed(stage: SessionHarness) -> None:
        stage.player.tick()
        apply(stage.player, control)

    assert outcome(moment(), lambda stage: apply(stage.player, control)) == outcome(moment(), looked_and_pressed)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("control", COMMANDS)
def test_what_is_done_is_told_and_only_that(moment: Moment, control: Control) -> None:
    """If it failed, a shell would say that something was done where nothing was, or the other way round."""
    looked = moment()
    looked.player.tick()
    is_legal = any(looked.session.can(command) for command in COMMANDS[control])
    assert apply(moment().player, control) is is_legal


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
def test_leaving_never_stops_what_was_seen_moving(moment: Moment) -> None:
    """If it failed, one slip of the finger at the moment of waking would end a session."""
    stage = moment()
    was_moving, was_over = stage.session.is_moving, stage.session.state in (State.READY, State.FINISHED)
    assert leave(stage.player) is not was_moving
    assert (EventKind.STOPPED in stage.kinds()) is not (was_moving or was_over)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("control", Control)
def test_no_key_of_the_terminal_raises(moment: Moment, control: Control) -> None:
    """If it failed, a key at a wrong moment would end a session in the terminal without its summary."""
    stage = moment()
    press(stage.player, PlainView(stage.player, io.StringIO()), control)


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("command", Command)
def test_an_illegal_command_changes_nothing_but_the_time(moment: Moment, command: Command) -> None:
    """If it failed, what is not possible would still open the sound, or move the session."""
    looked = moment()
    looked.player.tick()
    stage = moment()
    calls = [*stage.sound.calls]
    if looked.session.can(command):
        stage.player.do(command)
        assert ("start" in stage.sound.calls[len(calls) :]) is (command is Command.START)
        return
    with pytest.raises(IllegalCommand):
        stage.player.do(command)
    assert stage.session == looked.session
    assert stage.events == looked.events
    assert stage.sound.calls == looked.sound.calls
    assert "start" not in stage.sound.calls[len(calls) :]


def test_the_first_command_that_is_legal_is_the_only_one_done() -> None:
    """If it failed, the key that pauses would go on at once, or Play start and go on."""
    stage = just(running(), 0.3)
    assert stage.player.try_do(Command.START, Command.PAUSE, Command.RESUME)
    assert stage.kinds()[-1] is EventKind.PAUSED
    assert not stage.player.try_do()


def test_a_sound_that_fails_at_a_start_leaves_the_session_ready() -> None:
    """If it failed, a session whose sound could not be opened would have begun for nobody."""
    stage = SessionHarness(PLAN)

    def fail() -> None:
        raise RuntimeError("no such device")

    stage.sound.start = fail  # type: ignore[method-assign]  # as a broken output does
    with pytest.raises(RuntimeError):
        stage.player.do(Command.START)
    assert (stage.session.state, stage.events) == (State.READY, [])


def test_no_shell_carries_out_a_command_that_it_has_asked_about_before() -> None:
    """If it failed, the next key would be written as the first were: asked of a session that has moved on."""
    shells = [path for folder in ("gui", "terminal", "cli") for path in (PACKAGE / folder).rglob("*.py")]
    assert len(shells) > 100
    assert [path.name for path in shells if "player.do(" in path.read_text(encoding="utf-8")] == []
