"""The voice of macOS, by its program `say`."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from retrotimer.audio.speakers import wav

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
            path.parent.mkdir(parents=True, exist_ok=True)
            command = [
                "say",
                "-o",
                str(wav.half(path)),
                "--file-format=WAVE",
                "--data-format=LEI16@22050",
                "-f",
                "-",
            ]
            try:
                done = subprocess.run(
                    command, input=text.encode(), capture_output=True, timeout=LINE_S, check=False
                )
            except (OSError, subprocess.TimeoutExpired):
                return
            if done.returncode == 0:
                wav.keep(path)
