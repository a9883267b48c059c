"""What a later start does to the window."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from retrotimer.app.single_instance import Instance, Message, claim
from retrotimer.gui.instance_server import InstanceServer, bring_up


@pytest.fixture
def instance(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Instance:
    """The first process's, with folders of its own."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("RETROTIMER_HOME", str(folder / "home"))
    found = claim(Message())
    assert found
    return found


def test_a_later_start_is_told(qtbot: QtBot, instance: Instance) -> None:
    """The preset of a second start would be lost."""
    server = InstanceServer(instance)
    later = threading.Thread(target=claim, args=(Message("beginner"),))
    with qtbot.waitSignal(server.called, timeout=10_000) as called:
        later.start()
    later.join()
    assert called.args == [Message("beginner")]
    server.close()


def test_a_closed_window_frees_the_lock(instance: Instance) -> None:
    """Starting anew while the last tone is still heard would wait for a window that is gone."""
    InstanceServer(instance).close()
    found = claim(Message())
    assert found
    found.close()


def test_without_a_socket_there_is_a_window(instance: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that vanished would end the program."""

    def fail() -> int:
        raise PermissionError

    monkeypatch.setattr(instance, "open", fail)
    server = InstanceServer(instance)
    server.close()
    assert not Path(os.environ["RETROTIMER_HOME"]).exists()


@pytest.mark.qt_log_ignore("does not support raise")  # the platform of tests has no stack of windows
def test_a_minimized_window_comes_up_as_large_as_it_was(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """The window would stay in the task bar, or leave full screen in the middle of a session."""
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    window = QMainWindow()
    qtbot.addWidget(window)
    window.showFullScreen()
    window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    bring_up(window, "new")
    assert window.isFullScreen()
    assert not window.isMinimized()
    assert window.isVisible()
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "new"  # noqa: S105 - not a password
