"""The load of what was done, on the summary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.recorder import Kept
from retrotimer.gui import theme
from retrotimer.gui.history.summary_details import SummaryLoad
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.gui.widgets.buttons import InfoButton
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Movement
from tests.helpers.started_sessions import record


@pytest.fixture(autouse=True)
def _plain_after() -> Iterator[None]:
    """Give the next test the plain theme."""
    yield
    theme.use(theme.LIGHT)


@pytest.mark.parametrize(
    ("parts", "grades"),
    [
        (((WALK_FORWARD, 300),), ("light", "light", "light")),
        (((RUN_FORWARD, 1_200),), ("moderate", "moderate", "light")),
        (((RUN_BACKWARD, 600),), ("moderate", "light", "moderate")),
        (((RUN_FORWARD, 1_200), (RUN_BACKWARD, 120)), ("moderate", "moderate", "moderate")),
    ],
)
def test_it_says_what_was_asked_of_each(
    qtbot: QtBot, parts: tuple[tuple[Movement, int], ...], grades: tuple[str, str, str]
) -> None:
    """If it failed, a person would be told of a load that they did not have."""
    card = SummaryLoad()
    qtbot.addWidget(card)
    card.show_record(record(*parts))
    assert card.verdict.text() == f"Load on knee and calf: {grades[0]}"
    words = card.curves.accessibleDescription()
    assert words.startswith(f"Knee: {grades[1]}")
    assert f"Calf: {grades[2]}" in words


def test_where_nothing_was_done_there_is_nothing_to_show(qtbot: QtBot) -> None:
    """If it failed, an empty session would break its summary."""
    card = SummaryLoad()
    qtbot.addWidget(card)
    card.show_record(record((WALK_FORWARD, 0)))
    assert card.isHidden()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_summary_has_it_and_it_fits(qtbot: QtBot, scale: float) -> None:
    """If it failed, the load would be cut off in a small window, or be missing."""
    theme.use(theme.LIGHT, scale)
    page = SummaryPage()
    qtbot.addWidget(page)
    page.show_record(UnsavedSession(record((RUN_FORWARD, 90), (RUN_BACKWARD, 30)), Kept(None)))
    page.resize(640, 400)
    with qtbot.waitExposed(page):
        page.show()
    page.details.set_open(is_open=True)
    QApplication.processEvents()
    assert page.load.isVisible()
    assert page.load.mapTo(page, page.load.rect().topRight()).x() <= 640
    assert not page.load.info.isVisible()
    (button,) = page.load.findChildren(InfoButton)
    button.setFocus()
    QApplication.processEvents()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.load.info.isVisible()
    assert "not a measurement" in page.load.info.text()
