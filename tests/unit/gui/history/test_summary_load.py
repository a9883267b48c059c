"""The load of what was done, on the summary."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.recorder import Kept
from retrotimer.gui import theme
from retrotimer.gui.history.summary_page import SummaryLoad, SummaryPage
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Movement
from tests.helpers.started_sessions import record


@pytest.fixture(autouse=True)
def _plain_after() -> Iterator[None]:
    """Give the next test the plain theme."""
    yield
    theme.use(theme.LIGHT)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        (((WALK_FORWARD, 300),), "Both stayed under their limits."),
        (((RUN_FORWARD, 1_200),), "The knee went over its limit."),
        (((RUN_BACKWARD, 600),), "The calf went over its limit."),
        (((RUN_FORWARD, 1_200), (RUN_BACKWARD, 120)), "Knee and calf went over their limits."),
    ],
)
def test_it_says_which_limit_was_passed(
    qtbot: QtBot, parts: tuple[tuple[Movement, int], ...], sentence: str
) -> None:
    """If it failed, a person would be told of a load that they did not have."""
    card = SummaryLoad()
    qtbot.addWidget(card)
    card.show_record(record(*parts))
    assert card.verdict.text() == sentence
    assert "Knee: " in card.curves.accessibleDescription()


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
    assert page.load.isVisible()
    assert page.load.mapTo(page, page.load.rect().topRight()).x() <= 640
    texts = " ".join(label.text() for label in page.load.findChildren(QLabel))
    assert "a model of ours, not a measurement" in texts
