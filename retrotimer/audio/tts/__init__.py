"""Find the system's text-to-speech: one module for each engine, behind one protocol."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

PATIENCE_S = 20.0  # how long all lines of a session may take; a voice that hangs is ended


class Speaker(Protocol):
    """A voice of the system. `name` is what people know it by."""

    name: str

    def say(self, lines: Mapping[Path, str], language: str) -> None:
        """Speak each line into a WAV file at its path, in the language of a code such as `en`; skip what fails."""


def find_speaker() -> Speaker | None:
    """Return the voice that this system has; None where it has none."""
    return next((speaker for speaker in (find() for find in _finders()) if speaker), None)


def _finders() -> tuple[Callable[[], Speaker | None], ...]:
    from retrotimer.audio.tts import dispatcher, programs  # where a voice is looked for

    if sys.platform == "win32":
        return (programs.find_windows_voice,)
    if sys.platform == "darwin":
        return (programs.find_mac_voice,)
    return dispatcher.find, programs.find_espeak
