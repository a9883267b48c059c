"""Test a session in the terminal with a manual clock."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event as Flag

import pytest

from retrotimer.app.overview import Overview
from retrotimer.app.session.controls import Control
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.app.session.player import IDLE_NS
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.presets.reader import Preset
from retrotimer.terminal import run as running
from retrotimer.terminal.plain import PlainView
from retrotimer.terminal.run import MOTION_NS, play, press, run
from retrotimer.terminal.signals import Interrupts
from retrotimer.training.errors import WrongRequest
from retrotimer.training.session import EventKind, State
from retrotimer.training.workout.paces import Paces
from tests.helpers.examples import plan, rb, rf, tap, workout
from tests.helpers.fakes import S, SessionHarness
from tests.helpers.terminal_robot import Hands

OVERVIEW = Overview(Preset("test", Path("test.toml"), workout(rf(20), rb(10))), Paces())
PLAN = OVERVIEW.timeline
GET_READY_MS = 10_000


def test_keys_are_taken_when_they_are_pressed() -> None:
    """If it failed, a key would wait for the end of the interval."""
    stage = SessionHarness(plan(rf(60), rb(60), rf(60)), get_ready_ms=0)
    hands = Hands(stage, [(5, Control.NEXT), (7, Control.TOGGLE), (100, Control.TOGGLE), (101, Control.NEXT)])
    play(stage.player, PlainView(stage.player, io.StringIO()), hands, Interrupts())
    assert [(str(kind), at_ms) for kind, at_ms in ((e.kind, e.at_ms) for e in stage.events) if kind != "cue"] == [
        ("interval", 0),
        ("interval", 60_000),
        ("paused", 62_000),
        ("resumed", 62_000),
        ("interval", 120_000),
        ("finished", 180_000),
    ]


def test_a_running_session_looks_five_times_a_second_and_no_more() -> None:
    """If it failed, a timer in a terminal would warm the machine."""
    stage = SessionHarness(plan(rf(100)), get_ready_ms=0)
    hands = Hands(stage)
    play(stage.player, PlainView(stage.player, io.StringIO()), hands, Interrupts())
    assert 500 <= hands.waits <= 650
    assert MOTION_NS < IDLE_NS


def test_leave_pauses_and_then_stops() -> None:
    """If it failed, one slip of the finger would end a session."""
    stage = SessionHarness(PLAN).started().after(5)
    view = PlainView(stage.player, io.StringIO())
    for state in (State.PAUSED, State.FINISHED, State.FINISHED):
        press(stage.player, view, Control.LEAVE)
        assert stage.session.state is state
    assert stage.kinds()[-1] is EventKind.STOPPED


def test_jump_is_only_for_after_sleep() -> None:
    """If it failed, J would raise an error in a session that never slept."""
    stage = SessionHarness(PLAN, get_ready_ms=0).started().after(5)
    view = PlainView(stage.player, io.StringIO())
    press(stage.player, view, Control.JUMP)
    stage.clock.sleep(7)
    stage.after(0)
    press(stage.player, view, Control.JUMP)
    assert (stage.session.state, stage.session.at_ms) == (State.RUNNING, 12_000)


def test_without_a_keyboard_sleep_goes_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a session in the background would wait for ever for a key."""
    stage = SessionHarness(PLAN, get_ready_ms=0)
    slept: list[int] = []

    def wait(seconds: float) -> tuple[()]:
        stage.clock.move(max(seconds, 1e-9))
        if not slept and stage.session.at_ms > 5_000:
            slept.append(stage.session.at_ms)
            stage.clock.sleep(600)
        return ()

    monkeypatch.setattr(running, "_wait", wait)
    play(stage.player, PlainView(stage.player, io.StringIO()), None, Interrupts())
    assert EventKind.SLEPT in stage.kinds()
    assert stage.kinds()[-1] is EventKind.FINISHED
    assert stage.session.at_ms == 30_000


def test_arrivals_come_after_the_end_too_until_the_person_leaves() -> None:
    """If it failed, whoever comes in last would have no time, or the terminal never be left."""
    stage = SessionHarness(plan(rf(20)), get_ready_ms=0)
    late = (30, Control.MARK), (31, Control.MARK), (31.5, Control.TAKE_BACK), (32, Control.PERSON_7)
    hands = Hands(stage, [(15, Control.MARK), *late, (40, Control.TOGGLE), (50, Control.MARK)])
    out = io.StringIO()
    play(stage.player, PlainView(stage.player, out), hands, Interrupts())
    assert [(mark.at_ms, mark.person) for mark in stage.player.groups.marks] == [
        (15_000, 0),
        (30_000, 0),
        (32_000, 7),
    ]
    assert stage.clock.ns == 45 * S
    assert "Arrived  Arrival 3  ·  Person 7  ·  32.00" in out.getvalue()


@pytest.mark.parametrize("key", [Control.TOGGLE, Control.LEAVE])
def test_without_arrivals_the_end_waits_for_no_key(key: Control) -> None:
    """If it failed, every session in a terminal would hang until somebody comes."""
    stage = SessionHarness(plan(rf(20)), get_ready_ms=0)
    play(stage.player, PlainView(stage.player, io.StringIO()), Hands(stage, [(90, key)]), Interrupts())
    assert stage.clock.ns < 27 * S


def test_a_session_that_is_stopped_is_left_at_once_with_its_arrivals() -> None:
    """If it failed, a person who has said Stop twice would be asked a third time."""
    stage = SessionHarness(plan(rf(20)), get_ready_ms=0)
    hands = Hands(stage, [(5, Control.MARK), (6, Control.LEAVE), (7, Control.LEAVE), (60, Control.LEAVE)])
    play(stage.player, PlainView(stage.player, io.StringIO()), hands, Interrupts())
    assert len(stage.player.groups.marks) == 1
    assert stage.clock.ns < 13 * S


@pytest.fixture
def unattended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """There is no keyboard, and a home of its own."""
    monkeypatch.setattr(running, "keyboard", lambda: None)
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))


Wait = Callable[[float], tuple[()]]


def passing(stage: SessionHarness) -> Wait:
    """Return a wait in which the time of `stage` passes."""

    def wait(seconds: float) -> tuple[()]:
        stage.clock.move(max(seconds, 1e-9))
        return ()

    return wait


@pytest.mark.usefixtures("unattended")
def test_a_session_of_taps_needs_a_keyboard() -> None:
    """If it failed, it would hang where nobody can tap."""
    stage = SessionHarness(plan(rf(10), tap()))
    with pytest.raises(WrongRequest, match="Test waits for you to tap"):
        run(stage.player, OVERVIEW)
    assert stage.sound.calls == []


@pytest.mark.usefixtures("unattended")
def test_a_whole_session_lets_its_last_sound_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, the finish would be cut off, or what was done not be told."""
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    assert run(stage.player, OVERVIEW) == 0
    assert stage.sound.calls[-1] == "drain"
    saved, done = capsys.readouterr().out.splitlines()[-2:]
    assert done == "Test finished: 0:30, of it 0:10 backward."
    (path,) = paths.history().iterdir()
    assert saved == f"Saved as {path}."
    assert store.read(path).done_ms == 30_000


@pytest.mark.usefixtures("unattended")
def test_where_it_cannot_be_saved_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, a full disk would take a session without a word, or with a traceback."""
    paths.history().parent.mkdir()
    paths.history().write_text("in the way")
    stage = SessionHarness(PLAN)
    monkeypatch.setattr(running, "_wait", passing(stage))
    assert run(stage.player, OVERVIEW) == 3
    problem, help_, done = capsys.readouterr().out.splitlines()[-3:]
    assert "could not be saved" in problem
    assert "another place" not in problem
    assert "`retrotimer recover --keep`" in help_
    assert done == "Test finished: 0:30, of it 0:10 backward."


@pytest.mark.usefixtures("unattended")
def test_a_session_stopped_in_its_get_ready_is_not_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, the history would fill with sessions that never were."""
    stage = SessionHarness(PLAN)

    def wait(seconds: float) -> tuple[()]:
        stage.clock.move(seconds)
        signal.raise_signal(signal.SIGINT)
        return ()

    monkeypatch.setattr(running, "_wait", wait)
    assert run(stage.player, OVERVIEW) == 128 + signal.SIGINT
    assert "before it began: there is nothing to keep" in capsys.readouterr().out.splitlines()[-1]
    assert not paths.history().exists()


@pytest.mark.usefixtures("unattended")
def test_the_computer_is_kept_awake_until_the_session_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a laptop would fall asleep in mid-session, or never again after it."""
    stage, held, message = SessionHarness(PLAN), Flag(), []

    @contextmanager
    def hold() -> Iterator[bool]:
        held.set()
        yield True
        message.append("let go")

    def wait(seconds: float) -> tuple[()]:
        assert held.wait(30)
        assert not message
        return passing(stage)(seconds)

    monkeypatch.setattr(running, "_wait", wait)
    assert run(stage.player, OVERVIEW, KeepAwake(hold, delay_s=0)) == 0
    assert message == ["let go"]


@pytest.mark.usefixtures("unattended")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_session_and_says_so(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """If it failed, an interrupted session would have no end, in its log and in the shell."""
    stage = SessionHarness(PLAN)
    before = signal.getsignal(number)

    def wait(seconds: float) -> tuple[()]:
        stage.clock.move(seconds)
        if stage.session.at_ms > 25_000:
            signal.raise_signal(number)
        return ()

    monkeypatch.setattr(running, "_wait", wait)
    assert run(stage.player, OVERVIEW) == 128 + number
    assert stage.kinds()[-1] is EventKind.STOPPED
    assert stage.sound.calls[-1] == "close"
    assert "Test stopped after 0:25, of it 0:05 backward." in capsys.readouterr().out
    assert signal.getsignal(number) is before


def test_the_wait_ends_by_itself() -> None:
    """If it failed, a session without a keyboard would never start."""
    assert running._wait(0) == ()
