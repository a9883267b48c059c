"""Test saving, rating and deleting sessions."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved
from retrotimer.files.history import store
from retrotimer.files.history.annotations import deletion_of, rating_of, rating_text
from retrotimer.files.history.session_file import session_of, session_text
from retrotimer.training.errors import WrongFile
from retrotimer.training.history.record import Pause, Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import MOVEMENTS, RUN_BACKWARD, RUN_FORWARD, WALK_FORWARD, Role
from tests.helpers import strategies

AT = datetime(2026, 5, 1, 6, 30, 5, tzinfo=UTC)
PLAN = (Planned(RUN_FORWARD, 60_000, "Läufe", Role.WORK, (1, 2)), Planned(RUN_BACKWARD, None))
VISITS = (
    Visit(0, PLAN[0], 60_000),
    Visit(1, PLAN[1], 20_000, 18_000),
    Visit(1, Planned(WALK_FORWARD, 180_000), 5),
)
RECORD = SessionRecord("Früh am Morgen", "early", AT, Paces(), PLAN, VISITS, is_finished=False)

planned = st.builds(
    Planned,
    st.sampled_from(list(MOVEMENTS.values())),
    st.none() | st.integers(0, 10**9),
    st.text(max_size=9),
    st.none() | st.sampled_from(Role),
    st.none() | st.tuples(st.integers(1, 99), st.integers(1, 99)),
)


@st.composite
def records(draw: st.DrawFn) -> SessionRecord:
    """Give a record of anything."""
    plan = tuple(draw(st.lists(planned, min_size=1, max_size=5)))
    indices = st.integers(0, len(plan) - 1)
    times, paced = st.integers(0, 10**9), st.none() | st.integers(0, 10**9)
    of_plan = indices.flatmap(lambda n: st.builds(Visit, st.just(n), st.just(plan[n]), times, paced))
    extra = st.builds(Visit, st.integers(0, 9), planned, times, paced)
    started = draw(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
    visits = tuple(draw(st.lists(of_plan | extra, max_size=5)))
    return SessionRecord(
        draw(st.text(max_size=80)),
        draw(st.text(max_size=9)),
        started,
        draw(strategies.paces),
        plan,
        visits,
        draw(st.booleans()),
    )


@given(records())
def test_a_session_reads_as_it_was_written(record: SessionRecord) -> None:
    """If it failed, tomorrow's history would tell another session than was done."""
    assert session_of(session_text(record)) == record


def test_a_session_is_a_file_of_its_own_named_by_its_start(tmp_path: Path) -> None:
    """If it failed, two laptops would write one file, or a later session over an earlier one."""
    one, other = store.save(RECORD, tmp_path / "new"), store.save(RECORD, tmp_path / "new")
    assert one != other
    assert one.name.startswith("20260501T063005Z-")
    assert store.read(one) == store.read(other) == RECORD


def test_it_goes_to_the_history_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, sessions would lie where nobody looks for them."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path))
    assert store.save(RECORD).parent == paths.history()


def test_a_rating_is_a_new_file_and_the_latest_counts(tmp_path: Path) -> None:
    """If it failed, rating would rewrite the session, or an older rating win."""
    path = store.save(RECORD, tmp_path)
    before = path.read_bytes()
    assert store.rating(path) is None
    store.rate(path, 7, "Hard wind.\nGood.", AT + timedelta(hours=2))
    store.rate(path, None, "", AT)
    store.rate(store.save(RECORD, tmp_path), 1, "another")
    found = store.rating(path)
    assert found is not None
    assert (found.effort, found.note) == (7, "Hard wind.\nGood.")
    assert path.read_bytes() == before
    assert rating_of(rating_text(found)) == found


def test_a_read_only_folder_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a session would be lost without a word."""

    def refuse(path: Path, mode: str) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path), mode)

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotSaved, match="could not be saved: Read-only"):
        store.save(RECORD, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    """If it failed, a session would be lost without a word, or leave half a file."""
    (tmp_path / "history").write_text("in the way")
    with pytest.raises(NotSaved, match="could not be saved"):
        store.save(RECORD, tmp_path / "history")
    assert [path.name for path in tmp_path.iterdir()] == ["history"]


WHOLE = json.loads(session_text(RECORD))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        json.dumps({**WHOLE, "kind": "rating"}),
        json.dumps({**WHOLE, "format": "1"}),
        json.dumps({**WHOLE, "started": "2026-05-01T06:30:05"}),
        json.dumps({**WHOLE, "started": "yesterday"}),
        json.dumps({**WHOLE, "name": 5}),
        json.dumps({**WHOLE, "offset_s": 86_400}),
        json.dumps({**WHOLE, "offset_s": "2"}),
        json.dumps({**WHOLE, "pauses": [5]}),
        json.dumps({**WHOLE, "done": [{"interval": 0, "ms": 10**13}]}),
        json.dumps({**WHOLE, "paces": {"run_forward": -1}}),
        json.dumps({**WHOLE, "paces": {"run_forward": "fast"}}),
        json.dumps({**WHOLE, "plan": [{"do": "fly", "ms": 1}]}),
        json.dumps({**WHOLE, "plan": None}),
        json.dumps({**WHOLE, "done": [{"interval": 7, "ms": 1}]}),
        json.dumps({**WHOLE, "done": [{"interval": 0, "ms": -1}]}),
        session_text(RECORD)[:-30],
    ],
)
def test_a_torn_or_foreign_file_is_told_and_left(text: str, tmp_path: Path) -> None:
    """If it failed, one bad file would end the program, or be changed."""
    path = tmp_path / "20260501T063005Z-00.json"
    path.write_text(text)
    with pytest.raises(WrongFile, match="cannot be read"):
        store.read(path)
    assert path.read_text() == text


@pytest.mark.parametrize("fields", [{"effort": 11}, {"effort": -1}, {"effort": True}, {"note": None}, {"at": 5}])
def test_a_wrong_rating_is_told(fields: dict[str, object], tmp_path: Path) -> None:
    """If it failed, an effort of eleven would be believed."""
    path = store.save(RECORD, tmp_path)
    beside = store.rate(path, 5, "")
    beside.write_text(json.dumps(json.loads(beside.read_text()) | fields))
    with pytest.raises(WrongFile, match="not a whole rating"):
        store.rating(path)


def test_bytes_that_are_no_text_and_files_that_are_not_there_are_told(tmp_path: Path) -> None:
    """If it failed, a wrong file would be a traceback."""
    (tmp_path / "a.json").write_bytes(b"\xff\xfe")
    for name in ("a.json", "b.json", "."):
        with pytest.raises(WrongFile, match="cannot be read"):
            store.read(tmp_path / name)


def test_a_newer_format_is_refused_with_a_plain_word(tmp_path: Path) -> None:
    """If it failed, an older program would misread a newer one's session."""
    path = store.save(RECORD, tmp_path)
    path.write_text(json.dumps({**WHOLE, "format": 3, "plan": "otherwise"}))
    with pytest.raises(WrongFile, match="newer RetroTimer"):
        store.read(path)


def test_a_session_keeps_the_local_time_and_its_pauses(tmp_path: Path) -> None:
    """If it failed, a session would move to another day on a journey, or its pauses be forgotten."""
    path = store.save(replace(RECORD, pauses=(Pause(60_000, 15_000),)), tmp_path)
    offset = AT.astimezone().utcoffset()
    assert offset is not None
    assert store.read(path).offset_s == offset.total_seconds()
    assert store.read(path).pauses == (Pause(60_000, 15_000),)
    assert store.read(store.save(replace(RECORD, offset_s=-12_600), tmp_path)).offset_s == -12_600


@pytest.mark.parametrize("fields", [{"deleted": 1}, {"deleted": None}, {"at": "2026"}, {"format": 2}])
def test_a_wrong_deletion_is_told(fields: dict[str, object], tmp_path: Path) -> None:
    """If it failed, half a file would hide a session."""
    text = store.delete(store.save(RECORD, tmp_path)).read_text()
    assert deletion_of(text).is_deleted
    with pytest.raises(WrongFile):
        deletion_of(json.dumps(json.loads(text) | fields))
