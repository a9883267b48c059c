"""Test hostile files: nothing in them runs, blocks, or leaves its folder."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from retrotimer.app.diagnostics import log
from retrotimer.app.importing import import_file
from retrotimer.cli import main
from retrotimer.files import paths
from retrotimer.files.atomic import NotSaved
from retrotimer.files.crash_journal import journals, read_lines
from retrotimer.files.data_migration import DataCopy
from retrotimer.files.library_state import LibraryState, read_marks
from retrotimer.files.presets import drafts, user_presets
from retrotimer.files.presets.library import Broken, all_presets, find
from retrotimer.files.presets.reader import Preset
from retrotimer.files.settings import Settings, read_settings
from retrotimer.training.errors import RetroTimerError
from tests.helpers.examples import rf, workout

SOURCE = 'format = 1\nname = "{name}"\n[[steps]]\ndo = "run forward"\nfor = "2 s"\n'
NAMES = [
    "../../up",
    "/etc/passwd",
    "CON",
    "nul",
    "a" * 300,
    ".",
    "..",
    "x\\..\\y",
    "C:\\x",
    "$(reboot)",
    "走 \u202egpj",
]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own."""
    monkeypatch.setenv("RETROTIMER_HOME", str(tmp_path / "home"))
    paths.presets().mkdir(parents=True)
    return tmp_path / "home"


def everything(folder: Path) -> set[Path]:
    """Return all that is in `folder`, at any depth."""
    return set(folder.rglob("*"))


def put_strange_things(folder: Path, ending: str) -> None:
    """Put into `folder` what is no ordinary file: to open some of it would never come back."""
    folder.mkdir(parents=True, exist_ok=True)
    os.mkfifo(folder / f"pipe{ending}")
    (folder / f"zero{ending}").symlink_to("/dev/zero")
    (folder / f"loop{ending}").symlink_to(folder / f"loop{ending}")
    (folder / f"gone{ending}").symlink_to("/no/where")
    (folder / f"folder{ending}").mkdir()


def test_strange_things_among_the_presets_are_told_and_not_waited_for() -> None:
    """If it failed, a pipe or a link to a device would stop the list for ever, or fill the memory."""
    put_strange_things(paths.presets(), ".toml")
    found = [entry for entry in all_presets() if isinstance(entry, Broken)]
    assert sorted(entry.id for entry in found) == ["folder", "gone", "loop", "pipe", "zero"]


def test_strange_things_among_journals_and_drafts_are_passed_over() -> None:
    """If it failed, one of them would stop every start."""
    put_strange_things(paths.journal(), ".jsonl")
    assert {read_lines(path) for path in journals()} == {()}
    put_strange_things(paths.drafts(), ".json")
    assert drafts.drafts() == ()


def test_pipes_in_place_of_notes_and_log_are_passed_over(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """If it failed, `list`, `history`, a report or a session would wait for ever."""
    for name in ("state/log/retrotimer.log",):
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(home / name)
    paths.history().mkdir(parents=True)
    log.note("something")
    assert log.read() == ""
    assert main(["list"]) == 0
    assert main(["history"]) == 0
    assert "beginner" in capsys.readouterr().out


def test_a_pipe_in_place_of_a_preset_that_is_being_edited_is_not_waited_for() -> None:
    """If it failed, keeping both versions would stop the window."""
    opened = user_presets.save_new(workout(rf(2)))
    opened.path.unlink()
    os.mkfifo(opened.path)
    with pytest.raises(user_presets.ChangedMeanwhile):
        user_presets.save(opened, workout(rf(3)))
    with pytest.raises(NotSaved):
        user_presets.save_beside(opened, workout(rf(3)))


@pytest.mark.skipif(not Path("/proc/kmsg").exists() or os.geteuid() != 0, reason="only root may read it")
def test_a_file_of_the_system_that_never_ends_is_not_waited_for() -> None:
    """If it failed, `check` of a wrong path would hang."""
    with pytest.raises(RetroTimerError):
        find("/proc/kmsg")


def test_nothing_is_moved_through_a_link(tmp_path: Path) -> None:
    """If it failed, who can write into a shared folder could have files written anywhere."""
    (paths.presets() / "mine.toml").write_text(SOURCE.format(name="a"))
    target, elsewhere = tmp_path / "shared", tmp_path / "elsewhere"
    for name in ("presets", "marks.json"):
        target.mkdir(exist_ok=True)
        (target / name).symlink_to(elsewhere)
        with pytest.raises(RetroTimerError, match="link"):
            DataCopy(tmp_path / "home", target).run()
        (target / name).unlink()
    os.mkfifo(target / "marks.json")
    with pytest.raises(RetroTimerError, match="device"):
        DataCopy(tmp_path / "home", target).run()
    assert not elsewhere.exists()


def test_strange_things_in_place_of_settings_and_marks_are_told(home: Path) -> None:
    """If it failed, a start would wait for ever."""
    os.mkfifo(paths.settings())
    settings, mistakes = read_settings()
    assert (settings, len(mistakes)) == (Settings(), 1)
    paths.marks().parent.mkdir(parents=True)
    os.mkfifo(paths.marks())
    marks, sentence = read_marks()
    assert marks == LibraryState()
    assert "cannot be read" in sentence
    assert home.exists()


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leads_out_of_the_folder(home: Path, tmp_path: Path, name: str) -> None:
    """If it failed, a workout's name could write over any file of the person's."""
    before = everything(tmp_path) - everything(home)
    path = user_presets.save_new(replace(workout(rf(2)), name=name)).path
    assert path.parent == paths.presets()
    assert path.stem.casefold() not in {"con", "nul", "", ".", ".."}
    assert len(path.name) < 100
    trashed = user_presets.move_to_trash(path)
    assert trashed.parent == paths.trash()
    assert everything(tmp_path) - everything(home) == before


@pytest.mark.parametrize("name", NAMES[:6])
def test_no_imported_name_leads_out_of_the_folder(home: Path, tmp_path: Path, name: str) -> None:
    """If it failed, a workout from the internet could write over any file of the person's."""
    file = tmp_path / "w.txt"
    file.write_text(f"{name}\n1 min run forward\n1 min run backward\n", encoding="utf-8")
    before = everything(tmp_path) - everything(home)
    with suppress(RetroTimerError):
        import_file(file)
    assert everything(tmp_path) - everything(home) == before


def test_a_name_cannot_turn_the_writing_or_the_terminal(home: Path) -> None:
    """If it failed, a preset could show itself as another one, or colour and clear the terminal."""
    (paths.presets() / "turned.toml").write_text(SOURCE.format(name="a\\u202Egpj\\u2066b"), encoding="utf-8")
    (paths.presets() / "red.toml").write_text(SOURCE.format(name="a\\u001b[31m"), encoding="utf-8")
    turned = find("turned")
    assert isinstance(turned, Preset)
    assert turned.workout.name == "agpjb"
    with pytest.raises(RetroTimerError) as message:
        find("red")
    assert "\x1b" not in str(message.value)
    assert home.exists()


def test_nothing_in_a_file_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, opening a preset of a stranger would be running their program."""
    monkeypatch.chdir(tmp_path)
    mark = Path("was-run")
    for name in (
        f"$(touch {mark})",
        f"`touch {mark}`",
        f"; touch {mark}",
        f"{{open('{mark}')}}",
        "%n{0.__class__}",
    ):
        path = paths.presets() / "x.toml"
        path.write_text(SOURCE.format(name=name), encoding="utf-8")
        preset = find(str(path))
        assert preset.workout.name == name
    assert not mark.exists()
