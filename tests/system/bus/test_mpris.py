"""Media keys over a real bus, pressed by playerctl, a program that knows nothing of us."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.mpris import Mpris
from retrotimer.training.session import State
from tests.helpers.examples import plan, rf
from tests.helpers.fakes import SessionHarness
from tests.helpers.private_bus import PrivateBus
from tests.system.bus.keys import PATIENCE_MS, PLAYER, PROPERTIES, Keys, lines_of

PROGRAM = """
from PySide6.QtCore import QTimer
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, make_player
from retrotimer.files.presets.library import all_presets
from retrotimer.gui.app import make_application
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.session.mpris import Mpris
from retrotimer.training.workout.paces import Paces
application = make_application()
preset = next(entry for entry in all_presets() if entry.id == "gentler-3-1")
engine = Engine(make_player(Overview(preset, Paces()), PlaybackOptions(output="silent")))
engine.start()
mpris = Mpris(engine)
application.exec()
"""


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
    with lines_of(qtbot, "playerctl", "--follow", "metadata", "--format", "{{status}} {{title}}") as follow:
        assert follow.next() == "Playing Get ready"
        for seconds in (4, 1, 1, 1):
            keys.pass_s(seconds)
        assert follow.next() == "Playing Run forward"
        keys.press("next")
        assert follow.next() == "Playing Run backward"
        keys.press("pause")
        assert follow.next() == "Paused Run backward"


def test_only_what_has_changed_is_told(keys: Keys, qtbot: QtBot) -> None:
    """The desktop would draw its player again at each look at the clock."""
    keys.pass_s(4)
    rule = f"interface={PROPERTIES},member=PropertiesChanged"
    with lines_of(qtbot, "dbus-monitor", "--session", rule) as monitor:
        assert monitor.next().startswith("signal")  # it has begun to listen
        for seconds in (1, 1, 1):
            keys.pass_s(seconds)
        keys.press("volume", "0.3")
        while "PropertiesChanged" not in monitor.next():
            continue
        message = [monitor.next().strip() for _line in range(6)]
    assert message[2:] == ["dict entry(", 'string "Volume"', "variant             double 0.3", ")"]


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
    with lines_of(qtbot, "dbus-monitor", "--session", f"interface={PLAYER},member=Seeked") as monitor:
        assert monitor.next().startswith("signal")
        keys.press("previous")
        while "int64" not in (line := monitor.next()):
            continue
    assert line.strip() == "int64 0"


def test_a_closed_session_is_gone_from_the_bus(keys: Keys) -> None:
    """A dead player would stand on the lock screen after training."""
    keys.mpris.close()
    assert keys.press("--list-all") == "No players found"


def test_a_second_session_on_the_bus_has_a_name_of_its_own(keys: Keys, qtbot: QtBot) -> None:
    """The second window would have no media keys, or take them from the first."""
    engine = Engine(SessionHarness(plan(rf(20))).started().player)
    second = Mpris(engine)
    qtbot.waitUntil(lambda: f"retrotimer.instance{os.getpid()}" in keys.press("--list-all"), timeout=PATIENCE_MS)
    assert keys.press("--player=retrotimer", "status").startswith("Playing")
    second.close()
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
