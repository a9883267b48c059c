"""A real session on a real terminal: the program in a pseudo-terminal, real keys, its screen read back."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrotimer.terminal import font

ROOT = Path(__file__).parents[2]
PATIENCE_S = 30
"""How long the screen may take to show what it must; only a fault takes it."""
ARROW_RIGHT = b"\x1b[C"


def _more(file: int, complaint: str = "nothing more came") -> str:
    """Read what comes next."""
    assert select.select([file], [], [], PATIENCE_S)[0], complaint
    came = os.read(file, 65_536).decode(errors="replace")
    assert came, complaint
    return came


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, tmp_path: Path, *arguments: str, columns: int = 80, rows: int = 24) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(theirs)
        command = [sys.executable, "-m", "retrotimer", *arguments]
        env = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", "RETROTIMER_HOME": str(tmp_path)}
        env |= {"PYTHONPATH": str(ROOT), "RETROTIMER_LANGUAGE": "en"}
        self.program = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=env, cwd=tmp_path, start_new_session=True
        )
        self._theirs = theirs
        self.screen = ""

    def read_until(self, *texts: str) -> str:
        """Read the screen until each of `texts` has come since the last reading; return what came."""
        came = ""
        while not all(text in came for text in texts):
            came += _more(self._ours, f"{texts} did not come after {came!r}")
        self.screen += came
        return came

    def press(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self._ours, keys)

    def end(self) -> int:
        """Wait for the program's end and return its exit status."""
        status = self.program.wait(PATIENCE_S)
        assert termios.tcgetattr(self._theirs) == self.before
        return status

    def vanish(self) -> None:
        """Take the terminal away from under the program."""
        os.close(self._theirs)
        os.close(self._ours)
        self._theirs = self._ours = -1

    def close(self) -> None:
        """End the program, if it still runs, and the terminal."""
        if self.program.poll() is None:
            self.program.kill()
            self.program.wait()
        if self._ours >= 0:
            self.vanish()


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Run a session on a terminal, fast and silent, its events in `events.jsonl`."""
    terminals: list[Terminal] = []

    def begin(preset: str, *options: str) -> Terminal:
        arguments = ("run", preset, "--speed", "60", "--output", "silent", "--events", "events.jsonl", *options)
        terminals.append(Terminal(tmp_path, *arguments))
        return terminals[-1]

    yield begin
    for terminal in terminals:
        terminal.close()


def events(tmp_path: Path) -> list[tuple[str, int]]:
    """Return the events but cues, and the interval of each."""
    lines = (json.loads(line) for line in (tmp_path / "events.jsonl").read_text(encoding="utf-8").splitlines())
    return [(line["event"], line["interval"]) for line in lines if line["event"] != "cue"]


def big(words: str) -> str:
    """Return a line of `words` as they are drawn."""
    return font.block(words)[1].rstrip()


def test_a_session_with_real_keys(run: Callable[..., Terminal], tmp_path: Path) -> None:
    """If it failed, the program would not be usable in a terminal at all."""
    terminal = run("alternata-3k", "--get-ready", "0")
    terminal.read_until("\x1b[?1049h", big("RUN BACKWARD"), "Round 1 of 3", "Next: ▲ Run forward")
    terminal.press(ARROW_RIGHT)
    terminal.read_until(big("RUN FORWARD"), "Next: ▼ Run backward")
    terminal.press(b" ")
    terminal.read_until(big("PAUSED"), "Space")
    terminal.press(b"?")
    terminal.read_until("restart this interval")
    terminal.press(b"?")
    terminal.read_until(big("PAUSED"))
    terminal.press(b" ")
    terminal.read_until(big("RUN FORWARD"))
    for words in ("RUN BACKWARD", "RUN FORWARD", "RUN BACKWARD", "RUN FORWARD"):
        terminal.press(ARROW_RIGHT)
        terminal.read_until(big(words))
    terminal.press(ARROW_RIGHT)
    terminal.read_until("\x1b[?1049l", "Alternata 3 km finished: ")
    assert terminal.end() == 0
    assert [kind for kind, _interval in events(tmp_path)] == [
        *["interval"] * 2,
        "paused",
        "resumed",
        *["interval"] * 4,
        "finished",
    ]


def test_escape_pauses_and_stops(run: Callable[..., Terminal], tmp_path: Path) -> None:
    """If it failed, there would be no way out of a session but Ctrl-C."""
    terminal = run("beginner")
    terminal.read_until(big("GET READY"))
    terminal.press(b"\x1b")
    terminal.read_until(big("PAUSED"))
    terminal.press(b"q")
    terminal.read_until("\x1b[?1049l", "Beginner stopped after ")
    assert terminal.end() == 0
    assert events(tmp_path)[-1][0] == "stopped"


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_the_terminal_as_it_was(
    run: Callable[..., Terminal], tmp_path: Path, number: signal.Signals, status: int
) -> None:
    """If it failed, the shell would be left on the other screen, without cursor or echo."""
    terminal = run("alternata-3k", "--get-ready", "0")
    terminal.read_until(big("RUN BACKWARD"))
    terminal.program.send_signal(number)
    terminal.read_until("\x1b[?25h", "\x1b[?1049l")
    assert terminal.end() == status
    assert events(tmp_path)[-1][0] == "stopped"


def test_the_first_session_begins_with_the_checks(tmp_path: Path) -> None:
    """If it failed, nobody would hear of heat and of 25 minutes of running first who has no window."""
    terminal = Terminal(tmp_path, "run", "alternata-3k", "--output", "silent", "--get-ready", "0")
    terminal.read_until("You wear no headphones.", "WBGT 29.3 to 30.9", "25 minutes", "Press Enter")
    terminal.press(b"\n")
    terminal.read_until("\x1b[?1049h")
    terminal.vanish()
    terminal.program.wait(PATIENCE_S)
    terminal.close()


def test_ctrl_c_on_the_keyboard_is_such_a_signal(tmp_path: Path) -> None:
    """If it failed, Ctrl-C would be one key among others."""
    code = "import os,pty,sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"
    session = [sys.executable, "-m", "retrotimer", "run", "alternata-3k", "--output", "silent"]
    (tmp_path / "settings.toml").write_text("[start]\nchecklist_read = true\n")
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RETROTIMER_HOME": str(tmp_path), "TERM": "xterm"}
    with subprocess.Popen(
        [sys.executable, "-c", code, *session],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=env,
    ) as spawned:
        assert spawned.stdin
        assert spawned.stdout
        came = ""
        while "1049h" not in came:
            came += _more(spawned.stdout.fileno())
        spawned.stdin.write(b"\x03")
        spawned.stdin.flush()
        while "stopped after" not in came:
            came += _more(spawned.stdout.fileno())
        assert spawned.wait(PATIENCE_S) == 130


def test_a_new_size_of_the_terminal_is_seen(run: Callable[..., Terminal]) -> None:
    """If it failed, a resized window would show a torn screen until the next interval."""
    terminal = run("alternata-3k", "--get-ready", "0")
    terminal.read_until(big("RUN BACKWARD"))
    terminal.press(b" ")
    terminal.read_until(big("PAUSED"))
    fcntl.ioctl(terminal._ours, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 40, 0, 0))
    came = terminal.read_until("▼ PAUSED")
    assert big("PAUSED") not in came


def test_a_session_whose_terminal_is_gone_ends_and_is_kept(tmp_path: Path) -> None:
    """If it failed, a closed terminal would leave a program that takes a whole core, for ever."""
    (tmp_path / "settings.toml").write_text("[start]\nchecklist_read = true\n")
    terminal = Terminal(tmp_path, "run", "alternata-3k", "--output", "silent", "--get-ready", "0")
    terminal.read_until(big("RUN BACKWARD"))
    terminal.vanish()
    terminal.program.wait(PATIENCE_S)
    terminal.close()
    assert len(list((tmp_path / "data" / "history").iterdir())) == 1
    assert list((tmp_path / "state" / "journal").iterdir()) == []
