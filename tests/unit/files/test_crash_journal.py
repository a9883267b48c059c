"""Test the journal file after a power cut."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrotimer.files.atomic import NotSaved
from retrotimer.files.crash_journal import JournalFile, journals, new_place, read_lines

LINES: list[dict[str, object]] = [
    {"kind": "journal", "name": "Größe"},
    {"do": "start", "ns": 5},
    {"ns": 1_000_000_005},
]


def written(path: Path, lines: list[dict[str, object]] = LINES) -> Path:
    """Return `path` with these lines."""
    journal = JournalFile(path)
    for line in lines:
        journal.add(line)
    journal.close()
    return path


def test_what_was_added_is_read(tmp_path: Path) -> None:
    """If it failed, a session could not be taken up again."""
    path = written(tmp_path / "deep" / "a.jsonl")
    assert read_lines(path) == tuple(LINES)


def test_each_line_is_there_as_soon_as_it_was_added(tmp_path: Path) -> None:
    """If it failed, a killed program would take minutes with it."""
    journal = JournalFile(tmp_path / "a.jsonl")
    for n, line in enumerate(LINES, 1):
        journal.add(line)
        assert read_lines(tmp_path / "a.jsonl") == tuple(LINES[:n])
    journal.close()


@given(st.integers(0, 80))
def test_a_torn_line_costs_nothing_but_itself(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    """If it failed, a power cut would cost the whole session, or the first line after it."""
    path = written(tmp_path_factory.mktemp("torn") / "a.jsonl")
    source = path.read_bytes()
    path.write_bytes(source[: max(0, len(source) - cut)])
    before = read_lines(path)
    assert before == tuple(LINES[: len(before)])
    journal = JournalFile(path)
    journal.add({"back": 7})
    journal.close()
    assert read_lines(path) == (*before, {"back": 7})


def test_what_is_no_line_is_passed_over(tmp_path: Path) -> None:
    """If it failed, a file that a disk spoiled would stop the program."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xff\x00\n[1]\n{"ns": 1}\n' + b"[" * 100_000 + b'\n{"ns": 2}')
    assert read_lines(path) == ({"ns": 1}, {"ns": 2})
    assert read_lines(tmp_path) == read_lines(tmp_path / "gone") == ()


def test_journals_are_found_by_their_start(tmp_path: Path) -> None:
    """If it failed, an older session would be offered for the last one, or a stranger's file for a session."""
    times = [datetime(2026, month, 1, tzinfo=UTC) for month in (11, 3)]
    late, early = (written(new_place(at, tmp_path)) for at in times)
    (tmp_path / "note.txt").touch()
    assert journals(tmp_path) == (early, late)
    assert journals(tmp_path / "gone") == ()
    assert new_place(times[0], tmp_path) != late


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """If it failed, a session on a full disk would end with a traceback."""
    (tmp_path / "file").touch()
    with pytest.raises(NotSaved, match="file"):
        JournalFile(tmp_path / "file" / "a.jsonl")
    journal = JournalFile(Path("/dev/full"))
    with pytest.raises(NotSaved, match="No space left"):
        journal.add({"ns": 1})
    journal.close()
