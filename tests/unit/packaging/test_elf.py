"""Libraries that are to forget where they were built, on a library made by hand."""

from __future__ import annotations

import struct
from pathlib import Path

import elf
import pytest

AT, BASE = 0x200, 0x1000
"""Where what the loader reads lies in the file, and at which address it is mapped."""
NEEDED, SONAME = 1, 14
TEXTS = b"\0libm.so\0"


def library(search: bytes, tag: int) -> bytes:
    """Return a library with one search path, between two other entries."""
    texts = TEXTS + search + b"\0self.so\0"
    entries = [(NEEDED, 1), (tag, len(TEXTS)), (SONAME, len(TEXTS) + len(search) + 1)]
    entries += [(elf.STRINGS, BASE), (0, 0)]
    dynamic = b"".join(struct.pack("<qQ", *entry) for entry in entries)
    head = struct.pack("<6s26xQ", elf.MAGIC, 64) + bytes(14) + struct.pack("<HH", 56, 2)
    segments = ((elf.LOAD, AT, BASE, len(texts)), (elf.DYNAMIC, AT + 0x100, BASE + 0x100, len(dynamic)))
    table = b"".join(
        struct.pack("<IIQQQQQQ", kind, 0, at, to, to, size, size, 8) for kind, at, to, size in segments
    )
    return (head.ljust(64, b"\0") + table).ljust(AT, b"\0") + texts.ljust(0x100, b"\0") + dynamic


@pytest.mark.parametrize("tag", [elf.RPATH, elf.RUNPATH])
def test_a_place_is_forgotten_and_all_else_kept(tmp_path: Path, tag: int) -> None:
    """Each start would look for libraries in the builder's folders, which somebody else may own there."""
    file = tmp_path / "library.so"
    file.write_bytes(library(b"/home/builder/lib", tag))
    assert elf.forget_places(file)
    data = file.read_bytes()
    assert b"builder" not in data
    assert len(data) == len(library(b"/home/builder/lib", tag))
    entries = [entry for entry in struct.iter_unpack("<qQ", data[AT + 0x100 :]) if entry[0]]
    assert [tag for tag, _value in entries] == [NEEDED, SONAME, elf.STRINGS]
    at = AT + entries[1][1]
    assert data[at : at + 8] == b"self.so\0"
    assert not elf.forget_places(file)


@pytest.mark.parametrize("search", [b"$ORIGIN/../lib", b"lib"])
def test_a_place_beside_the_library_stays(tmp_path: Path, search: bytes) -> None:
    """Qt would no longer find its own libraries."""
    file = tmp_path / "library.so"
    file.write_bytes(library(search, elf.RUNPATH))
    assert not elf.forget_places(file)
    assert file.read_bytes() == library(search, elf.RUNPATH)


def test_what_is_no_library_is_left_alone(tmp_path: Path) -> None:
    """A text whose name ends so would be spoiled."""
    file = tmp_path / "linker.so"
    file.write_text("GROUP ( libc.so.6 )", encoding="utf-8")
    assert not elf.forget_places(file)
