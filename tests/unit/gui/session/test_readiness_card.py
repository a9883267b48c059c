"""Questions before a session: answered by mouse or keys, kept at once, needed for nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.session.safety_checklist import checklist
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.files.history.folder import read_checks
from retrotimer.gui.session.readiness_card import ReadinessCard

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ReadinessCard:
    """The card, as it stands before a first session."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    card = ReadinessCard()
    qtbot.addWidget(card)
    card.begin()
    with qtbot.waitExposed(card):
        card.show()
    return card


def kept() -> list[tuple[str, object]]:
    """Return what is in the history, the earliest first."""
    return [(check.what, check.value) for check in reversed(read_checks())]


@pytest.mark.parametrize(
    ("nth", "value", "means"), [(0, "no", "Nothing"), (1, "hot", "3 times"), (2, "very-hot", "4 times")]
)
def test_heat_is_answered_by_a_click_with_what_it_means(
    qtbot: QtBot, card: ReadinessCard, nth: int, value: str, means: str
) -> None:
    """An athlete would run an hour in the heat without a rest."""
    assert card._heat_means.isHidden()
    qtbot.mouseClick(card.heat.marks[nth], LEFT)
    assert means in card._heat_means.text()
    assert kept() == [("heat", value)]


def test_the_25_minutes_are_asked_once(qtbot: QtBot, card: ReadinessCard) -> None:
    """The same question would stand before every session."""
    card.runs.marks[1].setFocus()
    qtbot.keyClick(card.runs.marks[1], Key.Key_Space)
    assert "walk backward meanwhile" in card._runs_mean.text()
    assert kept() == [("run-25", False)]
    assert card.runs.isVisible()  # it may be changed as long as it is seen
    card.begin()
    assert not card.runs.isVisible()
    assert card.heat.isVisible()
    assert card.heat.chosen is None


def test_a_walk_is_kept_and_told_by_its_cut_offs(qtbot: QtBot, card: ReadinessCard) -> None:
    """A high risk of falls would be typed in and nothing said."""
    assert not card.seconds.isVisible()
    qtbot.mouseClick(card.walk.head, LEFT)
    qtbot.keyClicks(card.seconds, "4,8")
    qtbot.keyClick(card.seconds, Key.Key_Return)
    assert kept() == [("walk-3m", 4.8)]
    assert "Ask a clinician" in card.walked.text()
    card.begin()
    assert "4.8 s" in card.walked.text()


def test_a_slip_is_told_and_not_kept(qtbot: QtBot, card: ReadinessCard) -> None:
    """A pace would stand in the history as a test of balance."""
    card.walk.set_open(is_open=True)
    qtbot.keyClicks(card.seconds, "3:40")
    qtbot.mouseClick(card.keep, LEFT)
    assert "'3:40' is not a time for 3 m" in card._mistake.text()
    assert kept() == []


def test_what_cannot_be_kept_is_told(qtbot: QtBot, card: ReadinessCard, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk an answer would be lost without a word."""

    def full(*_args: object) -> Path:
        raise NotSaved(Path("x"), OSError(28, "No space left on device"))

    monkeypatch.setattr(store, "save_check", full)
    qtbot.mouseClick(card.heat.marks[0], LEFT)
    assert "No space left" in card.problem.text()
    assert card.problem.isVisible()


def test_the_partner_is_named_first_among_the_ways_not_to_fall() -> None:
    """Who begins would learn of the safest way last."""
    ways = [line for line in checklist() if "partner" in line or "watches" in line]
    assert ways == [
        "A partner runs forward facing you; else someone watches, or you make a habit of looking behind."
    ]
