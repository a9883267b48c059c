"""The sessions since a moment: those that began since, and nothing else that lies in the folder."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from retrotimer.files import history
from retrotimer.files.history_folder import sessions_since
from retrotimer.training.paces import Paces
from retrotimer.training.record import Planned, SessionRecord, Visit
from retrotimer.training.workout import RUN_FORWARD

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
RUN = Planned(RUN_FORWARD, 60_000)


def done(at: datetime) -> SessionRecord:
    """Return a session that began at `at`."""
    return SessionRecord("Test", "test", at, Paces(), (RUN,), (Visit(0, RUN, 60_000),), True)


def test_without_a_folder_nothing_was_done(home: Path) -> None:
    """If it failed, the first session ever could not be begun."""
    assert sessions_since(NOON) == ((), ())
    assert not home.exists()


def test_only_what_began_since_is_given_in_order(tmp_path: Path) -> None:
    """If it failed, a session of last year would be compared with, or today's be missed."""
    times = [NOON + timedelta(hours=hours) for hours in (5, -1, 0, -400)]
    for at in times:
        history.save(done(at), tmp_path)
    found, mistakes = sessions_since(NOON, tmp_path)
    assert [record.started for record in found] == [NOON, NOON + timedelta(hours=5)]
    assert mistakes == ()


def test_the_zone_of_the_moment_counts(tmp_path: Path) -> None:
    """If it failed, sessions around midnight would fall on another day."""
    history.save(done(NOON), tmp_path)
    here = timezone(timedelta(hours=10))
    assert len(sessions_since(datetime(2026, 11, 23, 22, tzinfo=here), tmp_path)[0]) == 1
    assert len(sessions_since(datetime(2026, 11, 23, 23, tzinfo=here), tmp_path)[0]) == 0


def test_what_is_no_session_is_left_alone(tmp_path: Path) -> None:
    """If it failed, ratings, copies made in conflict or notes would count as training."""
    path = history.save(done(NOON), tmp_path)
    history.rate(path, 5, "good")
    for name in ("notes.txt", f"{path.stem}.sync-conflict-20261123.json", f"{path.stem} (copy).json"):
        (tmp_path / name).write_text("{}")
    assert len(sessions_since(NOON, tmp_path)[0]) == 1


def test_a_torn_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """If it failed, one bad file would hide all that was done."""
    history.save(done(NOON), tmp_path)
    torn = tmp_path / "20261124T120000Z-00000000.json"
    torn.write_text('{"format": 1')
    found, mistakes = sessions_since(NOON, tmp_path)
    assert len(found) == 1
    assert len(mistakes) == 1
    assert str(torn) in mistakes[0]


def test_an_early_torn_file_is_not_even_read(tmp_path: Path) -> None:
    """If it failed, years of history would be read to look at a month."""
    (tmp_path / "20200101T120000Z-00000000.json").write_text("torn")
    assert sessions_since(NOON, tmp_path) == ((), ())
