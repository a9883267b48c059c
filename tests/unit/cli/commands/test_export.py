"""`export` on a terminal: how far it is, and Ctrl-C."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from retrotimer.app.export.audio import export as real
from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions
from retrotimer.cli.commands import export as command
from retrotimer.training.groups.pairs import Partner
from tests.unit.cli.conftest import Result

Run = Callable[..., Result]


class Terminal(io.StringIO):
    """A standard error that a person looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["mp3", "wav"])
def test_a_terminal_is_told_how_far_it_is(retrotimer: Run, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    """If it failed, a person would look at nothing for half a minute."""
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    status, out, _err = retrotimer("export", "warm-up-drill", "-o", f"drill.{ending}")
    assert (status, out) == (0, f"Warm-up drill, 5:00, is in drill.{ending}.\n")
    assert "Writing the sound" in terminal.getvalue()
    assert "100%" in terminal.getvalue()


@pytest.mark.thorough
@pytest.mark.parametrize("ending", ["mp3", "wav"])
def test_ctrl_c_leaves_no_file(
    retrotimer: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ending: str
) -> None:
    """If it failed, half a file would stand there, or a script would believe that it was whole."""
    out = tmp_path / f"drill.{ending}"
    out.write_bytes(b"before")

    def press(part: float) -> None:
        if part > 0.5:
            signal.raise_signal(signal.SIGINT)

    def pressed(overview: Overview, path: Path, playback: PlaybackOptions, *, progress: object) -> None:
        assert progress is None
        real(overview, path, playback, progress=press)

    monkeypatch.setattr("retrotimer.cli.commands.export.export", pressed)
    status, message, err = retrotimer("export", "warm-up-drill", "-o", str(out))
    assert (status, message, err) == (130, "", "")
    assert out.read_bytes() == b"before"
    assert not [*tmp_path.glob("*.part")]
    assert not [*tmp_path.glob(".*.part")]


@pytest.mark.parametrize("ending", [".ogg", ".FLAC", ".m4a"])
def test_a_sound_format_that_is_not_written_is_refused(retrotimer: Run, tmp_path: Path, ending: str) -> None:
    """If it failed, somebody would get a traceback, or a file that no player takes."""
    status, message, err = retrotimer("export", "warm-up-drill", "-o", f"drill{ending}")
    assert (status, message) == (2, "")
    assert err.count("\n") == 1
    assert f"drill{ending}: sound is exported as MP3 or WAV" in err
    assert not (tmp_path / f"drill{ending}").exists()


@pytest.mark.parametrize("out", ["my.toml", "./folder/../my.toml", "link.toml", "link.wav", "link.ics", "link.fit"])
def test_a_workout_is_not_exported_onto_itself(retrotimer: Run, tmp_path: Path, out: str) -> None:
    """If it failed, a slip in a name would take a person's comments, or the whole workout."""
    source = '# mine\nformat = 1\nname = "N"\nsteps = [{ do = "stand", for = "1 s" }]\n'
    (tmp_path / "my.toml").write_text(source)
    (tmp_path / "folder").mkdir()
    if out.startswith("link"):
        (tmp_path / out).symlink_to("my.toml")
    status, message, err = retrotimer("export", "./my.toml", "-o", out)
    assert (status, message) == (2, "")
    assert "is what this is made from" in err
    assert (tmp_path / "my.toml").read_text() == source


@pytest.mark.parametrize("option", [("--group", "A"), ("--get-ready", "5"), ("--music", ".")])
def test_what_only_sound_has_is_refused_for_other_files(
    retrotimer: Run, tmp_path: Path, option: tuple[str, str]
) -> None:
    """If it failed, what a person asked for would be dropped in silence."""
    status, _out, errors = retrotimer("export", "pyramid", "-o", str(tmp_path / "x.fit"), *option)
    assert status == 2
    assert f"{option[0]}: only a sound file has that" in errors
    assert not (tmp_path / "x.fit").exists()


def test_a_sheet_gets_the_groups(retrotimer: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """If it failed, a coach without the window could not print who does what."""
    found: list[Overview] = []

    def write(overview: Overview, _out: Path) -> tuple[str, ...]:
        found.append(overview)
        return ()

    monkeypatch.setattr(command, "_write_sheet", write)
    groups = ("--group", "Red", "--group", "Blue,eyes")
    status, _out, err = retrotimer("export", "pyramid", "-o", "x.pdf", *groups)
    assert (status, err) == (0, "")
    assert [(group.name, group.partner) for group in found[0].groups] == [("Red", None), ("Blue", Partner.EYES)]
