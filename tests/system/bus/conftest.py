"""A bus for each test that talks over one, and a session on it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.task_bridge import bridge_of
from retrotimer.gui.session.mpris import Mpris
from tests.helpers.examples import plan, rb, rf, tap
from tests.helpers.fakes import SessionHarness
from tests.helpers.private_bus import PrivateBus
from tests.system.bus.keys import PATIENCE_MS, Keys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def bridge(qapp: QApplication) -> None:
    """Have the connection delivered in the window's thread, as in the program."""
    bridge_of(qapp)


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """A bus of the test's own, which this process and those that it starts talk over."""
    with PrivateBus() as bus:
        for name, value in bus.environment.items():
            monkeypatch.setenv(name, value)
        yield bus


@pytest.fixture
def keys(bus: PrivateBus, qtbot: QtBot) -> Iterator[Keys]:  # noqa: ARG001 - the bus is found by its address
    """A session of 20 s forward, 10 s backward and a tap, in its get-ready."""
    stage = SessionHarness(plan(rf(20), rb(10), tap()))
    engine = Engine(stage.player)
    engine.start()
    mpris = Mpris(engine)
    keys = Keys(qtbot, engine, stage, mpris)
    qtbot.waitUntil(keys.is_there, timeout=PATIENCE_MS)
    yield keys
    mpris.close()
    engine.close()
