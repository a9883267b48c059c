"""Test that files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from retrotimer.files.atomic import NotSaved, atomic_write


def write(path: Path, data: bytes, *, make_folder: bool = False) -> None:
    """Write `data` to `path`."""
    with atomic_write(path, make_folder=make_folder) as file:
        file.write(data)


def write_half(path: Path, error: type[BaseException]) -> None:
    """Write something to `path` and be interrupted by `error`."""
    with atomic_write(path) as file:
        file.write(b"half")
        raise error


def only(folder: Path) -> dict[str, bytes]:
    """Return all that is in `folder`."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_what_was_written_stands_under_its_name(tmp_path: Path) -> None:
    """If it failed, nothing would be saved, or temporary files would pile up."""
    write(tmp_path / "a", b"new")
    write(tmp_path / "a", b"newer")
    assert only(tmp_path) == {"a": b"newer"}


def test_until_the_end_the_old_contents_stand(tmp_path: Path) -> None:
    """If it failed, a person who reads meanwhile would meet half a file."""
    path = tmp_path / "a"
    write(path, b"old")
    with atomic_write(path) as file:
        file.write(b"new")
        file.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, FileNotFoundError])
def test_after_an_error_all_is_as_it_was(tmp_path: Path, error: type[BaseException]) -> None:
    """If it failed, a crash or Ctrl-C while saving would cost what was there, or leave its temporary file."""
    write(tmp_path / "a", b"old")
    with pytest.raises(error):
        write_half(tmp_path / "a", error)
    assert only(tmp_path) == {"a": b"old"}


def test_a_disk_that_is_full_only_when_syncing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a network disk that tells so late would be believed to have saved."""

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="No space left on device"):
        write(tmp_path / "a", b"new")
    assert only(tmp_path) == {}


def test_file_and_folder_are_synced_in_this_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, an empty battery could leave an empty file under the final name."""
    synced: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(str(Path(f"/proc/self/fd/{handle}").readlink())))
    write(tmp_path / "a", b"new")
    assert synced[0].endswith(".part")
    assert synced[1:] == [str(tmp_path)]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, saving on some network disks would be called failed although it was not."""
    sync = os.fsync

    def refuse(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "")
        sync(handle)

    monkeypatch.setattr(os, "fsync", refuse)
    write(tmp_path / "a", b"new")
    assert only(tmp_path) == {"a": b"new"}


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """If it failed, a mistyped folder would end in a traceback, or be made."""
    with pytest.raises(NotSaved, match=r"none.a could not be saved: No such file or directory"):
        write(tmp_path / "none" / "a", b"new")
    assert only(tmp_path) == {}


def test_a_missing_folder_is_made_where_requested(tmp_path: Path) -> None:
    """If it failed, the first session on a fresh machine could not be kept."""
    write(tmp_path / "data" / "history" / "a", b"new", make_folder=True)
    assert only(tmp_path / "data" / "history") == {"a": b"new"}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """If it failed, a home folder with a file in the way would end in a traceback."""
    (tmp_path / "data").touch()
    with pytest.raises(NotSaved, match=r"data.a could not be saved"):
        write(tmp_path / "data" / "a", b"new", make_folder=True)


def test_a_folder_of_that_name_is_told(tmp_path: Path) -> None:
    """If it failed, saving onto a folder would end in a traceback."""
    (tmp_path / "a").mkdir()
    with pytest.raises(NotSaved, match="what is there is not a file"):
        write(tmp_path / "a", b"new")


def test_a_device_is_not_replaced(tmp_path: Path) -> None:
    """If it failed, root could lose /dev/null to an export."""
    os.mkfifo(tmp_path / "a")
    with pytest.raises(NotSaved, match="what is there is not a file"):
        write(tmp_path / "a", b"new")
    assert (tmp_path / "a").is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """If it failed, settings kept in a folder of dotfiles would silently leave it."""
    write(tmp_path / "real", b"old")
    (tmp_path / "link").symlink_to("real")
    write(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert only(tmp_path) == {"real": b"new", "link": b"new"}


def test_a_file_stays_as_private_as_it_was(tmp_path: Path) -> None:
    """If it failed, saving would open a private file to others."""
    path = tmp_path / "a"
    write(path, b"old")
    path.chmod(0o600)
    write(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_name_of_full_length_can_be_written(tmp_path: Path) -> None:
    """If it failed, the temporary name would be too long where the final one is not."""
    write(tmp_path / ("a" * 255), b"new")
    assert list(only(tmp_path)) == ["a" * 255]
