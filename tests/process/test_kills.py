"""The short form of `benchmarks/kills.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_twenty_kills_cost_nothing() -> None:
    """If it failed, a crash or an empty battery would cost what the program had said was saved."""
    command = [sys.executable, "benchmarks/kills.py", "--count", "20"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert '"corrupt": 0, "lost": 0, "unusable": 0' in ran.stdout
