"""The system's clocks, seen by a process whose clocks are shifted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_a_shifted_boot_clock_is_seen_by_a_real_process() -> None:
    """If it failed, the system's own clocks would not be those that tell of sleep."""
    clock = "from retrotimer.app.session.clock import SystemClock as C"
    code = f"{clock}; c = C(); print((c.boot_ns() - c.now_ns()) // 10**9)"
    shifted = ["unshare", "--time", "--boottime", "3600", sys.executable, "-c", code]
    done = subprocess.run(shifted, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        pytest.skip("no time namespaces here")
    assert int(done.stdout) >= 3_599
