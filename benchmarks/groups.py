"""Play a preset to four groups 20 s apart at a virtual sink, as long as it lasts, and follow it by ear.

    PYTHONPATH=. python -m benchmarks.groups [PRESET]

It ends with an error where a direction is heard wrong, late by more than the decoder takes, or of another group;
else it prints by how many ms the changes are off the middle of all.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retrotimer.files.presets.library import find
from tests.helpers.sound_server import SoundServer
from tests.system.sound.followed_groups import follow


def main(preset: str = "gentler-3-1") -> None:
    """Play it and print the figures."""
    with SoundServer() as server:
        os.environ["PULSE_SERVER"] = server.address
        errors = follow(server, find(preset))
    spread = f"p95 {quantiles(errors, n=20)[-1]:.2f}, most {max(errors):.2f} ms"
    print(f"{len(errors)} changes, median {median(errors):.2f}, {spread}")


if __name__ == "__main__":
    main(*sys.argv[1:])
