"""Voices that are programs: what they are told, and what becomes of what they write."""

from __future__ import annotations

import json
import shutil
import stat
import sys
from pathlib import Path

import pytest

from retrotimer.audio.tts import Speaker, find_speaker, programs

PROGRAM = f"""#!{sys.executable}
import json, pathlib, sys
asked = sys.stdin.buffer.read()
with open({{log!r}}, "a") as log:
    log.write(json.dumps([sys.argv[1:], asked.decode()]) + "\\n")
for option in ("-w", "-o"):
    if option in sys.argv:
        pathlib.Path(sys.argv[sys.argv.index(option) + 1]).write_bytes(b"sound")
if "-Command" in sys.argv:
    for line in json.loads(asked)["lines"]:
        pathlib.Path(line["path"]).write_bytes(b"sound")
sys.exit({{status}})
"""
SPEAKERS = {
    "espeak-ng": programs.find_espeak,
    "say": programs.find_mac_voice,
    "powershell": programs.find_windows_voice,
}
LINE = "-x 'Größer' & \"lang\"; exit"


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where programs note what they were told; the path holds none yet."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    (tmp_path / "bin").mkdir()
    return tmp_path / "log"


def install(log: Path, name: str, status: int = 0) -> None:
    """Put a program called `name` on the path."""
    path = log.parent / "bin" / name
    text = PROGRAM.replace("{log!r}", repr(str(log))).replace("{status}", str(status))
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize("name", SPEAKERS)
def test_a_line_goes_in_as_data_and_comes_out_as_a_file(log: Path, name: str) -> None:
    """If it failed, a line in a preset could be an option or a command of a program."""
    assert SPEAKERS[name]() is None
    install(log, name)
    speaker: Speaker | None = SPEAKERS[name]()
    assert speaker
    line = log.parent / "made" / "line.wav"
    speaker.say({line: LINE}, "de")
    assert [path.name for path in line.parent.iterdir()] == ["line.wav"]
    (arguments, asked) = json.loads(log.read_text())
    assert not any(LINE in argument for argument in arguments)
    assert LINE in (asked if name != "powershell" else json.loads(asked)["lines"][0]["text"])


@pytest.mark.parametrize("name", SPEAKERS)
def test_a_program_that_fails_leaves_no_line(log: Path, name: str) -> None:
    """If it failed, half a line would be taken for the whole."""
    install(log, name, status=1)
    speaker = SPEAKERS[name]()
    assert speaker
    line = log.parent / "made" / "line.wav"
    speaker.say({line: LINE}, "de")
    assert not line.exists()


@pytest.mark.parametrize(("platform", "name"), [("win32", "SAPI"), ("darwin", "say")])
def test_each_system_has_its_own(log: Path, monkeypatch: pytest.MonkeyPatch, platform: str, name: str) -> None:
    """If it failed, Windows and macOS would have no voice for a person's own lines."""
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(
        shutil, "which", lambda program: program if (log.parent / "bin" / program).exists() else None
    )
    assert find_speaker() is None
    install(log, "say")
    install(log, "powershell")
    speaker = find_speaker()
    assert speaker
    assert speaker.name == name
