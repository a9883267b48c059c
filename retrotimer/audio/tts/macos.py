"""Speak with macOS's program `say`."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from retrotimer.audio.tts import wav

LINE_S = 8.0


def find() -> MacVoice | None:
    """Return the voice where `say` is on the path."""
    return MacVoice() if shutil.which("say") else None


class MacVoice:
    """Speaks in the voice that the system is set to; the language is that voice's own."""

    name = "say"

    def say(self, lines: Mapping[Path, str], language: str) -> None:  # noqa: ARG002 - the voice has its own
        """Speak each line; the text goes in by standard input, so that it cannot be taken for an option."""
        for path, text in lines.items():
            command = [
                "say",
                "-o",
                str(wav.half(path)),
                "--file-format=WAVE",
                "--data-format=LEI16@22050",
                "-f",
                "-",
            ]
            if not wav.spoken(path, command, text, LINE_S):
                return
