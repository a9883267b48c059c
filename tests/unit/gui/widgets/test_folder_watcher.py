"""What other programs write shows in the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from retrotimer.files.presets.library import listed
from retrotimer.gui.library.actions import follow
from retrotimer.gui.library.page import LibraryPage
from retrotimer.gui.widgets import folder_watcher
from retrotimer.gui.widgets.folder_watcher import Watching
from retrotimer.training.workout.paces import Paces

SOURCE = 'format = 1\nname = "{name}"\nsteps = [{{ do = "run forward", for = "1:00" }}]\n'


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the folder be looked at many times a second."""
    monkeypatch.setattr(folder_watcher, "SETTLE_MS", 5)
    monkeypatch.setattr(folder_watcher, "LOOK_MS", 20)


def test_files_that_come_change_and_go_are_told(qtbot: QtBot, tmp_path: Path) -> None:
    """A preset from the other laptop would not be there before the next start."""
    folder = Watching(tmp_path)
    file = tmp_path / "a.toml"
    for act in (lambda: file.write_text("one"), lambda: file.write_text("other one"), file.unlink):
        with qtbot.waitSignal(folder.changed, timeout=9_000) as message:
            act()
        assert message.args == [[file]]


def test_the_library_follows_and_keeps_its_choice(qtbot: QtBot, tmp_path: Path) -> None:
    """The workout that a person looks at would be lost whenever a file comes."""
    page = LibraryPage(listed(), Paces())
    qtbot.addWidget(page)
    chosen = page.presets.current()
    file = tmp_path / "mine.toml"
    file.write_text(SOURCE.format(name="Mine"))
    follow(page, [file])
    assert "Mine" in [item.name for item in page.presets.rows.items]
    assert page.presets.current() is chosen
    file.unlink()
    follow(page, [file])
    assert "Mine" not in [item.name for item in page.presets.rows.items]
