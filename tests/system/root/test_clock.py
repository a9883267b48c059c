"""A machine whose clocks began elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.helpers.crashes import cut_off_after

ROOT = Path(__file__).parents[3]


def test_a_machine_whose_clocks_began_elsewhere_takes_the_session_up(home: Path) -> None:
    """If it failed, a session could not be kept after a restart, whose clocks start again, or an hour's sleep."""
    cut_off_after(90)
    for shift in (["--boottime", "3600"], ["--monotonic", "900000", "--boottime", "900000"]):
        command = ["unshare", "--time", *shift, sys.executable, "-m", "retrotimer"]
        env = {**os.environ, "PYTHONPATH": str(ROOT), "RETROTIMER_LANGUAGE": "en"}
        for arguments in (["recover"], ["run", "warm-up-drill", "--speed", "9999", "--output", "silent"]):
            ran = subprocess.run([*command, *arguments], env=env, capture_output=True, text=True, check=True)
            assert "1:30 of it are done" in ran.stdout + ran.stderr
            assert "Traceback" not in ran.stderr
    assert home.exists()
