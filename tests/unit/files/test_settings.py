"""Test the settings file: valid and wrong values, and that nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrotimer.files.atomic import NotSaved
from retrotimer.files.settings import Settings, read_settings, write_settings
from retrotimer.training.cues.cue_types import CueKind
from retrotimer.training.errors import WrongFile
from retrotimer.training.workout.paces import Paces

COMMENTED = """# my settings
format = 1

[look]   # how it looks
flash = false  # it hurts
theme = "dark"

[paces]
# measured on the track
run_forward = 3  # easy
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the settings are; there is no such file yet."""
    return tmp_path / "settings.toml"


def mistakes(path: Path, source: str) -> list[str]:
    """Return what is wrong with `source`, without the file's name."""
    path.write_text(source, encoding="utf-8")
    sentences = read_settings(path)[1]
    assert all(sentence.startswith(f"{path}: ") for sentence in sentences)
    return [sentence.removeprefix(f"{path}: ") for sentence in sentences]


def test_without_a_file_there_are_the_defaults(path: Path) -> None:
    """If it failed, a person who never set anything would get something else, or a complaint."""
    assert read_settings(path) == (Settings(), ())
    assert (Settings().paces, Settings().get_ready_ms) == (Paces(), 10_000)


def test_wrong_values_are_told_with_their_line_and_have_their_defaults(path: Path) -> None:
    """If it failed, a person would search for why a setting does nothing."""
    source = '[paces]\nrun_forward = 3.0\nrun_backward = 9\n\n[look]\ntheme = "drak"\n[cues]\noff = ["halfways"]\n'
    message = mistakes(path, source)
    assert message[0] == "paces.run_backward: this must be a number from 0.1 to 7.6, not 9 (line 3)"
    assert message[1] == "look.theme: this must be one of 'system', 'light', 'dark', not 'drak' (line 6)"
    assert message[2].startswith("cues.off: 'halfways' is no cue that can be left out; these can: 'get-ready', ")
    assert message[2].endswith("(line 8)")
    assert read_settings(path)[0] == Settings(run_forward=3.0)


def test_what_was_probably_meant_is_said(path: Path) -> None:
    """If it failed, a mistyped name would leave a person without a hint."""
    assert mistakes(path, "[pace]\n[look]\nflsh = false\nzzz = 1\n") == [
        "pace: there is no such setting; did you mean 'paces'? (line 1)",
        "look.flsh: there is no such setting; did you mean 'flash'? (line 3)",
        "look.zzz: there is no such setting (line 4)",
    ]


def test_a_section_that_is_none_is_told(path: Path) -> None:
    """If it failed, the whole file would be lost for one line, or crash the program."""
    assert mistakes(path, "paces = 3\n") == ["paces: this must be a section, [paces] (line 1)"]


@pytest.mark.parametrize("written", ['"1"', "true", "0", "1.0"])
def test_a_wrong_format_is_told(path: Path, written: str) -> None:
    """If it failed, a mistyped format would pass, or be taken for that of a newer program."""
    (message,) = mistakes(path, f"format = {written}\n[look]\nflash = false\n")
    assert message.startswith("format: this must be 1, not ")
    assert not read_settings(path)[0].flash


def test_a_newer_format_is_told_once_and_left_alone(path: Path) -> None:
    """If it failed, going back to an older program would drown a person in complaints, or lose what they set."""
    source = 'format = 2\nwings = "on"\n\n[look]\nflash = false\nglow = 3\n'
    (message,) = mistakes(path, source)
    assert message.startswith("format: these settings are of a newer RetroTimer")
    before = read_settings(path)[0]
    assert not before.flash
    write_settings(before, before._replace(flash=True), path)
    assert path.read_text(encoding="utf-8") == source.replace("false", "true")


def test_comments_and_order_survive(path: Path) -> None:
    """If it failed, the first click in the window would wipe out what a person wrote."""
    path.write_text(COMMENTED, encoding="utf-8")
    before, _none = read_settings(path)
    write_settings(before, before._replace(flash=True, run_forward=3.5, volume=0.5), path)
    changed = COMMENTED.replace("flash = false", "flash = true").replace("run_forward = 3 ", "run_forward = 3.5 ")
    assert path.read_text(encoding="utf-8") == f"{changed}\n[sound]\nvolume = 0.5\n"


def test_a_wrong_value_stays_in_the_file_when_another_is_written(path: Path) -> None:
    """If it failed, what a person meant to mend would be gone."""
    path.write_text("[paces]\nrun_forward = 99  # km/h?\nwings = 2\n", encoding="utf-8")
    before, _message = read_settings(path)
    write_settings(before, before._replace(body_kg=80.0), path)
    assert path.read_text(encoding="utf-8") == ("[paces]\nrun_forward = 99  # km/h?\nwings = 2\nbody_kg = 80.0\n")


def test_a_wrong_value_is_replaced_once_it_is_set(path: Path) -> None:
    """If it failed, a person could not mend the file from the window."""
    path.write_text("paces = 3\n[look]\ntheme = 7\n", encoding="utf-8")
    before, _message = read_settings(path)
    after = before._replace(theme="dark", run_forward=3.0)
    write_settings(before, after, path)
    assert read_settings(path) == (after, ())


@pytest.mark.parametrize("source", [b"[look\n", b"\xff\xfe", b"a = 1\na = 2\n"])
def test_a_file_that_is_not_toml_is_told_and_never_written_over(path: Path, source: bytes) -> None:
    """If it failed, one slip of the keyboard would cost all that a person had set."""
    path.write_bytes(source)
    settings, message = read_settings(path)
    assert settings == Settings()
    assert len(message) == 1
    assert str(path) in message[0]
    with pytest.raises(WrongFile):
        write_settings(settings, settings._replace(flash=False), path)
    assert path.read_bytes() == source


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    """If it failed, an odd machine would crash the program."""
    path.mkdir()
    assert "folder" in read_settings(path)[1][0]
    with pytest.raises(WrongFile):
        write_settings(Settings(), Settings(flash=False), path)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """If it failed, a person would believe that a setting was kept."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(NotSaved):
        write_settings(Settings(), Settings(flash=False), tmp_path / "file" / "settings.toml")


def test_the_folder_is_made_when_first_needed(home: Path) -> None:
    """If it failed, the first setting of a new person could not be kept."""
    assert not home.exists()
    write_settings(Settings(), Settings(flash=False))
    assert (home / "settings.toml").read_text(encoding="utf-8") == "format = 1\n\n[look]\nflash = false\n"


@pytest.mark.parametrize("form", ["look.theme = 'dark'\n", "look = { theme = 'dark' }\n", "[look.x]\ny = 1\n"])
def test_any_way_to_write_a_section_can_be_changed(path: Path, form: str) -> None:
    """If it failed, a file of an unusual form would be broken by a click."""
    path.write_text(form, encoding="utf-8")
    before, _message = read_settings(path)
    after = before._replace(theme="light", flash=False, get_ready_s=5)
    write_settings(before, after, path)
    assert read_settings(path)[0] == after


def test_the_cues_follow_the_settings() -> None:
    """If it failed, a switch would switch nothing."""
    cues = Settings(
        off=("halfway",), warning_s=7, halfway_from_s=90, look_behind_every_s=9, minutes_left_every=2
    ).cues
    assert cues.off == {CueKind.HALFWAY}
    assert (cues.warning_ms, cues.halfway_from_ms) == (7_000, 90_000)
    assert (cues.look_behind_every_ms, cues.minutes_left_every_ms) == (9_000, 120_000)
