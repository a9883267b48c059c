"""Media keys over a real bus, pressed by playerctl, a program that knows nothing of us."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from socket import AF_UNIX, socket
from threading import enumerate as threads

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.gui.engine import Engine
from retrotimer.gui.mpris import Mpris
from retrotimer.training.states import Command, State
from tests.app.manual import Stage
from tests.bus.bus import PATIENCE_S, PrivateBus
from tests.training.examples import plan, rb, rf, tap

pytestmark = pytest.mark.bus

PATIENCE_MS = round(PATIENCE_S * 1000)
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
PROGRAM = """
from PySide6.QtCore import QTimer
from retrotimer.app.overview import Overview
from retrotimer.app.start import Wishes, make_player
from retrotimer.files.library import all_presets
from retrotimer.gui.application import make_application
from retrotimer.gui.engine import Engine
from retrotimer.gui.mpris import Mpris
from retrotimer.training.paces import Paces
application = make_application()
preset = next(entry for entry in all_presets() if entry.id == "gentler-3-1")
engine = Engine(make_player(Overview(preset, Paces()), Wishes(output="silent")))
engine.start()
mpris = Mpris(engine)
application.exec()
"""


class Keys:
    """A session on the bus, and playerctl to press its keys."""

    def __init__(self, qtbot: QtBot, engine: Engine, stage: Stage, mpris: Mpris) -> None:
        self._qtbot, self.engine, self.stage, self.mpris = qtbot, engine, stage, mpris

    def press(self, *words: str) -> str:
        """Return what playerctl says, our event loop running meanwhile."""
        return self.run("playerctl", *words)

    def ask(self, member: str, *arguments: str) -> str:
        """Return what a bare call brings."""
        address = ["--session", "--print-reply", "--dest=org.mpris.MediaPlayer2.retrotimer"]
        return self.run("dbus-send", *address, "/org/mpris/MediaPlayer2", member, *arguments)

    def run(self, *command: str) -> str:
        """Return what a program says, our event loop running meanwhile."""
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as program:
            self._qtbot.waitUntil(lambda: program.poll() is not None, timeout=PATIENCE_MS)
            assert program.stdout
            return program.stdout.read().decode().strip()

    def is_there(self) -> bool:
        """Tell whether the session is on the bus."""
        return "retrotimer" in self.press("--list-all")

    def pass_s(self, seconds: float) -> None:
        """Let time pass, looked at once."""
        self.stage.clock.move(seconds)
        self.engine.tick()


@pytest.fixture
def keys(bus: PrivateBus, qtbot: QtBot) -> Iterator[Keys]:  # noqa: ARG001 - the bus is found by its address
    """A session of 20 s forward, 10 s backward and a tap, in its get-ready."""
    stage = Stage(plan(rf(20), rb(10), tap()))
    engine = Engine(stage.player)
    engine.start()
    mpris = Mpris(engine)
    keys = Keys(qtbot, engine, stage, mpris)
    qtbot.waitUntil(keys.is_there, timeout=PATIENCE_MS)
    yield keys
    mpris.close()
    engine.close()


def test_a_headphone_button_pauses_and_goes_on(keys: Keys) -> None:
    """The button under an athlete's finger would be dead."""
    assert keys.press("status") == "Playing"
    keys.press("play-pause")
    assert (keys.press("status"), keys.engine.session.state) == ("Paused", State.PAUSED)
    keys.press("play")
    assert keys.engine.session.is_moving
    keys.press("pause")
    assert keys.engine.session.state is State.PAUSED


def test_next_and_previous_skip(keys: Keys) -> None:
    """A clicker's keys, which some desktops send as media keys, would do nothing."""
    keys.press("next")
    keys.press("next")
    assert keys.engine.session.index == 1
    keys.press("previous")
    keys.press("previous")
    assert keys.engine.session.index == 0


def test_stop_loses_no_session(keys: Keys) -> None:
    """A long press on headphones would throw away half an hour of running."""
    keys.pass_s(10)
    keys.press("stop")
    assert keys.engine.session.state is State.PAUSED


def test_the_desktop_shows_what_to_run(keys: Keys) -> None:
    """The lock screen would show an empty player."""
    assert keys.press("metadata", "xesam:title") == "Get ready"
    keys.pass_s(4)
    line = "{{title}} | {{album}} | {{duration(mpris:length)}} | {{duration(position)}} | {{status}}"
    assert keys.press("metadata", "--format", line) == "Run forward | Test | 0:20 | 0:01 | Playing"
    keys.press("next")
    assert keys.press("metadata", "xesam:title") == "Run backward"
    keys.press("next")
    assert keys.press("metadata", "mpris:length") == "No player could handle this command"


def test_the_desktops_volume_is_ours(keys: Keys) -> None:
    """The volume in the desktop's player would be a dummy."""
    keys.press("volume", "0.3")
    assert keys.stage.sound.volume == pytest.approx(0.3)
    keys.press("volume", "7")
    assert keys.stage.sound.volume == 1
    assert keys.press("volume").startswith("1.0")


def test_changes_are_told_and_seconds_are_not(keys: Keys, qtbot: QtBot) -> None:
    """A lock screen would show the last interval, or the laptop would wake it every second."""
    follow = ["playerctl", "--follow", "metadata", "--format", "{{status}} {{title}}"]
    with subprocess.Popen(follow, stdout=subprocess.PIPE) as program:
        assert program.stdout
        os.set_blocking(program.stdout.fileno(), False)
        told = [*lines_of(program, qtbot, 1)]
        for seconds in (4, 1, 1, 1):
            keys.pass_s(seconds)
        told += lines_of(program, qtbot, 1)
        keys.press("next")
        told += lines_of(program, qtbot, 1)
        keys.press("pause")
        told += lines_of(program, qtbot, 1)
        program.kill()
    assert told == ["Playing Get ready", "Playing Run forward", "Playing Run backward", "Paused Run backward"]


def lines_of(program: subprocess.Popen[bytes], qtbot: QtBot, count: int) -> list[str]:
    """Return the next `count` lines that `program` prints."""
    assert program.stdout
    lines: list[str] = []

    def are_there() -> bool:
        assert program.stdout
        lines.extend((program.stdout.read() or b"").decode().splitlines())
        return len(lines) >= count

    qtbot.waitUntil(are_there, timeout=PATIENCE_MS)
    return lines


def test_the_window_is_raised_when_the_desktop_asks(keys: Keys, qtbot: QtBot) -> None:
    """A click on the desktop's player would not bring the window."""
    with qtbot.waitSignal(keys.mpris.raised, timeout=PATIENCE_MS):
        keys.ask("org.mpris.MediaPlayer2.Raise")


def test_it_tells_what_it_is(keys: Keys) -> None:
    """A desktop that looks before it asks would find nothing, or show no name and icon."""
    description = keys.ask("org.freedesktop.DBus.Introspectable.Introspect")
    assert 'name="Seek"><arg type="x" />' in description
    assert 'property name="Volume" type="d" access="readwrite"' in description
    get = "org.freedesktop.DBus.Properties.Get"
    assert "retrotimer" in keys.ask(get, "string:org.mpris.MediaPlayer2", "string:DesktopEntry")
    assert "int64 0" in keys.ask(get, f"string:{PLAYER}", "string:Position")
    assert keys.ask("org.freedesktop.DBus.Peer.Ping").startswith("method return")


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ([f"{PLAYER}.Dance"], "UnknownMethod"),
        ([f"{PROPERTIES}.Get", f"string:{PLAYER}", "string:Mood"], "UnknownProperty"),
        ([f"{PROPERTIES}.Set", f"string:{PLAYER}", "string:Rate", "variant:double:2"], "PropertyReadOnly"),
        ([f"{PROPERTIES}.Set", f"string:{PLAYER}", "string:Volume", "variant:string:loud"], "InvalidArgs"),
        ([f"{PROPERTIES}.Get", "string:alone"], "InvalidArgs"),
    ],
)
def test_nonsense_is_refused_and_harms_nothing(call: list[str], error: str, keys: Keys) -> None:
    """One odd program on the desktop could end a session, or wait for its answer for ever."""
    assert f"org.freedesktop.DBus.Error.{error}" in keys.ask(*call)
    assert keys.press("status") == "Playing"


def test_what_music_can_and_a_run_cannot_is_ignored(keys: Keys) -> None:
    """A slider in the desktop's player would throw an athlete out of the interval."""
    keys.pass_s(10)
    assert keys.ask(f"{PLAYER}.Seek", "int64:5000000").startswith("method return")
    assert keys.ask("org.mpris.MediaPlayer2.Quit").startswith("method return")
    assert (keys.engine.session.index, keys.engine.session.at_ms) == (0, 7_000)


def test_a_jump_within_an_interval_is_told(keys: Keys, qtbot: QtBot) -> None:
    """Who counts along would go on counting from before the restart."""
    keys.pass_s(10)
    watch = ["dbus-monitor", "--session", f"interface={PLAYER},member=Seeked"]
    with subprocess.Popen(watch, stdout=subprocess.PIPE) as program:
        assert program.stdout
        os.set_blocking(program.stdout.fileno(), False)
        lines_of(program, qtbot, 1)
        keys.press("previous")
        told = lines_of(program, qtbot, 1)
        while not any("int64" in line for line in told):
            told += lines_of(program, qtbot, 1)
        program.kill()
    assert told[-1].strip() == "int64 0"


def test_a_closed_session_is_gone_from_the_bus(keys: Keys) -> None:
    """A dead player would stand on the lock screen after training."""
    keys.mpris.close()
    assert keys.press("--list-all") == "No players found"


def test_a_second_session_on_the_bus_has_a_name_of_its_own(keys: Keys, qtbot: QtBot) -> None:
    """The second window would have no media keys, or take them from the first."""
    engine = Engine(Stage(plan(rf(20))).started().player)
    second = Mpris(engine)
    qtbot.waitUntil(lambda: f"retrotimer.instance{os.getpid()}" in keys.press("--list-all"), timeout=PATIENCE_MS)
    assert keys.press("--player=retrotimer", "status").startswith("Playing")
    second.close()
    engine.close()


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
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where there is no bus, or one that hangs, the session would end in a traceback or stand still."""
    with kind(tmp_path) as address:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        engine = Engine(Stage(plan(rf(20))).started().player)
        mpris = Mpris(engine)
        engine.do(Command.PAUSE)
        assert engine.session.state is State.PAUSED
        for thread in threads():
            if thread.name == "media keys":
                thread.join(PATIENCE_S)
        qapp.processEvents()
        mpris.close()
        engine.close()


def test_a_session_left_at_once_leaves_nothing_on_the_bus(keys: Keys, qapp: QApplication) -> None:
    """A session stopped before its connection is there would stand on the lock screen until the program ends."""
    engine = Engine(Stage(plan(rf(20))).started().player)
    Mpris(engine).close()
    for thread in threads():
        if thread.name == "media keys":
            thread.join(PATIENCE_S)
    qapp.processEvents()
    assert keys.press("--list-all") == "retrotimer"
    engine.close()


def test_keys_reach_a_program_of_its_own(bus: PrivateBus) -> None:
    """A running program would not hear the keys, or stand on the lock screen after it has died."""
    follow = ["playerctl", "--follow", "status"]
    with (
        subprocess.Popen(follow, stdout=subprocess.PIPE, text=True) as watch,
        subprocess.Popen([sys.executable, "-c", PROGRAM], env=bus.environment) as program,
    ):
        assert watch.stdout
        try:
            assert watch.stdout.readline() == "Playing\n"
            assert subprocess.check_output(["playerctl", "--list-all"], text=True) == "retrotimer\n"
            for press, status in (("play-pause", "Paused\n"), ("play-pause", "Playing\n")):
                subprocess.run(["playerctl", press], check=True)
                assert watch.stdout.readline() == status
            program.kill()
            assert watch.stdout.readline() == "\n"
        finally:
            program.kill()
            watch.kill()
