"""eSpeak NG, where its program is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from retrotimer.audio.speakers import wav

PROGRAMS = ("espeak-ng", "espeak")
LINE_S = 5.0


def find() -> Espeak | None:
    """Return the first of `PROGRAMS` that is on the path."""
    program = next((program for program in PROGRAMS if shutil.which(program)), None)
    return Espeak(program) if program else None


class Espeak:
    """Speaks by one run of the program for each line."""

    def __init__(self, program: str) -> None:
        self.name = program

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak each line; the text goes in by standard input, so that it cannot be taken for an option."""
        for path, text in lines.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            command = [self.name, "-v", language, "-w", str(wav.half(path)), "--stdin"]
            try:
                done = subprocess.run(
                    command, input=text.encode(), capture_output=True, timeout=LINE_S, check=False
                )
            except (OSError, subprocess.TimeoutExpired):
                return
            if done.returncode == 0:
                wav.keep(path)
