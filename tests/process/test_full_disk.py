"""Files that are written where no file may grow, as on a full disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from retrotimer.files.atomic import NotSaved, atomic_write
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, 4_096))
path = Path(sys.argv[1])
try:
    with atomic_write(path) as file:
        file.write(b"x" * int(sys.argv[2]))
except NotSaved as error:
    sys.exit(f"{error.path == path} {error}")
"""
"""Saves where no file may grow beyond 4 KiB, as on a full disk; a program of its own, as all of it is limited."""


@pytest.mark.parametrize("size", [4_097, 200_000])  # the first fits into the buffer and fails at the end
def test_a_full_disk_keeps_the_old_contents(tmp_path: Path, size: int) -> None:
    """If it failed, a full disk would cost the file that was there, or end in a traceback."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    command = [sys.executable, "-c", FULL_DISK, str(path), str(size)]
    saved = subprocess.run(command, capture_output=True, text=True, check=False)
    assert saved.returncode == 1
    assert saved.stderr.startswith("True ")
    assert "a could not be saved: File too large. Nothing was changed" in saved.stderr
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old"}
