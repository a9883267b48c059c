"""What a screen reader is told of the real program: roles, names, and what is spoken while a session runs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.private_bus import Desktop, PrivateBus
from tests.helpers.xvfb import Screen

DUMP = ["/usr/bin/python3", "-W", "ignore", str(Path(__file__).with_name("atspi_dump.py"))]
LAUNCHER = ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"]
ADDRESS = ["dbus-send", "--session", "--print-reply", "--dest=org.a11y.Bus", "/org/a11y/bus"]
SESSION = ["run", "gentler-3-1", "--window", "--output", "silent", "--get-ready", "60"]
"""Its get-ready outlasts a test, so that only a key changes the phase."""
AWAKE = "org.freedesktop.ScreenSaver"
PATIENCE_S = 30.0
LISTENED_S = 6.0
CONTROLS = {
    "push button",
    "button",
    "check box",
    "toggle button",
    "radio button",
    "list",
    "list item",
    "tree",
    "table cell",
}
FIELDS = {"text", "entry", "combo box", "spin button", "slider"}
PANE = "filler"
"""What Qt calls a plain widget: right for a page that takes keys, if it has a name."""
Node = dict[str, Any]


class Program:
    """The program with its window, and a screen reader's view of it."""

    def __init__(self, process: subprocess.Popen[bytes], env: dict[str, str]) -> None:
        self._process, self._env = process, env

    def shown(self) -> list[Node]:
        """Return all that is shown, once something in it has the keyboard; nothing lies in what is hidden."""
        found: list[Node] = []

        def has_keyboard() -> bool:
            found[:] = self._dump()
            return any(node["focused"] for node in found)

        wait_for(has_keyboard)
        return found

    def heard_after(self, key: str) -> list[dict[str, str]]:
        """Return what is spoken in the seconds after `key` is pressed."""
        command = [*DUMP, "listen", str(self._process.pid), str(LISTENED_S)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, env=self._env, stdout=pipe, stderr=pipe, text=True) as listener:
            assert listener.stderr
            assert listener.stderr.readline() == "ready\n"
            subprocess.run(["xdotool", "key", key], env=self._env, check=True)
            heard: list[dict[str, str]] = json.loads(listener.communicate(timeout=PATIENCE_S)[0])
        return heard

    def press(self, key: str) -> None:
        """Press `key` where the keyboard is."""
        subprocess.run(["xdotool", "key", key], env=self._env, check=True)

    def _dump(self) -> list[Node]:
        command = [*DUMP, "tree", str(self._process.pid)]
        done = subprocess.run(command, env=self._env, stdout=subprocess.PIPE, timeout=2 * PATIENCE_S, check=True)
        (window,) = json.loads(done.stdout)["children"]
        return list(seen(window))


def seen(node: Node) -> Iterator[Node]:
    """Return `node` and what is shown in it."""
    if node["showing"]:
        yield node
        for child in node["children"]:
            yield from seen(child)


def wait_for(what: Callable[[], bool]) -> None:
    """Wait until `what` is true."""
    until = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < until
        time.sleep(0.05)


def called(nodes: list[Node], *roles: str) -> list[str]:
    """Return the names of those that have one of `roles`."""
    return [node["name"] for node in nodes if node["role"] in roles]


def is_used(node: Node) -> bool:
    """Return whether a person can do something with it; a scroll bar's role and value say all there is to it."""
    return (node["focusable"] or node["focused"] or bool(node["actions"])) and node["role"] != "scroll bar"


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start the program on a bus of its own, on which a screen reader listens."""
    with ExitStack() as ending:
        bus = ending.enter_context(PrivateBus())
        ending.enter_context(Desktop(bus, AWAKE))  # else the window tells that the machine may fall asleep
        own = {"RETROTIMER_HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
        env = bus.environment | screen.env | own | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        env |= {"DBUS_SESSION_BUS_ADDRESS": bus.address, "RETROTIMER_LANGUAGE": "en"}
        quiet = subprocess.DEVNULL
        launcher = subprocess.Popen(LAUNCHER, env=env, stdout=quiet, stderr=quiet, start_new_session=True)
        ending.callback(launcher.wait)
        ending.callback(os.killpg, launcher.pid, signal.SIGTERM)  # with the bus and the registry that it started
        ask = [*ADDRESS, "org.a11y.Bus.GetAddress"]
        wait_for(lambda: subprocess.run(ask, env=env, capture_output=True, check=False).returncode == 0)

        def run(*words: str) -> Program:
            process = subprocess.Popen([sys.executable, "-m", "retrotimer", *words], env=env, stderr=quiet)
            ending.callback(process.wait)
            ending.callback(process.terminate)
            return Program(process, env)

        yield run


def check_controls(nodes: list[Node]) -> None:
    """Hold what can be used to a name and a fitting role."""
    used = [node for node in nodes if is_used(node)]
    assert used
    assert not [node for node in used if not node["name"].strip()]
    assert {node["role"] for node in used} <= CONTROLS | FIELDS | {PANE}


def test_the_library_is_told(start: Callable[..., Program]) -> None:
    """Somebody who cannot see could not find a workout, or would stand on something that has no name."""
    nodes = start().shown()
    check_controls(nodes)
    assert called(nodes, "text", "entry") == ["Find a workout"]
    assert called(nodes, "list") == ["Workouts"]
    assert "Gentler 3:1, 26:18 · novice" in called(nodes, "list item")
    assert "Start" in called(nodes, "push button", "button")
    assert "Favourite" in called(nodes, "check box")


def test_the_session_is_told(start: Callable[..., Program]) -> None:
    """Somebody who cannot see would not know which way to go, or how to pause."""
    nodes = start(*SESSION).shown()
    check_controls(nodes)
    assert {"Pause", "Next", "To the start"} <= set(called(nodes, "push button", "button"))
    assert {"Session", "Get ready, Gentler 3:1", "Next: Walk forward, 5:00"} <= set(called(nodes, PANE))
    assert [node["name"] for node in nodes if node["focused"]] == ["Session"]


def test_changes_are_spoken_and_seconds_are_not(start: Callable[..., Program]) -> None:
    """Somebody who cannot see would miss the turn, or hear nothing but a voice that counts."""
    program = start(*SESSION)
    program.shown()
    heard = program.heard_after("Right")
    announced = [event["said"] for event in heard if event["event"] == "object:announcement"]
    renamed = [event["name"] for event in heard if event["event"].endswith("accessible-name")]
    assert len(announced) == 1
    assert announced[0].startswith("Walk forward")
    assert not re.search(r"\d:\d\d", announced[0])
    assert len(renamed) == len(set(renamed))
    assert set(renamed) == {announced[0], "Next: Run forward, 1:30"}


def test_the_editor_is_told(start: Callable[..., Program]) -> None:
    """Somebody who cannot see could not make a workout of their own: steps and fields would have no name."""
    program = start()
    program.shown()
    program.press("ctrl+e")
    nodes = program.shown()
    check_controls(nodes)
    assert called(nodes, "tree") == ["Steps"]
    rows = called(nodes, "table cell")
    assert rows[:3] == ["Warm-up, Walk forward, 5:00", "Repeat, 8 rounds, 2 steps", "Walk backward, 0:30"]
    assert {"Name of the workout", "How long", "Spoken at the start"} <= set(called(nodes, "text", "entry"))
    assert [node["name"] for node in nodes if node["focused"]] == ["Steps", "Warm-up, Walk forward, 5:00"]
