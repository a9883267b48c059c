"""Own paces after the two-minute test."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.gui.history.pace_test_card import PaceTestCard
from retrotimer.training.pace_test import PRESET
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.started_sessions import record

DONE = replace(record((RUN_BACKWARD, 120), (RUN_FORWARD, 120)), preset=PRESET)


@pytest.fixture
def card(qtbot: QtBot) -> PaceTestCard:
    """The card after the test."""
    card = PaceTestCard()
    qtbot.addWidget(card)
    card.show_record(DONE)
    with qtbot.waitExposed(card):
        card.show()
    return card


def test_laps_and_metres_become_paces(qtbot: QtBot, card: PaceTestCard) -> None:
    """Every estimate would go on following from paces that are nobody's."""
    assert not card.use.isEnabled()
    qtbot.keyClicks(card.fields[RUN_BACKWARD], "215")
    qtbot.keyClicks(card.fields[RUN_FORWARD], "1.8 x 200")
    assert card.rows[RUN_BACKWARD].note.text() == "1.79 m/s"
    with qtbot.waitSignal(card.chosen) as chosen:
        qtbot.mouseClick(card.use, Qt.MouseButton.LeftButton)
    assert chosen.args == [3.0, 1.79]
    assert "3.00 m/s forward and 1.79 m/s backward" in card.message.text()


def test_a_slip_is_told_beside_its_field(qtbot: QtBot, card: PaceTestCard) -> None:
    """Kilometres would be taken for the pace of a car."""
    qtbot.keyClicks(card.fields[RUN_FORWARD], "360")
    qtbot.keyClicks(card.fields[RUN_BACKWARD], "2000")
    assert "a pace is from 0.1 to 7.6 m/s" in card.rows[RUN_BACKWARD].mistake.text()
    assert not card.use.isEnabled()


def test_other_sessions_ask_for_nothing(card: PaceTestCard) -> None:
    """Each summary would ask for metres."""
    card.show_record(replace(DONE, preset="beginner"))
    assert not card.isVisible()
