"""Test the history list: days where sessions were done, annotations, deletion and restoration."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from retrotimer.app.history.history import SessionList, load_history
from retrotimer.app.history.transfer import Shared, bring, share_history, share_session
from retrotimer.files.history import store
from retrotimer.training.errors import WrongFile, WrongRequest
from tests.helpers.histories import RECORD

TODAY = date(2026, 5, 6)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the history, which is not there yet."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    return tmp_path / "data" / "history"


@pytest.fixture
def _in_new_york() -> Iterator[None]:
    """Have the clocks here show New York's time."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


def book() -> SessionList:
    """Return the book as it is."""
    return load_history(today=TODAY)


def test_nothing_done_is_an_empty_book(folder: Path) -> None:
    """If it failed, the page could not open before the first session."""
    assert book() == SessionList(folder, (), (), (), TODAY.toordinal())
    assert (book().weeks, book().days, book().streak_weeks, book().longest_backward_ms) == ((), (), 0, 0)
    assert not folder.exists()


def test_totals_streak_and_longest(folder: Path) -> None:
    """If it failed, the page's figures would be wrong."""
    for days in (0, 0, 7, 14):
        store.save(replace(RECORD, started=RECORD.started - timedelta(days=days)), folder)
    found = book()
    assert [day.sessions for day in found.days] == [2, 1, 1]
    assert [week.sessions for week in found.weeks] == [2, 1, 1]
    assert found.streak_weeks == 3
    assert found.longest_backward_ms == 20_000
    assert [week.sessions for week in found.last_weeks(5)] == [0, 1, 1, 2, 0]
    assert [session.local_start for session in found.sessions] == sorted(
        (session.local_start for session in found.sessions), reverse=True
    )


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed here")
@pytest.mark.usefixtures("_in_new_york")
def test_a_day_is_that_of_the_place_where_it_was_done(folder: Path) -> None:
    """If it failed, a flight or summer time would put sessions on other days."""
    late = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
    store.save(replace(RECORD, started=late, offset_s=7_200), folder)
    store.save(replace(RECORD, started=late + timedelta(hours=4)), folder)
    old = store.save(replace(RECORD, started=late + timedelta(hours=5)), folder)
    old.write_text(old.read_text().replace('"offset_s": -14400', '"was": 0'))
    starts = [session.local_start.strftime("%d %H:%M") for session in book().sessions]
    assert starts == ["02 00:30", "01 23:30", "02 01:30"]


def test_search_finds_words_in_name_note_and_date(folder: Path) -> None:
    """If it failed, nobody would find the windy day again."""
    path = store.save(RECORD, folder)
    store.save(replace(RECORD, name="Other", started=RECORD.started + timedelta(days=3)), folder)
    store.rate(path, 5, "Wind from the LAKE")
    found = book()
    for text, count in (("", 2), ("früh", 1), ("lake früh", 1), ("2026-05", 2), ("lake other", 0)):
        assert len(found.search(text)) == count, text


def test_what_is_said_and_taken_back_holds_at_once(folder: Path) -> None:
    """If it failed, the page would show old ratings, or a deleted session could not be had back."""
    path = store.save(RECORD, folder)
    before = path.read_bytes()
    rated = book().rate(path.stem, 7, "wind")
    assert [(one.effort, one.note) for one in rated.sessions] == [(7, "wind")]
    deleted = rated.delete(path.stem)
    assert (deleted.sessions, [one.id for one in deleted.deleted]) == ((), [path.stem])
    assert deleted.undelete(path.stem).sessions == rated.sessions
    assert path.read_bytes() == before


def test_a_clock_set_back_loses_no_word(folder: Path) -> None:
    """If it failed, a rating given after the clock was set back would lose to the old one."""
    path = store.save(RECORD, folder)
    store.rate(path, 1, "from the future", datetime(2090, 1, 1, tzinfo=UTC))
    assert book().rate(path.stem, 7, "now").sessions[0].note == "now"
    store.delete(path, at=datetime(2091, 1, 1, tzinfo=UTC))
    assert len(book().undelete(path.stem).sessions) == 1


def test_a_session_is_found_by_the_beginning_of_its_id(folder: Path) -> None:
    """If it failed, an id would have to be typed whole, or the wrong session be deleted."""
    path, other = store.save(RECORD, folder), store.save(RECORD, folder)
    assert book().session(path.stem[:24]).id == path.stem or path.stem[:24] == other.stem[:24]
    for wrong in ("", "nobody", path.stem[:16]):
        with pytest.raises(WrongRequest):
            book().session(wrong)


def test_what_is_passed_over_is_told_in_few_sentences(folder: Path) -> None:
    """If it failed, a hundred copies would be a hundred lines, or nobody would hear of them."""
    path = store.save(RECORD, folder)
    for nth in range(5):
        (folder / f"{path.stem} ({nth}).json").write_text("")
    (folder / "20260501T063005Z-00000000.json").write_text(path.read_text().replace('"format": 1', '"format": 9'))
    (folder / "20260501T063005Z-00000001.json").write_text("torn")
    copies, torn, newer = book().problems
    assert copies.startswith("5 copies")
    assert copies.endswith("….")
    assert "torn" in torn
    assert newer.startswith("A newer RetroTimer wrote")
    assert len(book().sessions) == 1


@pytest.mark.parametrize("ending", ["json", "csv", "fit"])
def test_out_and_back_in_twice_is_as_good_as_once(
    ending: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, bringing a file twice would double the history, or lose ratings."""
    path = store.save(RECORD, folder)
    store.rate(path, 7, "wind")
    before, out = book(), tmp_path / f"out.{ending}"
    if ending == "fit":
        share_session(before.session(path.stem), out)
    else:
        assert share_history(before, out) == Shared((), ())
    assert bring(out)[:3] == (0, 1, 0)
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "other"))
    assert bring(out)[:3] == (1, 0, 1)
    assert bring(out)[:3] == (0, 1, 0)
    (session,) = book().sessions
    assert session._replace(folder=folder) == before.sessions[0]
    if ending != "csv":
        assert store.read(session.path) == RECORD


def test_a_deleted_session_stays_out_and_stays_deleted(folder: Path, tmp_path: Path) -> None:
    """If it failed, an old copy would bring back what was deleted."""
    path = store.save(RECORD, folder)
    share_history(book(), tmp_path / "out.json")
    book().delete(path.stem)
    new, known, ratings, notes = bring(tmp_path / "out.json")
    assert (new, known, ratings) == (0, 1, 0)
    assert "stays so" in notes[0]
    assert book().sessions == ()
    share_history(book(), tmp_path / "none.json")
    assert bring(tmp_path / "none.json")[:2] == (0, 0)


def test_a_session_is_not_exported_onto_its_own_file(folder: Path, tmp_path: Path) -> None:
    """If it failed, a slip in a name would lose a session for a table of it."""
    path = store.save(RECORD, folder)
    before = path.read_text()
    (tmp_path / "link.json").symlink_to(path)
    (tmp_path / "link.csv").symlink_to(path)
    (tmp_path / "link.fit").symlink_to(path)
    for out in (path, tmp_path / "link.json", tmp_path / "link.csv"):
        with pytest.raises(WrongRequest):
            share_history(book(), out)
    for out in (path, tmp_path / "link.json", tmp_path / "link.fit"):
        with pytest.raises(WrongRequest):
            share_session(book().session(path.stem), out)
    assert path.read_text() == before


def test_a_wrong_file_or_ending_is_told(folder: Path, tmp_path: Path) -> None:
    """If it failed, a slip in a name would be a traceback, or an empty file."""
    store.save(RECORD, folder)
    for name in ("x.fit", "x.txt"):
        with pytest.raises(WrongRequest):
            share_history(book(), tmp_path / name)
        assert not (tmp_path / name).exists()
    with pytest.raises(WrongRequest):
        bring(tmp_path / "x.txt")
    (tmp_path / "d.json").mkdir()
    (tmp_path / "torn.json").write_text("{")
    for name in ("none.json", "d.json", "torn.json"):
        with pytest.raises(WrongFile, match=name):
            bring(tmp_path / name)


@pytest.mark.parametrize("name", ["20260501T063000Z-0123abcd.json", "mine.json"])
@pytest.mark.usefixtures("folder")
def test_a_session_that_was_saved_elsewhere_comes_back(tmp_path: Path, name: str) -> None:
    """If it failed, what a full disk kept out of the history would stay out of it, or come in twice."""
    path = store.save_as(RECORD, tmp_path / name)
    store.rate(path, 6, "Saved on a stick.")
    assert bring(path)[:3] == (1, 0, 1)
    assert bring(path)[:3] == (0, 1, 0)
    (session,) = book().sessions
    assert (session.name, session.effort, session.note) == (RECORD.name, 6, "Saved on a stick.")
    assert store.read(session.path) == store.read(path)


@pytest.mark.parametrize("text", ['{"kind": "session"}', '{"kind": "session", "format": 99}', '["session"]'])
def test_what_is_no_whole_session_is_refused(folder: Path, tmp_path: Path, text: str) -> None:
    """If it failed, a torn file would show a traceback, or be taken for a session."""
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(WrongFile, match=r"x\.json"):
        bring(tmp_path / "x.json")
    assert not folder.exists()
