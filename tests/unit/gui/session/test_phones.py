"""Phones in the window: turned on from the panel and the run page, off with the session, their codes readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from retrotimer.app.overview import Overview
from retrotimer.app.remote.access import Request
from retrotimer.app.remote.networks import Network, Place
from retrotimer.app.remote.qr import qr_matrix
from retrotimer.files.presets.reader import Preset
from retrotimer.gui.core.main_window import Window
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.session.active_session import ActiveSession
from retrotimer.gui.session.controller import SessionController
from retrotimer.gui.session.phones import CodeView, PhonePanel, Phones
from retrotimer.gui.session.preflight import PreflightPage
from retrotimer.gui.session.run_page import RunPage
from retrotimer.training.errors import MissingPart
from retrotimer.training.session import State
from retrotimer.training.workout.paces import Paces
from tests.helpers.examples import rb, rf, workout
from tests.helpers.fakes import SessionHarness
from tests.helpers.phones import HERE, OFFER, FakeServer, wifi

OVERVIEW = Overview(Preset("test", Path("test.toml"), workout(rf(60), rb(30))), Paces())


class Harness:
    """A window that leads sessions, a fake server of phones, and no network."""

    def __init__(self, place: Place | None) -> None:
        self.window, self.server = Window(), FakeServer()
        self.stage = SessionHarness(OVERVIEW.timeline)
        self.sessions = SessionController(
            self.window,
            Preferences(),
            lambda overview, _found: ActiveSession(overview, self.stage.player),
            lambda _overview, _unsaved: None,  # type: ignore[arg-type,return-value]
        )
        self.sessions.make_phones = lambda: Phones(self.server, place, self.sessions)

    @property
    def phones(self) -> Phones:
        """The phones of the window."""
        assert self.sessions.phones
        return self.sessions.phones

    @property
    def panel(self) -> PhonePanel | None:
        """The codes that are shown."""
        return next((one for one in self.window.findChildren(PhonePanel) if not one.isHidden()), None)

    def press(self, key: Qt.Key) -> None:
        """Press a key on what is shown."""
        target = self.panel or self.window.page
        assert target
        QTest.keyClick(target, key)
        QApplication.processEvents()


@pytest.fixture
def make(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[Place | None], Harness]]:
    """Make a window; its machine has one network."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    monkeypatch.setattr("retrotimer.gui.session.phones.networks", lambda: (wifi("192.168.1.20"),))
    made: list[Harness] = []

    def make(place: Place | None = None) -> Harness:
        harness = Harness(place)
        qtbot.addWidget(harness.window)
        harness.window.resize(1024, 640)
        harness.window.show()
        qtbot.waitExposed(harness.window)
        made.append(harness)
        return harness

    yield make
    for harness in made:
        if harness.sessions.stage:
            harness.sessions.stage.close()


def test_the_key_in_the_panel_turns_phones_on_and_shows_the_codes(make: Callable[[], Harness]) -> None:
    """Athletes could not connect before the start."""
    harness = make()
    harness.sessions.ask(OVERVIEW)
    assert isinstance(harness.window.page, PreflightPage)
    assert harness.window.page.phone.isVisible()
    assert not harness.phones.access.is_on
    harness.press(Qt.Key.Key_P)
    assert harness.panel
    assert harness.panel.address.text() == OFFER.address
    assert harness.server.views[-1].session.state is State.READY
    harness.press(Qt.Key.Key_P)
    assert harness.panel is None
    assert harness.phones.access.is_on


def test_phones_go_on_from_the_panel_into_the_session_and_end_with_it(make: Callable[[], Harness]) -> None:
    """Athletes would have to scan again at the start, or stay connected to a session that is over."""
    harness = make()
    harness.sessions.ask(OVERVIEW)
    harness.press(Qt.Key.Key_P)
    harness.press(Qt.Key.Key_Escape)
    harness.sessions.begin(OVERVIEW)
    assert isinstance(harness.window.page, RunPage)
    assert len(harness.server.places) == 1
    assert harness.server.views[-1].session.state is State.GET_READY
    answers: list[bool] = []
    harness.server.reports.asked(Request("next", 1), answers.append)
    QApplication.processEvents()
    assert answers == [True]
    assert harness.stage.session.index == 0
    assert harness.server.views[-1].session.index == 0
    harness.sessions._end()
    assert harness.server.is_closed
    assert not harness.phones.access.is_on


def test_leaving_the_panel_turns_phones_off(make: Callable[[], Harness]) -> None:
    """Codes of a session that never began would stay good."""
    harness = make()
    harness.sessions.ask(OVERVIEW)
    harness.press(Qt.Key.Key_P)
    harness.press(Qt.Key.Key_Escape)
    harness.window.show_page(RunPage(), "")
    assert harness.server.is_closed


def test_on_the_run_page_key_and_button_show_the_codes(make: Callable[[], Harness]) -> None:
    """A coach could not let somebody in during a session."""
    harness = make()
    harness.sessions.begin(OVERVIEW)
    harness.press(Qt.Key.Key_P)
    assert harness.panel
    harness.server.reports.counted(3, 1)
    QApplication.processEvents()
    assert harness.panel.connected.text() == "3 connected, 1 of them in control."
    QTest.mouseClick(harness.panel.turn_off, Qt.MouseButton.LeftButton)
    assert harness.panel is None
    assert harness.server.is_closed
    assert harness.stage.session.is_moving


def test_asked_for_on_the_command_line_phones_are_on_with_the_first_session_alone(
    make: Callable[[Place], Harness],
) -> None:
    """The person would have to ask again, or would be asked for ever."""
    harness = make(HERE)
    harness.sessions.begin(OVERVIEW)
    assert harness.server.places == [HERE]
    harness.sessions._end()
    harness.stage = SessionHarness(OVERVIEW.timeline)
    harness.sessions.begin(OVERVIEW)
    assert harness.server.places == [HERE]


def test_where_phones_cannot_be_served_it_is_said_why(make: Callable[[], Harness]) -> None:
    """The person would look at a blank paper."""
    harness = make()
    harness.server.outcome = lambda reports: reports.failed(MissingPart("No network."))
    harness.sessions.begin(OVERVIEW)
    harness.press(Qt.Key.Key_P)
    QApplication.processEvents()
    assert harness.panel
    assert harness.panel.address.text() == "No network."
    assert not harness.panel.turn_off.isEnabled()


def test_with_several_networks_one_is_chosen_and_remembered(
    qtbot: QtBot, make: Callable[[], Harness], tmp_path: Path
) -> None:
    """The code would show an address that no phone reaches."""
    harness = make()
    harness.sessions.begin(OVERVIEW)
    harness.press(Qt.Key.Key_P)
    assert harness.panel
    harness.panel.networks.clear()
    harness.panel.show_networks((wifi("192.168.1.20"), Network("eth0", "10.3.0.7")))
    used, other = harness.panel.networks
    assert not used.isEnabled()
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    assert harness.server.places[-1] == Place("10.3.0.7")
    harness.window.close_for_certain()
    file = tmp_path / "state" / "network"
    qtbot.waitUntil(lambda: file.exists() and file.read_text() == "eth0\n")  # a worker thread writes it


def test_a_code_on_the_screen_is_the_code(qtbot: QtBot) -> None:
    """A phone would read something else, or nothing."""
    view = CodeView("Look")
    qtbot.addWidget(view)
    matrix = qr_matrix(OFFER.look)
    view.resize(5 * len(matrix) + 3, 5 * len(matrix) + 3)
    view.show_code(matrix)
    image = view.grab().toImage()
    seen = tuple(
        tuple(image.pixelColor(1 + 5 * x + 2, 1 + 5 * y + 2) == QColor("#000000") for x in range(len(matrix)))
        for y in range(len(matrix))
    )
    assert seen == matrix


def test_without_a_server_there_is_no_button(make: Callable[[], Harness]) -> None:
    """A button would do nothing."""
    harness = make()
    harness.sessions.make_phones = None
    harness.sessions.ask(OVERVIEW)
    assert isinstance(harness.window.page, PreflightPage)
    assert not harness.window.page.phone.isVisible()
