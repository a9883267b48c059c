"""Media keys where the bus is missing, hangs or dies: the session goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from socket import AF_UNIX, socket

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.mpris import Mpris
from retrotimer.training.session import Command, State
from tests.helpers.examples import plan, rf
from tests.helpers.fakes import SessionHarness
from tests.helpers.private_bus import PATIENCE_S, PrivateBus
from tests.system.bus.keys import PATIENCE_MS, Keys


def test_a_bus_that_dies_takes_no_session_with_it(keys: Keys, bus: PrivateBus, qtbot: QtBot) -> None:
    """A desktop that crashes would end the run."""
    bus.kill()
    qtbot.waitUntil(lambda: keys.mpris._connection is None, timeout=PATIENCE_MS)
    keys.pass_s(4)
    assert keys.engine.session.index == 0


@contextmanager
def bus_that_hangs(folder: Path) -> Iterator[str]:
    """Give the address of a bus that takes a connection and never says a word."""
    with socket(AF_UNIX) as door:
        door.bind(str(folder / "bus"))
        door.listen()
        yield f"unix:path={folder / 'bus'}"


@contextmanager
def no_bus(_folder: Path) -> Iterator[str]:
    """Give an address that means none."""
    yield "disabled:"


@pytest.mark.parametrize("kind", [no_bus, bus_that_hangs])
def test_without_an_answer_a_session_goes_on(
    kind: Callable[[Path], AbstractContextManager[str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where there is no bus, or one that hangs, the session would end in a traceback or stand still."""
    with kind(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        engine = Engine(SessionHarness(plan(rf(20))).started().player)
        mpris = Mpris(engine)
        engine.try_do(Command.PAUSE)
        assert engine.session.state is State.PAUSED
        assert mpris._opening.wait(PATIENCE_S)
        mpris.close()
        engine.close()


def test_a_session_left_at_once_leaves_nothing_on_the_bus(keys: Keys) -> None:
    """A session stopped before its connection is there would stand on the lock screen until the program ends."""
    engine = Engine(SessionHarness(plan(rf(20))).started().player)
    mpris = Mpris(engine)
    mpris.close()
    assert mpris._opening.wait(PATIENCE_S)
    assert keys.press("--list-all") == "retrotimer"
    engine.close()
