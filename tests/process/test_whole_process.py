"""The command line as a process of its own: what it loads, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from retrotimer.app.diagnostics.doctor import TOPICS
from retrotimer.cli.streams import KIN

ROOT = Path(__file__).parents[2]
HEAVY = ("PySide6", "rich", "miniaudio", "platformdirs", "psutil", "tomlkit", "retrotimer.audio", "retrotimer.gui")
LOADED = """
import sys
from retrotimer.cli import main
status = main(sys.argv[1:])
print([name for name in sys.modules if name.startswith(tuple({heavy}))], file=sys.stderr)
sys.exit(status)
"""


def environment(home: Path, **others: str) -> dict[str, str]:
    """Return the environment of a process with a folder of its own."""
    own = {"PYTHONPATH": str(ROOT), "RETROTIMER_HOME": str(home), "RETROTIMER_LANGUAGE": "en", "PYTHONUTF8": "1"}
    return {**os.environ, **own, **others}


def retrotimer(home: Path, *arguments: str, **others: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m retrotimer` without a keyboard."""
    return subprocess.run(
        [sys.executable, "-m", "retrotimer", *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment(home, **others),
        check=False,
        cwd=home,
    )


@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("show", "beginner"), ("--version",)])
def test_quick_commands_load_no_heavy_library(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """If it failed, a list of presets would wait for a window's library."""
    code = LOADED.format(heavy=list(HEAVY))
    for _time in range(2):
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            env=environment(tmp_path),
            check=True,
        )
        assert done.stderr == "[]\n"


def test_a_session_in_a_pipe_is_plain_lines_and_its_events_a_file(tmp_path: Path) -> None:
    """If it failed, a session could not be run by a script."""
    arguments = ("run", "warm-up-drill", "--speed", "2000", "--output", "silent", "--events", "e.jsonl")
    done = retrotimer(tmp_path, *arguments)
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert (lines[0], lines[-3], len(lines)) == ("Warm-up drill, 5:00", "   5:00  Finished", 28)
    assert "not kept in the history" in lines[-2]
    assert lines[-1] == "Warm-up drill finished: 5:00, of it 1:00 backward."
    assert "\x1b" not in done.stdout
    events = [json.loads(line) for line in (tmp_path / "e.jsonl").read_text(encoding="utf-8").splitlines()]
    monos = [event["mono_ns"] for event in events]
    assert monos == sorted(monos)
    assert [event["event"] for event in events if event["event"] != "cue"] == [
        "get-ready",
        *["interval"] * 23,
        "finished",
    ]
    assert round((monos[-1] - monos[0]) / 1e6) == 310_000 / 2_000


def test_a_session_of_taps_without_a_keyboard_is_refused(tmp_path: Path) -> None:
    """If it failed, it would hang for ever."""
    done = retrotimer(tmp_path, "run", "alternata-3k", "--output", "silent")
    assert (done.returncode, done.stdout) == (2, "")
    assert "waits for you to tap" in done.stderr


def test_events_that_cannot_be_written_are_told_before_the_session(tmp_path: Path) -> None:
    """If it failed, a measurement would be found missing after the session."""
    done = retrotimer(tmp_path, "run", "beginner", "--output", "silent", "--events", "no/where.jsonl")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "The events cannot be written to no/where.jsonl: No such file or directory.\n"


def test_a_reader_who_goes_away_is_no_news(tmp_path: Path) -> None:
    """If it failed, `retrotimer list | head -1` would end in a traceback."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "retrotimer", "list"]
    env = environment(tmp_path)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, env=env, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    """If it failed, half a list would pass for the whole."""
    command = [sys.executable, "-m", "retrotimer", "list"]
    env = environment(tmp_path)
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=env, check=False)
    assert done.returncode == 3
    assert done.stderr == "The output could not be written: No space left on device.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_signs_that_a_terminal_lacks_are_replaced(tmp_path: Path, encoding: str) -> None:
    """If it failed, ≈ and the arrows would end the program on old terminals."""
    command = [sys.executable, "-m", "retrotimer", "show", "track-laps"]
    env = environment(tmp_path, PYTHONUTF8="0", PYTHONIOENCODING=encoding, LC_ALL="C")
    done = subprocess.run(command, capture_output=True, env=env, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    text = done.stdout.decode(encoding)
    assert "?" not in text
    assert "Run backward" in text


def test_every_kin_of_a_sign_is_one_sign() -> None:
    """If it failed, columns would not line up on old terminals."""
    assert all(len(sign) == len(kin) == 1 and kin.isascii() for sign, kin in KIN.items())


def test_ctrl_c_in_a_pipe_ends_with_130(tmp_path: Path) -> None:
    """If it failed, a script that is interrupted would go on, or show a traceback."""
    command = [sys.executable, "-m", "retrotimer", "run", "beginner", "--output", "silent"]
    env = environment(tmp_path)
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env
    ) as program:
        assert program.stdout
        assert program.stdout.readline() == "Beginner, 23:00\n"
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=30)
    assert (program.returncode, err) == (130, "")
    assert out.splitlines()[-1].startswith("Beginner stopped after 0:0")


def test_doctor_answers(tmp_path: Path) -> None:
    """If it failed, a person who needs help could not say what they have."""
    done = retrotimer(tmp_path, "doctor", "--json")
    found = json.loads(done.stdout)
    assert done.returncode == (3 if found["missing"] else 0)
    assert [name for name, _some in groupby(finding["topic"] for finding in found["findings"])] == list(TOPICS)
    assert retrotimer(tmp_path, "doctor").returncode == done.returncode
