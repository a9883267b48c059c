"""Test folders that disappear or lose permissions during a session."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retrotimer.app.session.crash_journal import keep_done
from retrotimer.files import paths
from retrotimer.files.history import store
from retrotimer.files.paths import HOME_VARIABLE
from tests.helpers.course import Course, found
from tests.helpers.other_person import somebody
from tests.helpers.tasks import AtOnce


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, whose journal is written at once."""
    folder = tmp_path / "home"
    monkeypatch.setenv(HOME_VARIABLE, str(folder))
    monkeypatch.setattr("retrotimer.app.session.crash_journal.TaskQueue", AtOnce)
    return folder


def test_a_folder_that_goes_in_mid_session(home: Path) -> None:
    """If it failed, a stick pulled out or a folder cleaned away would cost the session."""
    course = Course()
    course.pass_s(60)
    shutil.rmtree(home)
    course.pass_s(60)
    path = course.end().path
    assert path
    assert store.read(path).done_ms == 120_000


def test_rights_that_are_lost_in_mid_session(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a folder that somebody closed would cost the session, or show a traceback."""
    home = temporary / "home"  # not in pytest's folder, which each pytest that begins closes for others
    monkeypatch.setenv(HOME_VARIABLE, str(home))
    home.mkdir()
    home.chmod(0o777)
    for folder in home.parents:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)
    with somebody():
        course = Course()
        course.pass_s(60)
        (home / "data").mkdir()
        (home / "data").chmod(0o000)
        course.pass_s(60)
        assert course.player.session.index == 2
        kept = course.end()
        assert kept.path is None
        assert "Permission denied" in kept.problem
        (home / "data").chmod(0o700)
        assert keep_done(found()).path
    (path,) = paths.history().iterdir()
    assert store.read(path).done_ms == 120_000
