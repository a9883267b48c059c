"""Create a user preset and choose it in the library."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from retrotimer.files import paths
from retrotimer.gui.navigator import Navigator
from tests.helpers.editor_robot import Hands

SOURCE = '# mine\nformat = 1\nname = "Hill"\nsteps = [{ do = "run backward", for = "0:30" }] # hard\n'


def path() -> Path:
    """Return the file of the preset."""
    return paths.presets() / "hill.toml"


def choose_own(navigator: Navigator) -> Hands:
    """Write the preset, choose it in the library, and return a keyboard robot."""
    navigator.window.activateWindow()
    path().parent.mkdir(parents=True, exist_ok=True)
    path().write_text(SOURCE)
    navigator.library.show_file(path())
    QApplication.processEvents()
    return Hands(navigator)
