"""The note that spares reading years of history: it may be gone or wrong at any time, and nobody notices."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from retrotimer.files.history import folder as history_cache
from retrotimer.files.history import folder as history_folder
from retrotimer.files.history import store
from retrotimer.files.history.folder import Contents, cache_file, read_folder
from tests.helpers.histories import RECORD


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a history with a rated session, a deleted one and a plain one."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    made = tmp_path / "history"
    rated, deleted, _plain = (store.save(RECORD, made) for _nth in range(3))
    store.rate(rated, 7, "wind")
    store.delete(deleted)
    return made


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that every file that is read is added to."""
    found: list[str] = []
    read_text = history_folder.read_text

    def noted(path: Path) -> str:
        found.append(path.name)
        return read_text(path)

    monkeypatch.setattr(history_folder, "read_text", noted)
    return found


def test_what_was_read_once_is_not_read_again(folder: Path, reads: list[str]) -> None:
    """If it failed, ten years of training would be read anew each time."""
    first = read_folder(folder)
    assert len(reads) == 5
    assert read_folder(folder) == first
    assert len(reads) == 5
    assert not cache_file().is_relative_to(folder)


def test_what_is_new_changed_or_gone_is_seen(folder: Path, reads: list[str]) -> None:
    """If it failed, what another laptop did would not show."""
    first = read_folder(folder)
    new = store.save(RECORD, folder)
    gone, changed = folder / f"{first.entries[0].id}.json", folder / f"{first.entries[1].id}.json"
    gone.unlink()
    changed.write_text(changed.read_text().replace("Früh", "Spät").replace("Fr\\u00fch", "Late"))
    reads.clear()
    found = {entry.id: entry.digest.name for entry in read_folder(folder).entries}
    assert gone.stem not in found
    assert found[changed.stem] == "Late"
    assert sorted(reads) == sorted([new.name, changed.name])


def test_a_file_of_the_same_size_but_another_time_is_read_again(folder: Path, reads: list[str]) -> None:
    """If it failed, a file that was replaced by another as long would not be seen."""
    read_folder(folder)
    path = next(path for path in folder.iterdir() if ".rating-" in path.name)
    os.utime(path, ns=(1, 1))
    reads.clear()
    read_folder(folder)
    assert reads == [path.name]


def spoil(how: str, data: bytes) -> bytes:
    """Return `data` damaged."""
    head, _line, _body = data.partition(b"\n")
    return {
        "empty": b"",
        "cut": data[:-20],
        "flipped": data[:-9] + bytes([data[-9] ^ 1]) + data[-8:],
        "noise": b"\xff\xfe" * 99,
        "no body": head + b"\n",
        "other version": data.replace(b"[1, ", b"[2, ", 1),
        "not ours": b'{"a": 1}',
    }[how]


@pytest.mark.parametrize("how", ["empty", "cut", "flipped", "noise", "no body", "other version", "not ours"])
def test_a_damaged_note_counts_as_none(how: str, folder: Path, reads: list[str]) -> None:
    """If it failed, a damaged note would end the program, or tell sessions that nobody did."""
    first = read_folder(folder)
    cache_file().write_bytes(spoil(how, cache_file().read_bytes()))
    reads.clear()
    assert read_folder(folder) == first
    assert len(reads) == 5


def test_a_note_of_another_folder_does_not_hold(folder: Path, tmp_path: Path) -> None:
    """If it failed, a moved history would show what the old folder held."""
    read_folder(folder)
    assert read_folder(tmp_path / "none") == Contents((), ())


def test_without_a_place_for_the_note_the_history_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a full disk would hide the history."""
    monkeypatch.setattr(history_cache, "cache_file", lambda: Path("/dev/null/none"))
    assert len(read_folder(folder).entries) == 3
    assert len(read_folder(folder).entries) == 3
