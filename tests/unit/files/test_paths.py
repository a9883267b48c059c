"""Test the folders of a person's files."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

from retrotimer.files import paths
from retrotimer.files.atomic import atomic_write


def test_one_folder_can_hold_everything(home: Path) -> None:
    """If it failed, RETROTIMER_HOME on a stick would leave something behind on the machine."""
    assert paths.everything() == {
        "presets": home / "presets",
        "settings": home / "settings.toml",
        "marks": home / "data" / "marks.json",
        "history": home / "data" / "history",
        "journal": home / "state" / "journal",
        "log": home / "state" / "log",
        "spoken": home / "cache" / "spoken",
        "cache": home / "cache",
        "drafts": home / "state" / "drafts",
        "trash": home / "data" / "trash",
        "plan": home / "data" / "plan.toml",
        "window": home / "state" / "window.json",
        "network": home / "state" / "network",
        "voices": home / "data" / "voices",
    }


def test_asking_makes_no_folder(home: Path) -> None:
    """If it failed, `retrotimer doctor` would leave traces."""
    paths.everything()
    assert not home.exists()


def test_a_relative_home_and_a_tilde_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, changing the folder while running would lose what was made."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "me"))
    monkeypatch.setenv(paths.HOME_VARIABLE, "here")
    assert paths.home() == tmp_path / "here"
    monkeypatch.setenv(paths.HOME_VARIABLE, "~/there")
    assert paths.home() == tmp_path / "me" / "there"


@pytest.mark.parametrize("chosen", ["", "relative", "/chosen"])
def test_linux_folders_are_those_of_platformdirs(monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    """If it failed, our short way to Linux's folders would differ from the convention."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setenv("HOME", "/home/me")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, chosen and f"{chosen}/{variable}")
    theirs = platformdirs.PlatformDirs("retrotimer", appauthor=False)
    assert paths.everything() == {
        "presets": theirs.user_data_path / "presets",
        "settings": theirs.user_config_path / "settings.toml",
        "marks": theirs.user_data_path / "marks.json",
        "history": theirs.user_data_path / "history",
        "journal": theirs.user_state_path / "journal",
        "log": theirs.user_log_path,
        "spoken": theirs.user_cache_path / "spoken",
        "cache": theirs.user_cache_path,
        "drafts": theirs.user_state_path / "drafts",
        "trash": theirs.user_data_path / "trash",
        "plan": theirs.user_data_path / "plan.toml",
        "window": theirs.user_state_path / "window.json",
        "network": theirs.user_state_path / "network",
        "voices": theirs.user_data_path / "voices",
    }


def test_other_platforms_have_their_own_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, nothing could be kept on Windows and macOS."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    theirs = platformdirs.PlatformDirs("retrotimer", appauthor=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert paths.presets() == theirs.user_data_path / "presets"
    assert paths.log() == theirs.user_log_path


def test_another_pointer_is_followed_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a window that runs would write on into a folder that was left."""
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert paths.moved_to() is None
    for name in ("/a/one", "/a/two", "/a/one", "/a/other"):
        with atomic_write(paths.pointer(), make_folder=True) as file:
            file.write(name.encode())
        assert paths.presets() == Path(name) / "presets"
    paths.pointer().unlink()
    assert paths.moved_to() is None


def test_what_a_person_typed_always_becomes_a_path() -> None:
    """If it failed, a name that nobody here has would end in a traceback, also from the settings."""
    assert paths.expanded("~/x") == Path.home() / "x"
    assert paths.expanded("~nobody-here/x").name == "x"
