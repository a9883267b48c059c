"""Speak with eSpeak NG, where its program is installed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from retrotimer.audio.tts import wav

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
            command = [self.name, "-v", language, "-w", str(wav.half(path)), "--stdin"]
            if not wav.spoken(path, command, text, LINE_S):
                return
