"""Where the voice of a language is found."""

from __future__ import annotations

import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from retrotimer.files import paths
from retrotimer.files.assets import asset
from retrotimer.files.voice_packs import find_voice, pack_name
from retrotimer.training.errors import WrongFile

ABOUT = 'format = 1\nname = "X"\nlanguage = "xx"\n\n[lengths]\n'


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "retrotimer"))


def pack(folder: Path, about: str = ABOUT, name: str = "xx") -> Path:
    """Write a pack as a zip file into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / pack_name("xx")
    with ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/voice.toml", about)
        archive.writestr(f"{name}/stand.ogg", b"sound")
        archive.writestr("../../outside.ogg", b"sound")
        archive.writestr(f"{name}/run.sh", b"#!/bin/sh")
    return path


def test_english_came_with_the_program() -> None:
    """If it failed, nobody would hear a word."""
    assert find_voice("en") == asset("voice", "en")


def test_a_language_without_a_voice_has_none() -> None:
    """If it failed, such a language would stop the program instead of asking the system's voice."""
    assert find_voice("xx") is None


def test_a_folder_is_found_beside_the_program_and_among_the_data(tmp_path: Path) -> None:
    """If it failed, a voice that somebody fetched would not be heard."""
    for folder in (paths.voices(), tmp_path / "program" / "voices"):
        (folder / "xx").mkdir(parents=True)
        (folder / "xx" / "voice.toml").write_text(ABOUT)
        assert find_voice("xx") == folder / "xx"


def test_a_zip_file_is_unpacked_and_nothing_outside_its_folder_is_written(tmp_path: Path) -> None:
    """If it failed, a pack could not be used as it was fetched, or could write anywhere."""
    path = pack(paths.voices())
    found = find_voice("xx")
    assert found is not None
    assert found.is_relative_to(paths.cache())
    assert sorted(file.name for file in found.iterdir()) == ["outside.ogg", "stand.ogg", "unpacked", "voice.toml"]
    assert [file for file in tmp_path.rglob("outside.ogg") if file.parent != found] == []
    (found / "stand.ogg").write_bytes(b"kept")
    assert find_voice("xx") == found
    assert (found / "stand.ogg").read_bytes() == b"kept"
    with ZipFile(path, "a") as archive:
        archive.writestr("xx/more.ogg", b"sound")
    find_voice("xx")
    assert (found / "more.ogg").exists()


@pytest.mark.parametrize("about", ["", "language = 1", 'language = "de"', "not toml ["])
def test_a_wrong_pack_is_reported(about: str) -> None:
    """If it failed, a pack of another language would speak, or a broken one end the program."""
    path = pack(paths.voices(), about)
    with pytest.raises(WrongFile, match=path.name):
        find_voice("xx")


def test_a_file_that_is_no_zip_is_reported() -> None:
    """If it failed, a broken download would end the program."""
    paths.voices().mkdir(parents=True)
    (paths.voices() / pack_name("xx")).write_bytes(b"no zip")
    with pytest.raises(WrongFile, match="no voice"):
        find_voice("xx")
