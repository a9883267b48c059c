"""The session that was done, taken from its summary to other programs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from retrotimer.app.history.history import load_history
from retrotimer.app.history.transfer import bring
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.session.recorder import Kept
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.gui.history.summary_page import SummaryPage
from retrotimer.training.workout.workout import RUN_BACKWARD, RUN_FORWARD
from tests.helpers.started_sessions import record

DONE = record((RUN_FORWARD, 90), (RUN_BACKWARD, 30))


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> SummaryPage:
    """Return the summary of a session that is in the history."""
    made = SummaryPage()
    qtbot.addWidget(made)
    made.show_record(UnsavedSession(DONE, Kept(store.save(DONE, tmp_path / "history"))))
    made.show()
    return made


@pytest.mark.parametrize("kind", ["FIT", "CSV", "JSON"])
def test_it_goes_to_a_file_that_brings_it_back(
    page: SummaryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """If it failed, a session would stay out of the athlete's log, or arrive there without its effort."""
    out = tmp_path / f"out.{kind.lower()}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(out), ""))
    page.effort.choose(6)
    page.log.kinds[kind].click()
    assert str(out.name) in page.log.message.text().replace("\u200b", "")
    bring(out, tmp_path / "other")
    (session,) = load_history(tmp_path / "other").sessions
    assert (session.name, session.effort) == (DONE.name, 6)


def test_what_cannot_be_written_is_told(page: SummaryPage, tmp_path: Path) -> None:
    """If it failed, somebody would look in vain for a file on a full disk."""
    page.log.write(tmp_path / "out.gpx")
    assert "'.gpx' is not a kind of file" in page.log.problem.text().replace("\u200b", "")
    assert page.log.message.isHidden()


def test_a_rating_that_cannot_be_kept_is_told_first(
    page: SummaryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, the file would go without the effort, and nobody would know."""

    def fail(path: Path, *_said: object) -> Path:
        raise NotSaved(path, OSError(28, "No space left on device"))

    monkeypatch.setattr(store, "rate", fail)
    page.effort.choose(6)
    page.log.write(tmp_path / "out.fit")
    assert "No space left" in page.log.problem.text().replace("\u200b", "")
    assert not (tmp_path / "out.fit").exists()


def test_a_session_outside_the_history_is_not_offered(page: SummaryPage) -> None:
    """If it failed, a trial at another speed would end up in a training log."""
    page.show_record(UnsavedSession(replace(DONE, is_trial=True), Kept(None, "This was a trial.")))
    assert page.log.isHidden()
