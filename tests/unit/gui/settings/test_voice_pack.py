"""The language of the voice, and where its pack comes from."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from retrotimer.files import assets, paths, voice_packs
from retrotimer.files.assets import asset
from retrotimer.files.voice_packs import PACKS, pack_name
from retrotimer.gui.settings.page import SettingsPage
from retrotimer.gui.settings.voice import VoiceFolder, VoicePack
from retrotimer.texts import ENGLISH, LANGUAGES
from tests.helpers.settings_robot import Opener, field, settings, words

OFFER = "get the file"


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Open the page on a computer that has the English voice alone."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "program" / "retrotimer"))
    only_english = tmp_path / "assets"
    (only_english / "voice").mkdir(parents=True)
    (only_english / "voice" / ENGLISH).symlink_to(asset("voice", ENGLISH))
    monkeypatch.setattr(voice_packs, "asset", only_english.joinpath)
    for variable in assets.VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    return Opener(qtbot, tmp_path / "settings.toml")


def choose(qtbot: QtBot, page: SettingsPage, language: str) -> VoicePack:
    """Choose a language of the voice with keys; return what the page says about it."""
    choice = field(page, QComboBox, "voice_language")
    qtbot.keyClick(choice, Qt.Key.Key_Home)
    for _step in range(choice.findData(language)):
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    assert settings(page).voice_language == language
    return field(page, VoicePack, "voice pack")


def put_pack(folder: Path, language: str) -> None:
    """Put the folder of a voice into `folder`."""
    (folder / language).mkdir(parents=True)
    (folder / language / "voice.toml").write_text("format = 1\n")


def test_there_is_a_pack_for_each_voice_that_was_made() -> None:
    """If it failed, a file would be offered that there is not, or one that there is would not be."""
    made = {folder.name for folder in asset("voice").iterdir() if folder.is_dir()}
    assert made == {ENGLISH, *PACKS}


@pytest.mark.parametrize("language", PACKS)
def test_the_pack_of_a_language_is_offered_and_found_once_it_is_there(
    qtbot: QtBot, opened: Opener, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """If it failed, a person would hear the system's voice and never know that there is a better one."""
    addresses = list[QUrl]()
    monkeypatch.setattr(QDesktopServices, "openUrl", addresses.append)
    page = opened()
    pack = choose(qtbot, page, language)
    assert OFFER in pack.message.text()
    assert pack_name(language) in pack.message.text()
    assert LANGUAGES[language] in pack.message.text()
    assert "system's voice" in field(page, VoiceFolder, "voice").message.text()
    qtbot.mouseClick(pack.open_folder, Qt.MouseButton.LeftButton)
    assert addresses == [QUrl.fromLocalFile(str(paths.voices()))]
    assert paths.voices().is_dir()
    put_pack(paths.voices(), language)
    page.activateWindow()
    QApplication.sendEvent(pack, QEvent(QEvent.Type.ActivationChange))  # as when they come back from the folder
    assert OFFER not in pack.message.text()
    assert f"own voice speaks {LANGUAGES[language]}" in pack.message.text()
    assert not pack.open_folder.isVisible()


def test_the_systems_language_is_offered_where_none_was_chosen(
    opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it failed, only those who found the setting would come to a voice of their language."""
    monkeypatch.setenv("LANG", "it_IT.UTF-8")
    page = opened()
    assert settings(page).voice_language == "system"
    assert pack_name("it") in words(page)
    put_pack(paths.voices(), "it")
    assert pack_name("it") not in words(opened())


def test_english_needs_no_pack(opened: Opener) -> None:
    """If it failed, a person would be sent to look for a file that they have."""
    assert not field(opened(), VoicePack, "voice pack").isVisible()


def test_a_language_without_a_voice_says_so(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person would wait for RetroTimer's voice in a language that it has none for."""
    page = opened()
    for language in set(LANGUAGES) - {ENGLISH, *PACKS}:
        pack = choose(qtbot, page, language)
        assert "no voice for" in pack.message.text()
        assert LANGUAGES[language] in pack.message.text()
        assert not pack.open_folder.isVisible()


def test_a_broken_pack_is_reported_where_it_is_offered(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, a person would believe that the file which they fetched speaks."""
    paths.voices().mkdir(parents=True)
    (paths.voices() / pack_name("it")).write_bytes(b"no zip")
    page = opened()
    pack = choose(qtbot, page, "it")
    assert pack_name("it") in pack.problem.text().replace("\u200b", "")  # where a line may break
    assert pack.problem.isVisible()
    assert pack.open_folder.isVisible()


def test_a_folder_that_cannot_be_made_is_reported(qtbot: QtBot, opened: Opener) -> None:
    """If it failed, the button would do nothing, or end the program."""
    paths.voices().parent.parent.mkdir(parents=True, exist_ok=True)
    paths.voices().parent.write_text("a file in the way")
    page = opened()
    pack = choose(qtbot, page, "it")
    qtbot.mouseClick(pack.open_folder, Qt.MouseButton.LeftButton)
    assert "could not be saved" in pack.problem.text()
