"""How packages are tried on bare systems, with programs in the place of theirs."""

from __future__ import annotations

from pathlib import Path

import pytest
from clean_libraries import wanted
from clean_trial import EXPORT, Place, Surprise, finished


def test_a_program_that_fails_is_told_with_its_words(tmp_path: Path) -> None:
    """Its reason would be lost with its process."""
    place = Place("echo", tmp_path / "out")
    assert place.do(EXPORT) == f"export first-steps -o {tmp_path}/out/session.wav\n"
    with pytest.raises(Surprise, match="exit status 3: no such thing"):
        place.do("echo no such thing; exit 3")
    assert finished(place.start("exit 3"), 3) == ""


def test_what_files_want_of_the_system_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new need of the program would be found out on a stranger's laptop."""
    objdump = tmp_path / "bin/objdump"
    objdump.parent.mkdir()
    objdump.write_text("#!/bin/sh\nfor l in libours.so.1 libtheirs.so.2 libc.so.6; do echo  NEEDED $l; done\n")
    objdump.chmod(0o755)
    monkeypatch.setenv("PATH", f"{objdump.parent}:/usr/bin:/bin")
    folder = tmp_path / "RetroTimer"
    folder.mkdir()
    for name in ("program", "libours.so.1"):
        (folder / name).write_bytes(b"\x7fELF")
    (folder / "notes.txt").write_text("no program", encoding="utf-8")
    assert wanted(folder) == {"libtheirs.so.2": ["libours.so.1", "program"]}
