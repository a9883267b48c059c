"""The packs of other languages' voices, as they are handed on."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
import voice_packs

from retrotimer.files import paths
from retrotimer.files import voice_packs as finder


@pytest.fixture
def voices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with the voices of three languages, two of them to be packed."""
    folder = tmp_path / "voice"
    for language in ("en", "it", "pt_BR"):
        (folder / language).mkdir(parents=True)
        (folder / language / "voice.toml").write_text(f'format = 1\nlanguage = "{language}"\n')
        (folder / language / "metà.ogg").write_bytes(b"sound")
    (folder / "licence.txt").write_text("Apache")
    monkeypatch.setattr(voice_packs, "VOICES", folder)
    monkeypatch.setattr(voice_packs, "LICENCE", folder / "licence.txt")
    return folder


def test_each_language_but_english_is_a_file_of_its_own(voices: Path, tmp_path: Path) -> None:
    """If it failed, a language's voice would be missing from what is handed on, or lack its licence."""
    made = voice_packs.pack_all(tmp_path / "dist")
    assert [path.name for path in made] == ["retrotimer-voice-it.zip", "retrotimer-voice-pt_BR.zip"]
    assert made == [path.with_name(finder.pack_name(path.stem.removeprefix("retrotimer-voice-"))) for path in made]
    with ZipFile(made[0]) as archive:
        assert archive.namelist() == ["it/metà.ogg", "it/voice.toml", "it/licence.txt"]
    assert voices.is_dir()


def test_the_same_clips_give_the_same_bytes(voices: Path, tmp_path: Path) -> None:
    """If it failed, nobody could check that a pack is what this source makes."""
    before = [path.read_bytes() for path in voice_packs.pack_all(tmp_path / "once")]
    for file in voices.rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
        file.chmod(0o700)
    assert [path.read_bytes() for path in voice_packs.pack_all(tmp_path / "twice")] == before
    with ZipFile(tmp_path / "once" / "retrotimer-voice-it.zip") as archive:
        assert {(entry.create_system, entry.external_attr) for entry in archive.infolist()} == {(3, 0o644 << 16)}


@pytest.mark.usefixtures("voices")
def test_a_pack_that_was_made_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, what is handed on could not be used."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "retrotimer"))
    monkeypatch.setattr(finder, "asset", (tmp_path / "assets").joinpath)
    voice_packs.pack_all(paths.voices())
    found = finder.find_voice("pt_BR")
    assert found
    assert (found / "metà.ogg").read_bytes() == b"sound"
