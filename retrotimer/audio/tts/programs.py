"""Speak with programs that write WAV files: eSpeak NG, macOS's `say`, Windows' SAPI through PowerShell.

A text goes in by standard input, so that it cannot be taken for an option. A file gets its name once it is whole.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import wave
from collections.abc import Mapping, Sequence
from pathlib import Path

from retrotimer.audio.tts import PATIENCE_S

LINE_S = 8.0  # how long a line may take
ESPEAK = ("espeak-ng", "espeak")
SAY = ("--file-format=WAVE", "--data-format=LEI16@22050", "-f", "-")
POWERSHELL = "powershell"
SCRIPT = """
[Console]::InputEncoding = [Text.Encoding]::UTF8
Add-Type -AssemblyName System.Speech
$asked = [Console]::In.ReadToEnd() | ConvertFrom-Json
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, [Globalization.CultureInfo]::new($asked.language)) } catch {}
foreach ($line in $asked.lines) {
  $voice.SetOutputToWaveFile($line.path)
  $voice.Speak($line.text)
  $voice.SetOutputToNull()
}
$voice.Dispose()
"""


class Espeak:
    """The voice of eSpeak NG, by one run of `program` for each line."""

    def __init__(self, program: str) -> None:
        self.name = program

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak each line until one fails."""
        for path, text in lines.items():
            if not spoken(path, [self.name, "-v", language, "-w", str(half(path)), "--stdin"], text):
                return


class MacVoice:
    """The voice that macOS is set to, in its own language."""

    name = "say"

    def say(self, lines: Mapping[Path, str], language: str) -> None:  # noqa: ARG002 - the voice has its own
        """Speak each line until one fails."""
        for path, text in lines.items():
            if not spoken(path, ["say", "-o", str(half(path)), *SAY], text):
                return


class WindowsVoice:
    """Speaks in a voice of the language, or in the one that the system is set to."""

    name = "SAPI"

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak all lines; texts and paths go in by standard input as data, never as part of the script."""
        for path in lines:
            path.parent.mkdir(parents=True, exist_ok=True)
        asked = {
            "language": language,
            "lines": [{"path": str(half(path)), "text": text} for path, text in lines.items()],
        }
        command = [POWERSHELL, "-NoProfile", "-NonInteractive", "-Command", SCRIPT]
        try:
            done = subprocess.run(
                command,
                input=json.dumps(asked).encode(),
                capture_output=True,
                timeout=PATIENCE_S,
                check=False,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # else a console flashes
            )
        except (OSError, subprocess.TimeoutExpired):
            return
        if done.returncode == 0:
            for path in lines:
                keep(path)


def find_espeak() -> Espeak | None:
    """Return eSpeak's voice, if a program of it is on the path."""
    return next((Espeak(program) for program in ESPEAK if shutil.which(program)), None)


def find_mac_voice() -> MacVoice | None:
    """Return macOS's voice, if `say` is on the path."""
    return MacVoice() if shutil.which("say") else None


def find_windows_voice() -> WindowsVoice | None:
    """Return Windows' voice, if PowerShell is on the path; one run speaks all lines, as its start takes 1 s."""
    return WindowsVoice() if shutil.which(POWERSHELL) else None


def write(path: Path, samples: bytes, rate: int) -> None:
    """Write mono int16 little-endian `samples` to `path` in one step; its folder is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = half(path)
    with wave.open(str(beside), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    beside.replace(path)


def spoken(path: Path, command: Sequence[str], text: str) -> bool:
    """Let `command` speak `text` from stdin into a file at `path`; return False if it fails or takes too long."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=LINE_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    if done.returncode == 0:
        keep(path)
    return True


def half(path: Path) -> Path:
    """Return where a file for `path` is written before it is whole; no sound file by its name."""
    return path.with_name(f".{path.name}.part")


def keep(path: Path) -> None:
    """Give the file that a program has written beside `path` its name, if there is one with anything in it."""
    beside = half(path)
    if beside.is_file() and beside.stat().st_size:
        beside.replace(path)
