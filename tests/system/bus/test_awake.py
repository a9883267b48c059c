"""Kept awake over a real bus, by a desktop's service as GNOME and as the others have it."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from retrotimer.app.session import keep_awake
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.training.session import Command
from tests.helpers.examples import plan, rb, rf
from tests.helpers.fakes import SessionHarness
from tests.helpers.private_bus import PATIENCE_S, Desktop, PrivateBus

SERVICES = ("org.freedesktop.ScreenSaver", "org.gnome.SessionManager")
ASKED = ("inhibit", "RetroTimer", "A training session is going on.")
RUN = (sys.executable, "-m", "retrotimer", "run", "gentler-3-1", "--output", "silent")


def stage(monkeypatch: pytest.MonkeyPatch) -> SessionHarness:
    """Return a session that keeps this computer awake from its first moment on."""
    monkeypatch.setattr(keep_awake, "GOODBYE_S", PATIENCE_S)
    stage = SessionHarness(plan(rf(20), rb(10)))
    stage.player.listen(KeepAwake(now_ns=stage.clock.now_ns, delay_s=0))
    return stage


@pytest.mark.parametrize("service", SERVICES)
def test_a_desktop_is_asked_at_the_start_and_freed_at_the_finish(
    service: str, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen would go dark in mid-run, or stay on after it; or the desktop would say that "wakepy" asked."""
    with Desktop(bus, service) as desktop:
        session = stage(monkeypatch).started()
        assert desktop.next()[0::2] == ASKED[0::2]
        assert desktop.holders == 1
        session.player.do(Command.PAUSE)
        session.after(3_600)
        assert desktop.holders == 1
        session.player.do(Command.RESUME)
        session.after(60)
        assert desktop.next() == ("uninhibit",)
        assert desktop.holders == 0


def test_stopping_frees_the_desktop(bus: PrivateBus, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who leaves a session would keep the screen on until the program ends."""
    with Desktop(bus, SERVICES[0]) as desktop:
        session = stage(monkeypatch).started()
        assert desktop.next() == ASKED
        session.player.close()
        assert desktop.next() == ("uninhibit",)


def test_the_athlete_is_told_ahead_who_will_do_it(bus: PrivateBus) -> None:
    """The page before the start would send an athlete to the settings for nothing, or promise what nobody does."""
    assert not keep_awake.can_keep_awake(PATIENCE_S)
    for service in SERVICES:
        with Desktop(bus, service):
            assert keep_awake.can_keep_awake(PATIENCE_S)


def test_a_desktop_that_does_not_answer_is_given_up(bus: PrivateBus) -> None:
    """One hanging service would keep the next from being asked, or agree at last and be left with it."""
    with Desktop(bus, SERVICES[0], dumb=True) as dumb, Desktop(bus, SERVICES[1]) as desktop:
        with keep_awake.hold() as is_kept:
            assert is_kept
            assert dumb.next() == ASKED
            assert desktop.next()[0] == "inhibit"
            assert dumb.next() == ("lost",)
        assert desktop.next() == ("uninhibit",)


@pytest.mark.parametrize(
    ("stop", "last"), [(signal.SIGKILL, "lost"), (signal.SIGINT, "uninhibit"), (signal.SIGTERM, "uninhibit")]
)
@pytest.mark.parametrize("shell", [(), ("--window",)], ids=["terminal", "window"])
def test_no_program_that_is_gone_keeps_a_computer_awake(
    stop: signal.Signals, last: str, shell: tuple[str, ...], bus: PrivateBus, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a crash the laptop would stay on in the bag until its battery is empty."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    with (
        Desktop(bus, SERVICES[0]) as desktop,
        subprocess.Popen([*RUN, *shell], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as program,
    ):
        try:
            assert desktop.next() == ASKED
            program.send_signal(stop)
            assert desktop.next() == (last,)
            assert desktop.holders == 0
        finally:
            program.kill()
