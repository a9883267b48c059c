"""How the program starts as a process of its own: what it loads, and what it says where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from freeze_parts import EXCLUDED

FOR_PHONES = ("asyncio", "websockets", "segno", "retrotimer.remote", "retrotimer.remote.thread")


def test_a_screen_that_does_not_answer_is_told_in_a_sentence() -> None:
    """Qt would abort with its own jargon and leave a core file."""
    env = os.environ | {"DISPLAY": ":4999", "QT_QPA_PLATFORM": "xcb"}
    started = subprocess.run(
        [sys.executable, "-m", "retrotimer"], env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert started.returncode == 3
    assert started.stderr.count("\n") == 1
    assert "no screen answers" in started.stderr


def test_a_c_library_is_loaded_only_when_it_is_chosen() -> None:
    """Starting the program would take as long as loading the sound library, or fail with it."""
    look = "import sys, retrotimer.audio.live, retrotimer.audio.render; print('miniaudio' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"


def test_heavy_libraries_are_loaded_only_for_their_files() -> None:
    """If it failed, every start of the program would take a tenth of a second longer."""
    code = "import sys, retrotimer.app.importing, retrotimer.app.export.workout; print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not any(f"'{name}'" in done.stdout for name in ("fitdecode", "defusedxml", "xml.etree"))


def test_the_library_of_calendars_is_loaded_only_for_a_calendar() -> None:
    """If it failed, every look at the plan would take a tenth of a second longer."""
    modules = "sys, retrotimer.cli.commands.plan, retrotimer.app.export.workout, retrotimer.exchange.icalendar"
    code = f"import {modules}; print('icalendar' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
run = QApplication.exec
QApplication.exec = lambda *_application: QTimer.singleShot(1_000, QApplication.quit) or run()
"""
"""Lets the window close a second after it is there."""


@pytest.mark.parametrize("arguments", [["list"], ["doctor"], ["--help"], []])
def test_what_serves_phones_is_loaded_only_when_they_are_turned_on(arguments: list[str], tmp_path: Path) -> None:
    """If it failed, every start of the program would take a tenth of a second longer."""
    code = "" if arguments else WINDOW
    code += f"import sys; from retrotimer.cli import main\nmain({arguments})\n" + "print(*sys.modules, sep=chr(10))"
    env = os.environ | {"RETROTIMER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines())
    assert ("retrotimer.cli.parser" if arguments else "retrotimer.gui.library.page") in loaded
    assert loaded.isdisjoint(FOR_PHONES)


def test_the_standalone_program_holds_all_that_serves_phones() -> None:
    """There phones could not be turned on, as a part of a library is left out that the server needs."""
    code = f"import sys; sys.modules.update(dict.fromkeys({EXCLUDED.split()})); import retrotimer.remote.server"
    subprocess.run([sys.executable, "-c", code], check=True)
