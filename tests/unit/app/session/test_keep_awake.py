"""Test keep-awake from start to end of a session, with slow and refusing desktops."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from threading import Event as Flag

import pytest

from retrotimer.app.session import keep_awake
from retrotimer.app.session.keep_awake import PATIENCE_NS, KeepAwake
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.session import Command
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import SessionHarness

LONG_S = 20.0
WARNING = "The computer may fall asleep: turn off sleep in the system's settings."


class FakeDesktop:
    """A desktop that says what it does, and does it when `may_answer` is set."""

    def __init__(self, *, agrees: bool = True) -> None:
        self.did: SimpleQueue[str] = SimpleQueue()
        self.may_answer = Flag()
        self.may_answer.set()
        self._agrees = agrees

    @contextmanager
    def hold(self) -> Iterator[bool]:
        self.did.put("asked")
        assert self.may_answer.wait(LONG_S)
        yield self._agrees
        self.did.put("released")

    def next(self) -> str:
        return self.did.get(timeout=LONG_S)


class Watch:
    """A session with somebody who keeps the computer awake."""

    def __init__(self, desktop: FakeDesktop) -> None:
        self.stage = SessionHarness(plan(rf(20), rb(10)))
        self.awake = KeepAwake(desktop.hold, self.stage.clock.now_ns, delay_s=0)
        self.stage.player.listen(self.awake)

    def until_notice_is(self, sentence: str | None) -> None:
        """Wait until the thread that asks has heard the answer."""
        deadline = time.monotonic() + LONG_S
        while self.awake.notice != sentence:
            assert time.monotonic() < deadline


@pytest.fixture
def desktop() -> FakeDesktop:
    """A desktop that agrees."""
    return FakeDesktop()


def test_it_is_kept_awake_from_the_start_to_the_finish(desktop: FakeDesktop) -> None:
    """The screen would go dark in mid-run, or stay on all night after it."""
    watch = Watch(desktop)
    assert desktop.did.empty()
    watch.stage.started()
    assert desktop.next() == "asked"
    watch.stage.after(20)
    assert desktop.did.empty()
    watch.stage.after(60)
    assert desktop.next() == "released"


def test_a_pause_is_part_of_the_session(desktop: FakeDesktop) -> None:
    """Who rests between two rounds would come back to a dark screen."""
    watch = Watch(desktop)
    watch.stage.started()
    assert desktop.next() == "asked"
    watch.stage.player.do(Command.PAUSE)
    watch.stage.after(3_600)
    assert not watch.awake._over.is_set()  # the desktop itself would hear of it later
    watch.stage.player.do(Command.RESUME)
    watch.stage.player.close()
    assert desktop.next() == "released"
    assert desktop.did.empty()


def test_nothing_is_asked_for_a_session_that_ends_at_once(desktop: FakeDesktop) -> None:
    """A desktop would be bothered, and a library loaded, for a key pressed by mistake."""
    stage = SessionHarness(plan(rf(20)))
    keep = KeepAwake(desktop.hold, stage.clock.now_ns, delay_s=LONG_S)
    stage.player.listen(keep)
    stage.started().player.close()
    keep.close()
    assert desktop.did.empty()


def test_closing_waits_until_the_computer_may_sleep_again(
    desktop: FakeDesktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that ends first would leave it to the system to find that out."""
    monkeypatch.setattr(keep_awake, "GOODBYE_S", LONG_S)
    watch = Watch(desktop)
    watch.stage.started()
    assert desktop.next() == "asked"
    watch.awake.close()
    assert desktop.did.get_nowait() == "released"


def test_a_desktop_that_never_answers_stops_nothing(desktop: FakeDesktop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hanging desktop would stop the tones, or hold the program at its end."""
    monkeypatch.setattr(keep_awake, "GOODBYE_S", 0)
    desktop.may_answer.clear()
    watch = Watch(desktop)
    watch.stage.started()
    assert desktop.next() == "asked"
    assert watch.awake.notice is None
    watch.stage.clock.move(PATIENCE_NS / NS_PER_S)
    assert watch.awake.notice == WARNING
    watch.awake.close()
    assert watch.awake.notice is None
    desktop.may_answer.set()
    assert desktop.next() == "released"


def test_a_refusal_is_told_while_the_session_lasts() -> None:
    """Nobody would know, until the screen is dark; or the sentence would stand beside the summary."""
    desktop = FakeDesktop(agrees=False)
    watch = Watch(desktop)
    assert watch.awake.notice is None
    watch.stage.started()
    assert desktop.next() == "asked"
    watch.until_notice_is(WARNING)
    watch.stage.after(60)
    assert watch.awake.notice is None


def test_consent_needs_no_words(desktop: FakeDesktop) -> None:
    """A warning would stand on the running page though all is well."""
    watch = Watch(desktop)
    watch.stage.started()
    assert desktop.next() == "asked"
    watch.stage.clock.move(PATIENCE_NS / NS_PER_S)
    watch.until_notice_is(None)
    watch.awake.close()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_systems_that_always_can_are_not_asked(platform: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows and macOS an athlete would be sent to the system's settings for nothing."""
    monkeypatch.setattr(sys, "platform", platform)
    assert keep_awake.awake_words() == "The computer will be kept awake while you train."


@pytest.mark.parametrize("address", [None, "disabled:", "unix:path=/nonexistent/bus"])
def test_without_a_bus_the_athlete_is_told_what_to_do(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a desktop without one a traceback would stand in the terminal, or a promise that is not kept."""
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with keep_awake.hold() as is_kept:
        assert not is_kept
    assert not keep_awake.can_keep_awake(LONG_S)


def test_a_bus_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page before the start would never come."""
    from retrotimer.app.session import awake_bus, keep_awake  # as the program does, after its start

    hangs = Flag()
    monkeypatch.setattr(awake_bus, "is_service_there", lambda: hangs.wait(LONG_S))
    assert not keep_awake.can_keep_awake(patience_s=0)
    hangs.set()


def test_a_pretended_success_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that somebody has set for other programs would silence the warning."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:")
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    with keep_awake.hold() as is_kept:
        assert not is_kept
