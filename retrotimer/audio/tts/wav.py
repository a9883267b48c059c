"""Write a spoken line as a WAV file atomically."""

from __future__ import annotations

import subprocess
import wave
from collections.abc import Sequence
from pathlib import Path


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


def spoken(path: Path, command: Sequence[str], text: str, most_s: float) -> bool:
    """Let `command` speak `text` from stdin into a file at `path`; return False if it fails or takes `most_s`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        done = subprocess.run(command, input=text.encode(), capture_output=True, timeout=most_s, check=False)
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
