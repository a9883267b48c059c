"""A workout made, saved, started and finished with the mouse alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from retrotimer.files import paths
from retrotimer.files.presets.reader import read_preset
from retrotimer.gui.editor.page import EditorPage
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.navigator import Navigator
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.workout.workout import RUN_FORWARD
from tests.helpers.editor_robot import shape
from tests.helpers.mouse_robot import Mouse, row_centre
from tests.helpers.preflight_robot import Machine as SoundMachine
from tests.unit.gui.conftest import Machine

MOST_CLICKS = 20
ROUNDS = ["run forward 60", "run backward 30", "walk forward 60"]


@pytest.mark.qt_log_ignore("This plugin does not support")  # of a menu, where there is no real screen
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_six_rounds_are_made_saved_run_and_finished_in_few_clicks(
    navigator: Navigator, machine: Machine, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    """Somebody who does not know the keys could not make a workout, or only by typing."""
    SoundMachine.installed(monkeypatch)
    navigator.preferences.change(ask_before=True)
    navigator.window.resize(*size)
    mouse = Mouse()
    mouse.click(navigator.library.tools.new)
    mouse.choose("Blank workout")
    page = navigator.window.page
    assert isinstance(page, EditorPage)
    mouse.click(page.tree.empty.buttons[RUN_FORWARD])
    mouse.click(page.tools.add)
    mouse.choose("▼ Run back")
    mouse.click(chip(page, "0:30"))
    mouse.click(page.tools.add)
    mouse.choose("▲ Walk")
    mouse.drag(page.tree.viewport(), *(row_centre(page, (nth,)) for nth in range(3)))
    mouse.click(page.tools.commands["wrap"])
    mouse.click(chip(page, "6 ×"))
    assert shape(page.document.now.items) == [["6 x", *ROUNDS]]
    mouse.click(page.save)
    mouse.click(page.back)
    mouse.click(navigator.library.panel.start)
    assert isinstance(navigator.window.page, PreflightPage)
    mouse.click(navigator.window.page.start)
    run = navigator.window.page
    assert isinstance(run, RunPage)
    machine.clock.move(6 * 150 + 60)
    assert navigator.sessions.stage
    navigator.sessions.stage.engine.tick()
    mouse.click(run.bar.summary)
    assert isinstance(navigator.window.page, SummaryPage)
    assert mouse.clicks <= MOST_CLICKS
    (file,) = paths.presets().glob("*.toml")
    assert shape(read_preset(file).workout.steps) == [["6 x", *ROUNDS]]


def chip(page: EditorPage, words: str) -> QAbstractButton:
    """Return the small button with these words among the fields."""
    return next(one for one in page.side.findChildren(QAbstractButton) if one.text() == words and one.isVisible())
