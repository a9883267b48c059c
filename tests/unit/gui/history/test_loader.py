"""The history read beside the window: what comes from elsewhere shows, and nothing that was just done is undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import SessionList, load_history
from retrotimer.files.history import store
from retrotimer.files.history.folder import Progress
from retrotimer.files.paths import HOME_VARIABLE
from retrotimer.gui.history import loader
from retrotimer.gui.history.loader import LOOKS, HistoryReader
from retrotimer.gui.history.page import HistoryPage
from tests.helpers.history_rows import done, listed, opened


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep to an empty folder."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    monkeypatch.setattr(loader, "LOOK_MS", 20)  # the page looks often, and no test waits for a second
    return tmp_path


@pytest.fixture
def page(qtbot: QtBot) -> HistoryPage:
    """Return the page of a history with three sessions."""
    for nth, name in enumerate(("Hills", "Track", "Hills again")):
        done(name, 8 * nth)
    return opened(qtbot)


def test_sessions_of_the_other_laptop_come_by_themselves(qtbot: QtBot, page: HistoryPage) -> None:
    """What came while the page was open would not be seen, or take the choice away."""
    track = page.sessions.rows.sessions[1]
    page.sessions.choose(track.id)
    done("From the other laptop", 1)
    qtbot.waitUntil(lambda: len(listed(page)) == 4, timeout=9_000)
    assert page.sessions.current() == track
    store.rate(track.path, 8, "Rated on the other laptop")
    qtbot.waitUntil(lambda: "effort 8" in str(page.sessions.currentIndex().data()), timeout=9_000)
    store.delete(track.path)
    qtbot.waitUntil(lambda: "Track" not in listed(page), timeout=9_000)


def test_a_file_changed_in_its_place_shows_too(qtbot: QtBot, page: HistoryPage) -> None:
    """What a program writes into a file that is there already would not be seen until the next look."""
    session = page.sessions.rows.sessions[0]
    text = session.path.read_text()
    with session.path.open("w") as file:
        file.write(text.replace('"Hills"', '"Flat"'))
    for _look in range(LOOKS):
        page._reader.look()
    qtbot.waitUntil(lambda: listed(page)[0] == "Flat")


def test_while_it_is_read_the_page_says_so_and_answers(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A first look at years of training would look like an empty history, or like a window that hangs."""
    done("Hills", 0)
    go_on = Event()

    def slow(folder: Path, *, notify: Progress) -> SessionList:
        notify(1, 4)
        go_on.wait(9)
        return load_history(folder)

    monkeypatch.setattr("retrotimer.gui.history.loader.load_history", slow)
    page = HistoryPage(HistoryReader())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.figures.text() == "Your sessions are being read: 25 %.")
    assert not page.sessions.isVisible()
    with qtbot.waitSignal(page.left):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: listed(page) == ["Hills"])
    assert page.sessions.isVisible()


def test_the_latest_sessions_are_seen_while_the_others_are_read(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has trained for years would look at an empty page each time, or see half a week for a whole one."""
    for nth in range(6):
        done(f"Week {nth}", 7 * nth)
    go_on = Event()

    def slow(folder: Path, *, notify: Progress) -> SessionList:
        go_on.wait(9)
        return load_history(folder, notify=notify)

    monkeypatch.setattr(loader, "load_history", slow)
    monkeypatch.setattr(loader, "LATEST", 3)
    page = HistoryPage(HistoryReader())
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: listed(page) == ["Week 0", "Week 1"])
    assert page.sessions.isVisible()
    assert not page.delete.isEnabled()
    assert "being read" in page.figures.text()
    page.sessions.choose(page.sessions.rows.sessions[1].id)
    with qtbot.waitSignal(page.opened) as opening:
        qtbot.keyClick(page.sessions, Qt.Key.Key_Return)
    assert opening.args
    assert opening.args[0].name == "Week 1"
    qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
    qtbot.keyClicks(page.search, "week")
    assert listed(page) == ["Week 0", "Week 1"]
    go_on.set()
    qtbot.waitUntil(lambda: len(listed(page)) == 6)
    assert page.found.text().startswith("Found: 6 ")
    assert page.delete.isEnabled()
    chosen = page.sessions.current()
    assert chosen
    assert chosen.name == "Week 1"


def test_a_deletion_wins_over_a_reading_from_before(
    qtbot: QtBot, page: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A session that was just deleted would come back for some seconds."""
    before, go_on = page.book, Event()

    def slow(_folder: Path, *, notify: Progress) -> SessionList | None:
        notify(1, 2)
        go_on.wait(9)
        return replace(before, problems=("from before",)) if before else None

    with monkeypatch.context() as patch:
        patch.setattr("retrotimer.gui.history.loader.load_history", slow)
        page._reader.start()
        qtbot.keyClick(page.sessions, Qt.Key.Key_Delete)
        go_on.set()
        page._reader._queue.close(9)
    assert listed(page) == ["Track", "Hills again"]
    page._reader.look()
    qtbot.waitUntil(lambda: page._reader._task is None)
    assert listed(page) == ["Track", "Hills again"]
    assert "from before" not in page.problems.text()


def test_files_that_did_not_change_are_not_parsed_again(
    qtbot: QtBot, page: HistoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Years of training would be read every ten seconds while the page is open."""
    reader, parsed = page._reader, []

    def counted(folder: Path, *, notify: Progress) -> SessionList:
        parsed.append(folder)
        return load_history(folder, notify=notify)

    monkeypatch.setattr(loader, "load_history", counted)
    reader.follow(is_wanted=False)
    for _look in range(2):
        reader.start()
        qtbot.waitUntil(lambda: reader._task is None)
    assert parsed == []
    done("From the other laptop", 1)
    reader.start()
    qtbot.waitUntil(lambda: reader._task is None)
    assert len(parsed) == 1
    assert len(listed(page)) == 4
