"""Synthesize speech with Speech Dispatcher's modules (0.11 and later), run directly over pipes.

A module reads `INIT`, `SET` and `SPEAK` with SSML, each block ended by a dot; it answers in numbered lines. Samples
come as `705-AUDIO`, a zero byte and data in which `}` escapes a byte changed by 0x20.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Timer
from typing import IO
from xml.sax.saxutils import escape

from retrotimer.audio.tts import PATIENCE_S, programs

FOLDERS = (
    "/usr/lib/speech-dispatcher-modules",
    "/usr/libexec/speech-dispatcher-modules",
    "/usr/lib64/speech-dispatcher-modules",
)
SETTINGS = Path("/etc/speech-dispatcher")
MODULES = ("espeak-ng", "espeak", "rhvoice", "pico", "festival", "flite")
"""Those that give samples, in the order they are tried where the system names none."""
MARK, CHANGE = ord("}"), 0x20


def find(folders: tuple[str, ...] = FOLDERS, settings: Path = SETTINGS) -> Dispatcher | None:
    """Return the module that the system is set to, or the first of `MODULES` that is installed."""
    for name in (*_wanted(settings / "speechd.conf"), *MODULES):
        for folder in folders:
            program = Path(folder) / f"sd_{name}"
            if name in MODULES and program.is_file():
                return Dispatcher(program, settings / "modules" / f"{name}.conf")
    return None


def _wanted(path: Path) -> Iterator[str]:
    """Give the module that the settings at `path` name, if they do."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        words = line.split()
        if len(words) == 2 and words[0] == "DefaultModule":
            yield words[1].strip('"')


class Dispatcher:
    """Speaks through `program`, a module of Speech Dispatcher, set up by the file `settings`."""

    def __init__(self, program: Path, settings: Path) -> None:
        self.name = program.name.removeprefix("sd_")
        self._command = [str(program), *([str(settings)] if settings.is_file() else [])]

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak the lines in one run of the module."""
        try:
            module = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        except OSError:
            return
        deadline = Timer(PATIENCE_S, module.kill)
        deadline.start()
        try:
            if module.stdin and module.stdout:
                _Talk(module.stdin, module.stdout).speak(lines, language)
        except (OSError, EOFError, ValueError):  # it ended, or speaks another protocol: what is not said stays so
            pass
        finally:
            deadline.cancel()
            module.kill()
            module.communicate()


class _Talk:
    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back

    def speak(self, lines: Mapping[Path, str], language: str) -> None:
        self._ask("INIT")
        self._ask("SET")
        self._ask(f"language={language}\nrate=0\nvolume=100\npitch=0\n.")
        for path, text in lines.items():
            self._ask("SPEAK")
            self._ask(f"<speak>{escape(' '.join(text.split()))}</speak>\n.")
            rate, samples = self._spoken()
            if samples:
                programs.write(path, samples, rate)
        self._to.write(b"QUIT\n")

    def _ask(self, request: str) -> None:
        """Send `request` and read its answer, of which the last line has a space after its number."""
        self._to.write(request.encode() + b"\n")
        self._to.flush()
        line = self._line()
        while line[3:4] == b"-":
            line = self._line()
        if not line.startswith(b"2"):
            raise ValueError(line)

    def _spoken(self) -> tuple[int, bytes]:
        """Return the rate and the samples of all that comes until the module says that it has ended."""
        rate, samples = 0, bytearray()
        while True:
            line = self._line()
            if line.startswith(b"705-sample_rate="):
                rate = int(line.partition(b"=")[2])
            elif line.startswith(b"705-AUDIO\0"):
                samples += _plain(line[len(b"705-AUDIO\0") :])
            elif line.startswith((b"702", b"703")):  # the end, or stopped
                return rate, bytes(samples[: len(samples) // 2 * 2])

    def _line(self) -> bytes:
        line = self._back.readline()
        if not line:
            raise EOFError
        return line[:-1]


def _plain(data: bytes) -> bytes:
    """Return `data` with the bytes that were changed on the way as they were."""
    first, *others = data.split(bytes([MARK]))
    return first + b"".join(bytes([part[0] ^ CHANGE]) + part[1:] for part in others if part)
