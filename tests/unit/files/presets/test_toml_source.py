"""Test reading files of any kind as TOML."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.files.presets.toml_source import MAX_BYTES, read_text, read_toml
from retrotimer.training.errors import WrongFile

ABSENT = "there is no such file"
"""What Windows says of a path that leads nowhere, whatever the reason."""


def message(path: Path) -> str:
    """Return the message for the file at `path` that cannot be read."""
    with pytest.raises(WrongFile) as caught:
        read_toml(path)
    return str(caught.value).removeprefix(f"{path}: ")


def test_a_toml_file_gives_its_source_and_what_it_says(tmp_path: Path) -> None:
    """If it failed, line numbers would count otherwise than an editor does, or Windows' files be refused."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 'x'\r\n")
    assert read_toml(path) == ("a = 1\nb = 'x'\n", {"a": 1, "b": "x"})


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a = 1\nb = \xff", "it is not UTF-8 text: save it as UTF-8 (line 2)"),
        ("a = 1".encode("utf-16"), "it is not UTF-8 text: save it as UTF-8 (line 1)"),
        (b"a = {\n", "this is not TOML: "),
        (b"\x00", "this is not TOML: "),
        (b"a = " + b"9" * 5_000, "a number in it has too many digits"),
        (b"a = " + b"[" * 50_000, "its brackets nest too deep"),
        (b"a = " + b"{a=" * 50_000, "its brackets nest too deep"),
    ],
)
def test_what_is_not_toml_is_told(tmp_path: Path, data: bytes, sentence: str) -> None:
    """If it failed, a file of some other kind would end in a traceback."""
    path = tmp_path / "a.toml"
    path.write_bytes(data)
    assert message(path).startswith(sentence)


@pytest.mark.parametrize(("source", "place"), [('a = 1\nb = "x\n', "(line 2)"), ("a = 1\nb = ?", "(line 2)")])
def test_the_line_is_named_where_the_toml_is_wrong(tmp_path: Path, source: str, place: str) -> None:
    """If it failed, a forgotten quote would have to be looked for in the whole file."""
    path = tmp_path / "a.toml"
    path.write_text(source)
    assert place in message(path)
    path.write_text("a = 1\na = 2\n")
    assert "(at line 2, column" in message(path)


@pytest.mark.parametrize(
    ("text", "hinted"),
    [
        ('a = [\n  { do = "stand",\n    for = "1 s" },\n]', True),
        ("a = { b = 1\n}", True),
        ("a = {\n}", True),
        ('a = [{ b = "x\n }]', False),
        ("a = [{ b = 1 c = 2 }]", False),
        ("a =\n", False),
        ("a = [", False),
    ],
)
def test_a_break_within_braces_is_explained(tmp_path: Path, text: str, *, hinted: bool) -> None:
    """If it failed, people new to TOML would not learn why a step on two lines is none."""
    path = tmp_path / "a.toml"
    path.write_text(text)
    assert ("must stand on one line" in message(path)) is hinted


@pytest.mark.parametrize("key", ["a.", "a . ", "'a'.", '"a".'])
def test_a_key_without_end_is_refused_at_once(tmp_path: Path, key: str) -> None:
    """If it failed, a file of 1 MiB would keep tomllib busy for hours."""
    path = tmp_path / "a.toml"
    path.write_text("x = 1\n" + key * (MAX_BYTES // 8) + "a = 1")
    started = time.monotonic()
    assert message(path) == "a key in it has too many parts"
    assert time.monotonic() - started < 5


def test_many_dots_in_a_text_are_no_key(tmp_path: Path) -> None:
    """If it failed, a preset with a long dotted line in a comment would be refused."""
    path = tmp_path / "a.toml"
    path.write_text("# " + "." * 5_000 + "\n# " + "A word. And another. " * 500)
    assert read_toml(path)[1] == {}


def test_a_file_over_a_mebibyte_is_not_read_to_its_end(tmp_path: Path) -> None:
    """If it failed, a wrongly chosen film would be read into memory."""
    path = tmp_path / "film.toml"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # takes no room on the disk, and more than there is in memory
    assert message(path) == "it is larger than 1 MiB"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """If it failed, a mistyped name would end in a traceback."""
    assert message(tmp_path / "none.toml") == "there is no such file"


def test_a_file_within_a_file_is_told(tmp_path: Path) -> None:
    """If it failed, a mistyped path would end in a traceback."""
    (tmp_path / "a").touch()
    assert message(tmp_path / "a" / "b.toml") in {"it cannot be read: Not a directory", ABSENT}


def test_a_folder_is_told(tmp_path: Path) -> None:
    """If it failed, a folder given for a file would end in a traceback."""
    assert message(tmp_path) == "this is a folder, not a file"


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))


def _endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [_pipe, _socket, _endless])
def test_a_device_is_told_and_not_waited_for(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """If it failed, a pipe would be waited for without end, or a device be read without end."""
    path = tmp_path / "a.toml"
    make(path)
    assert message(path) == "this is a device, not a file"


def test_a_file_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, another person's file would end in a traceback."""
    path = tmp_path / "a.toml"
    path.write_text("a = 1")

    def refuse(*_args: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("os.open", refuse)  # root, as whom CI runs, may read everything
    assert message(path) == "it cannot be read: Permission denied"


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    """If it failed, an overlong argument would end in a traceback."""
    assert message(tmp_path / ("a" * 300)) in {"it cannot be read: File name too long", ABSENT}


def test_a_name_that_is_not_text_can_be_told(tmp_path: Path) -> None:
    """If it failed, the sentence about such a file could not be printed."""
    with pytest.raises(WrongFile, match=r"\\udcff: there is no such file"):
        read_text(tmp_path / "\udcff")
