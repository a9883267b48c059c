"""Whether the digits are big enough: said of this window, on this screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, QSizeF
from PySide6.QtGui import QScreen
from pytestqt.qtbot import QtBot

from retrotimer.app.viewing_distance import Sight
from retrotimer.gui.settings import viewing_distance
from retrotimer.gui.settings.fields import Number
from retrotimer.gui.settings.page import SettingsPage
from retrotimer.gui.settings.viewing_distance import ReadingDistance
from retrotimer.gui.widgets.face_layout import digits_px
from tests.helpers.settings_robot import Opener, field


@pytest.fixture
def opened(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Opener:
    """Open the page on what a file says, if anything."""
    return Opener(qtbot, tmp_path_factory.mktemp("settings") / "settings.toml")


def message(page: SettingsPage) -> ReadingDistance:
    """Return the part that tells."""
    (found,) = page.findChildren(ReadingDistance)
    return found


def test_the_digits_are_as_high_as_on_the_run_page() -> None:
    """If it failed, the page would promise digits that a session does not show."""
    assert digits_px("0:00", QSize(1366, 768)) >= 0.50 * 768
    assert digits_px("00:00", QSize(1366, 768)) >= 0.38 * 768
    assert digits_px("0:00", QSize(640, 768)) < digits_px("0:00", QSize(1366, 768))


def test_the_distance_decides(qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a coach would set the laptop up too far off."""
    monkeypatch.setattr(QScreen, "physicalSize", lambda _screen: QSizeF(203, 203))
    page = opened()
    distance = field(page, Number, "distance_m")
    for metres, words in (("5", "Big enough: from 5 m"), ("199", "Too small to be read from 199 m")):
        distance.selectAll()
        qtbot.keyClicks(distance, metres)
        assert message(page).verdict.text().startswith(words)
    assert "mm high" in message(page).sizes.text()


def test_another_size_of_the_window_is_judged_at_once(opened: Opener) -> None:
    """If it failed, a person would make the window larger and not be told that it helps."""
    page = opened(width=700, height=500)
    before = message(page).sizes.text()
    page.resize(1200, 900)
    assert message(page).sizes.text() != before


def test_a_screen_that_tells_nothing_is_asked_for(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, a projector would be judged by a size that nobody knows."""
    monkeypatch.setattr(QScreen, "physicalSize", lambda _screen: QSizeF(0, 0))
    page = opened()
    assert message(page).verdict.text().startswith("Enter the width of the screen")
    width = field(page, Number, "screen_width_cm")
    assert width.isVisible()
    width.setFocus()
    width.selectAll()
    qtbot.keyClicks(width, "34")
    assert "from 20 m" in message(page).verdict.text()
    assert "mm high" in message(page).sizes.text()


def test_a_screen_that_tells_its_size_is_not_asked_for(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, what was measured on another screen would be believed on this one."""
    monkeypatch.setattr(QScreen, "physicalSize", lambda _screen: QSizeF(203, 203))
    page = opened("[look]\nscreen_width_cm = 900\n")
    assert not field(page, Number, "screen_width_cm").isVisible()
    assert message(page).verdict.text().startswith(("Big enough", "Readable"))


def test_each_grade_has_its_sentence() -> None:
    """If it failed, two distances that differ would read alike."""
    sentences = [viewing_distance._verdict(grade, 20) for grade in Sight]
    assert len(set(sentences)) == len(Sight)
    assert all("20 m" in sentence for sentence in sentences)
