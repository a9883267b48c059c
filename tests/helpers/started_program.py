"""Run the program as a separate process, without a keyboard."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


def started(*arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start the program with `arguments` and extra environment variables."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "RETROTIMER_LANGUAGE": "en", **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "retrotimer", *arguments],
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(program: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end of `program`; return its exit status and its output."""
    with program:
        out, err = program.communicate(timeout=PATIENCE_S)
    assert "Traceback" not in out + err
    return program.returncode, out + err
