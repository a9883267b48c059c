"""Terminal and window play the same session: run for real, as two programs, and compared event by event."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrotimer.files.presets.library import BUILT_IN, find

TAPPED = "race"
"""Workouts with this tag wait for the athlete; what both shells make of a tap is tested where keys are pressed."""
SPEED = os.environ.get("RETROTIMER_TEST_SPEED", "6000")
"""At 60 the whole takes six minutes a shell; see docs/measurements.md."""


def events_of(preset: str, folder: Path, *shell: str) -> list[dict[str, object]]:
    """Run `preset` to its end in a shell and return what happened, without the machine's own times."""
    file = folder / f"{preset}{len(shell)}.jsonl"
    command = ["run", preset, "--speed", SPEED, "--output", "silent", "--events", str(file), *shell]
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "RETROTIMER_HOME": str(folder)}
    subprocess.run(
        [sys.executable, "-m", "retrotimer", *command],
        env=env,
        check=True,
        timeout=120,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    events = [json.loads(line) for line in file.read_text().splitlines()]
    return [{key: value for key, value in event.items() if key != "mono_ns"} for event in events]


@pytest.mark.parametrize("preset", [preset for preset in BUILT_IN if TAPPED not in find(preset).workout.tags])
def test_both_shells_live_through_the_same_events(preset: str, tmp_path: Path) -> None:
    """An athlete would get another session in the window than in the terminal."""
    terminal = events_of(preset, tmp_path)
    window = events_of(preset, tmp_path, "--window", "--close")
    assert terminal == window
    assert terminal[0]["event"] == "get-ready"
    assert terminal[-1]["event"] == "finished"
    assert sum(event.get("cue") == "start" for event in terminal) == sum(
        event["event"] == "interval" for event in terminal
    )
