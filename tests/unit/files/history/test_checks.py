"""Answers before a session: kept in the history as small files, carried along, read beside others."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from retrotimer.app.history.history import load_history
from retrotimer.app.history.readiness import heat_text, last_walk_text, latest_answers
from retrotimer.app.history.transfer import bring, share_history
from retrotimer.files.history import store
from retrotimer.files.history.checks import HEAT, RUN_25, WALK_3M, Check, check_of
from retrotimer.files.history.folder import read_checks
from retrotimer.training.errors import WrongFile
from tests.helpers.histories import RECORD

AT = datetime(2026, 5, 1, 6, tzinfo=UTC)
CHECKS = (Check(HEAT, "hot", AT + timedelta(minutes=20)), Check(WALK_3M, 4.6, AT), Check(RUN_25, True, AT))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A history with a session half an hour after the answers."""
    store.save(RECORD, tmp_path)
    for check in CHECKS:
        store.save_check(check, tmp_path)
    return tmp_path


def test_answers_come_back_latest_first(folder: Path) -> None:
    """If it failed, a test would be lost, or an old answer be taken for the last one."""
    assert sorted(read_checks(folder), key=str) == sorted(CHECKS, key=str)
    assert read_checks(folder)[0] == CHECKS[0]
    book = load_history(folder)
    assert set(book.checks) == set(CHECKS)
    assert (len(book.sessions), book.problems) == (1, ())


def test_the_same_answer_is_kept_once(folder: Path) -> None:
    """If it failed, an import that is repeated would multiply tests."""
    before = sorted(folder.iterdir())
    store.save_check(CHECKS[1], folder)
    assert sorted(folder.iterdir()) == before


def test_what_they_say_is_told_beside_the_sessions(folder: Path) -> None:
    """If it failed, a test would be kept and never seen again."""
    book = load_history(folder)
    assert last_walk_text(book).startswith(
        "3-metre backward walk on Fri 1 May 2026: 4.6 s. 4.5 s and more: high risk"
    )
    assert heat_text(book, book.sessions[0]) == "Heat: Hot"


def test_the_question_asked_once_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a person would be asked before each session, or never."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    assert latest_answers() == (None, None)
    store.save_check(Check(RUN_25, False, AT))
    store.save_check(CHECKS[1])
    assert latest_answers() == (False, CHECKS[1])


def test_they_go_along_in_a_backup(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """If it failed, a move to another machine would lose tests."""
    other = tmp_path_factory.mktemp("other")
    out = other / "all.json"
    share_history(load_history(folder), out)
    (other / "history").mkdir()
    for _twice in range(2):
        bring(out, other / "history")
    assert set(load_history(other / "history").checks) == set(CHECKS)


@pytest.mark.parametrize(
    "fields",
    [{"check": "mood"}, {"value": "mild"}, {"check": "walk-3m"}, {"at": 5}, {"value": None}, {"format": 99}],
)
def test_a_wrong_answer_is_told_and_left(fields: dict[str, object], folder: Path) -> None:
    """If it failed, one bad file would end the program, or pass for a test."""
    path = store.save_check(CHECKS[0], folder)
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))
    with pytest.raises(WrongFile):
        check_of(path.read_text())
    book = load_history(folder)
    assert set(book.checks) == set(CHECKS[1:])
    assert path.name in book.problems[0]
