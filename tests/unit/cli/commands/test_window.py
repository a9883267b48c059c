"""`retrotimer` and `retrotimer PRESET`: a window of its own, or the one that is open."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrotimer.app import single_instance as instances
from retrotimer.app.launch_options import LaunchOptions
from retrotimer.app.single_instance import Instance, Message, claim
from retrotimer.files.assets import asset
from tests.unit.cli.conftest import Result

Opened = list[LaunchOptions]


@pytest.fixture
def opened(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """What the window was opened with, each time; a screen, and a folder for what runs."""
    folder = tmp_path_factory.mktemp("run")
    folder.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(instances, "ANSWER_S", 0.2)
    monkeypatch.setattr(instances, "OPENING_S", 0.0)
    calls: Opened = []

    def open_window(asked: LaunchOptions) -> int:
        calls.append(asked)
        return 0

    monkeypatch.setattr("retrotimer.gui.app.open_window", open_window)
    yield calls
    for asked in calls:
        if asked.instance:
            asked.instance.close()


@pytest.fixture
def first(opened: Opened) -> Iterator[Callable[[], list[Message]]]:
    """A window that is open and answers; gives what it was handed."""
    assert opened == []
    instance = claim(Message())
    assert instance
    instance.open()
    handed: list[Message] = []
    is_over = threading.Event()

    def listen() -> None:
        while not is_over.wait(0.005):
            handed.extend(instance.read())

    def end() -> list[Message]:
        is_over.set()
        thread.join()
        instance.close()
        return handed

    thread = threading.Thread(target=listen)
    thread.start()
    yield end
    end()


def test_the_first_start_opens_a_window_and_keeps_the_lock(
    retrotimer: Callable[..., Result], opened: Opened
) -> None:
    """A second start would find nobody to hand its preset to."""
    assert retrotimer("beginner") == (0, "", "")
    assert opened[0].preset
    assert opened[0].preset.id == "beginner"
    assert isinstance(opened[0].instance, Instance)


def test_a_second_start_hands_over_and_ends(
    retrotimer: Callable[..., Result],
    mine: Callable[..., Path],
    opened: Opened,
    first: Callable[[], list[Message]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each double click on a preset would open one more window, with a sound of its own."""
    file = mine("loops", asset("presets").joinpath("beginner.toml").read_text(encoding="utf-8"))
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "older")
    monkeypatch.chdir(file.parent)
    message = "RetroTimer is already open: its window comes to the front.\n"
    assert retrotimer() == (0, message, "")
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token")
    assert retrotimer("beginner") == (0, message, "")
    assert retrotimer("loops.toml") == (0, message, "")
    assert first() == [Message(None, "older"), Message("beginner", "token"), Message(str(file), "token")]
    assert opened == []


def test_a_broken_file_is_told_here_and_in_the_open_window(
    retrotimer: Callable[..., Result],
    mine: Callable[..., Path],
    opened: Opened,
    first: Callable[[], list[Message]],
) -> None:
    """Whoever double clicks a broken preset sees no terminal, and would see nothing at all."""
    file = mine("broken", "format = 1\n")
    for named in (str(file), "broken"):
        status, out, message = retrotimer(named)
        assert (status, out) == (1, "")
        assert "broken.toml" in message
    assert first() == [Message(str(file)), Message("broken")]
    assert opened == []


@pytest.mark.parametrize("ending", ["txt", "zwo", "fit", "TXT"])
def test_a_workout_of_another_program_opens_the_window(
    retrotimer: Callable[..., Result], opened: Opened, tmp_path: Path, ending: str
) -> None:
    """A double click on a workout from Zwift or a watch would end with a mistake that nobody sees."""
    file = tmp_path / f"tuesday.{ending}"
    assert retrotimer("export", "beginner", "-o", str(file))[0] == 0
    assert retrotimer(str(file)) == (0, "", "")
    assert (opened[0].file, opened[0].preset) == (file, None)


def test_a_second_start_hands_a_workout_of_another_program_over(
    retrotimer: Callable[..., Result],
    opened: Opened,
    first: Callable[[], list[Message]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The window that is open would come up without the workout; of a broken one nobody would hear."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tuesday.txt").write_text("6 x (90s F / 30s B)")
    (tmp_path / "broken.zwo").write_text("<no")
    assert retrotimer("tuesday.txt")[0] == 0
    status, out, message = retrotimer("broken.zwo")
    assert (status, out) == (1, "")
    assert "broken.zwo" in message
    assert first() == [Message(str(tmp_path / "tuesday.txt")), Message(str(tmp_path / "broken.zwo"))]
    assert opened == []


def test_a_workout_that_is_not_there_is_told(retrotimer: Callable[..., Result], opened: Opened) -> None:
    """A slip in a name would be answered with the names of presets, or open an empty window."""
    status, _out, message = retrotimer("nowhere.zwo")
    assert status == 1
    assert "nowhere.zwo" in message
    assert opened == []


def test_a_broken_file_that_was_double_clicked_is_told_in_a_window(
    retrotimer: Callable[..., Result],
    mine: Callable[..., Path],
    opened: Opened,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever double clicks a broken file would wait for a window that never comes."""
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "desktop")
    torn = tmp_path / "torn.fit"
    torn.write_bytes(b"torn")
    for file in (mine("broken", "format = 1\n"), torn):
        assert retrotimer(str(file))[0] == 0
        asked = opened[-1]
        assert (asked.file, asked.preset) == (file, None)
        assert asked.instance
        asked.instance.close()
    assert retrotimer("no-such-preset")[0] == 2


def test_a_window_that_hangs_is_not_waited_for(retrotimer: Callable[..., Result], opened: Opened) -> None:
    """One hanging window would keep a person from training."""
    hanging = claim(Message())
    assert hanging
    hanging.open()
    status, out, message = retrotimer()
    assert (status, out) == (0, "")
    assert message == "RetroTimer is already open but does not answer, so a second window opens.\n"
    assert opened[0].instance is None
    hanging.close()


def test_a_run_is_a_program_of_its_own(
    retrotimer: Callable[..., Result], opened: Opened, first: Callable[[], list[Message]]
) -> None:
    """A script's `run --window` would end at once, and its sound or speed be lost."""
    assert retrotimer("run", "beginner", "--window", "--output", "silent") == (0, "", "")
    assert (opened[0].start, opened[0].instance) == (True, None)
    assert first() == []


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_nothing_is_claimed(
    retrotimer: Callable[..., Result], opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start that failed would count as the first."""
    monkeypatch.delenv("QT_QPA_PLATFORM")
    status, _out, message = retrotimer()
    assert status == 3
    assert "no screen" in message
    assert opened == []
    assert list(Path(os.environ["XDG_RUNTIME_DIR"]).iterdir()) == []
