"""Test that favourites are kept, and never lost silently."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from retrotimer.files.atomic import NotSaved
from retrotimer.files.library_state import LibraryState, key_of, read_marks, use_text, write_marks

FULL = LibraryState(
    frozenset({"beginner", "own/My run"}),
    {"beginner": "2026-05-01T06:00:00Z"},
    "length",
    "novice",
    favourites_only=True,
)


def test_marks_come_back_as_they_were_written(home: Path) -> None:
    """If it failed, favourites would be gone at the next start."""
    write_marks(FULL)
    assert read_marks() == (FULL, "")
    assert (home / "data" / "marks.json").exists()


def test_none_are_none(home: Path) -> None:
    """If it failed, a fresh machine would complain, or looking would leave a file behind."""
    assert read_marks() == (LibraryState(), "")
    assert not home.exists()


@pytest.mark.parametrize(
    "source",
    [
        "{",
        "[]",
        '{"favourites": 3}',
        '{"used": {"a": 1}}',
        '{"favourites_only": "yes"}',
        '{"sort": 1}',
        "[" * 99_999,
        "\xff",
    ],
)
def test_a_wrong_file_is_kept_beside_and_told(tmp_path: Path, source: str) -> None:
    """If it failed, a torn file would stop the window, or be written over."""
    path, aside = tmp_path / "marks.json", tmp_path / "marks.json.broken-2"
    path.write_text(source, encoding="latin-1")
    (tmp_path / "marks.json.broken-1").write_text("an older one")
    marks, message = read_marks(path)
    assert marks == LibraryState()
    assert str(aside) in message
    assert aside.read_text(encoding="latin-1") == source
    assert not path.exists()


def test_what_cannot_be_read_is_told_and_left(tmp_path: Path) -> None:
    """If it failed, favourites would seem lost where the disk is in trouble."""
    path = tmp_path / "marks.json"
    path.mkdir()
    marks, message = read_marks(path)
    assert marks == LibraryState()
    assert f"{path} cannot be read: " in message
    assert path.is_dir()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """If it failed, a star would vanish at the next start without a word."""
    (tmp_path / "in the way").write_text("")
    with pytest.raises(NotSaved, match="could not be saved"):
        write_marks(FULL, tmp_path / "in the way" / "marks.json")


def test_own_presets_are_marked_apart_from_built_in_ones() -> None:
    """If it failed, a star for one's own "beginner" would shine on both."""
    assert key_of("beginner", is_builtin=True) != key_of("beginner", is_builtin=False)


def test_uses_sort_by_time_whatever_the_time_zone() -> None:
    """If it failed, a journey would mix up what was used last."""
    there = timezone(timedelta(hours=9))
    early, late = datetime(2026, 5, 1, 12, tzinfo=there), datetime(2026, 5, 1, 6, tzinfo=UTC)
    assert (use_text(early), use_text(late)) == ("2026-05-01T03:00:00Z", "2026-05-01T06:00:00Z")
