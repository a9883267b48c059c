"""Test which files of the history folder are read, and which are skipped."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrotimer.files.history import store
from retrotimer.files.history.folder import MAX_BYTES, SkipReason, read_folder, sessions_since
from retrotimer.training.history.record import Planned, SessionRecord, Visit
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import RUN_FORWARD
from tests.helpers.histories import COPIES, Files, histories, merged

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
        store.save(done(at), tmp_path)
    found, mistakes = sessions_since(NOON, tmp_path)
    assert [record.started for record in found] == [NOON, NOON + timedelta(hours=5)]
    assert mistakes == ()


def test_the_zone_of_the_moment_counts(tmp_path: Path) -> None:
    """If it failed, sessions around midnight would fall on another day."""
    store.save(done(NOON), tmp_path)
    here = timezone(timedelta(hours=10))
    assert len(sessions_since(datetime(2026, 11, 23, 22, tzinfo=here), tmp_path)[0]) == 1
    assert len(sessions_since(datetime(2026, 11, 23, 23, tzinfo=here), tmp_path)[0]) == 0


def test_what_is_no_session_is_left_alone(tmp_path: Path) -> None:
    """If it failed, ratings, copies made in conflict or notes would count as training."""
    path = store.save(done(NOON), tmp_path)
    store.rate(path, 5, "good")
    for name in ("notes.txt", f"{path.stem}.sync-conflict-20261123.json", f"{path.stem} (copy).json"):
        (tmp_path / name).write_text("{}")
    assert len(sessions_since(NOON, tmp_path)[0]) == 1


def test_a_torn_file_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    """If it failed, one bad file would hide all that was done."""
    store.save(done(NOON), tmp_path)
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


def test_a_deleted_session_is_no_training(tmp_path: Path) -> None:
    """If it failed, the plan would count what was deleted, and no longer what was taken back."""
    path = store.save(done(NOON), tmp_path)
    store.delete(path)
    assert sessions_since(NOON, tmp_path) == ((), ())
    store.delete(path, is_deleted=False)
    assert len(sessions_since(NOON, tmp_path)[0]) == 1


def causes(folder: Path) -> dict[str, SkipReason]:
    """Return what was passed over in the folder, and why."""
    return {one.name: one.cause for one in read_folder(folder).passed}


def test_what_is_passed_over_is_told_and_left(tmp_path: Path) -> None:
    """If it failed, one strange file would hide the history, or be changed, or nobody would hear of it."""
    path = store.save(done(NOON), tmp_path)
    copy = f"{path.stem}.sync-conflict-20261123-101112-ABCDEFG.json"
    newer, torn = "20261124T120000Z-00000001.json", "20261124T120000Z-00000002.json"
    for name, text in {
        copy: path.read_text().replace("Test", "Other"),
        newer: path.read_text().replace('"format": 1', '"format": 3'),
        torn: path.read_text()[:99],
        f"{path.stem}.rating-20261124T120000Z-00000003.json": "",
        "notes.txt": "mine",
        ".stignore": "",
        "desktop.ini": "",
    }.items():
        (tmp_path / name).write_text(text)
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert causes(tmp_path) == {
        copy: SkipReason.COPY,
        newer: SkipReason.NEWER,
        torn: SkipReason.UNREADABLE,
        f"{path.stem}.rating-20261124T120000Z-00000003.json": SkipReason.UNREADABLE,
        "notes.txt": SkipReason.FOREIGN,
    }
    assert [entry.summary.name for entry in read_folder(tmp_path).entries] == ["Test"]
    assert before == {file.name: file.read_bytes() for file in tmp_path.iterdir()}


@pytest.mark.skipif(os.name != "posix", reason="no such files elsewhere")
def test_links_pipes_and_folders_are_not_followed(tmp_path: Path) -> None:
    """If it failed, a person who shares the folder could hang the program, or have it read another file."""
    folder = tmp_path / "history"
    elsewhere = store.save(done(NOON), tmp_path / "elsewhere")
    folder.mkdir()
    names = [f"20261124T120000Z-0000000{n}.json" for n in range(4)]
    (folder / names[0]).symlink_to(elsewhere)
    (folder / names[1]).symlink_to("/dev/zero")
    os.mkfifo(folder / names[2])
    (folder / names[3]).mkdir()
    assert causes(folder) == dict.fromkeys(names, SkipReason.NO_FILE)
    assert read_folder(folder).entries == ()
    assert sessions_since(NOON, folder) == ((), ())


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    """If it failed, a file of many gigabytes would take all memory."""
    path = tmp_path / "20261124T120000Z-00000001.json"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    ((name, cause, why),) = read_folder(tmp_path).passed
    assert (name, cause) == (path.name, SkipReason.UNREADABLE)
    assert "larger" in why


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """If it failed, a folder that cannot be listed would look like a history without sessions."""
    (tmp_path / "history").write_text("in the way")
    assert causes(tmp_path / "history") == {str(tmp_path / "history"): SkipReason.UNREADABLE}


@given(histories, histories, st.lists(st.sampled_from(COPIES), max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_merged_folders_tell_the_same_on_both_devices(
    home: Path, one: Files, other: Files, copies: list[str]
) -> None:
    """If it failed, what holds for the texts would not hold for real folders, or the note would get in the way."""
    message = []
    for files in (merged(one, other, copies), merged(other, one, copies)):
        with tempfile.TemporaryDirectory(dir=home.parent) as folder:
            for name, text in files.items():
                (Path(folder) / name).write_text(text)
            message.append(read_folder(Path(folder)).entries)
            assert read_folder(Path(folder)).entries == message[-1]
    assert message[0] == message[1]
