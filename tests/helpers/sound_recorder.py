"""Writes standard input to a file, and when each piece of it came to another. A process: no interpreter delays it.

    parec … | python sound_recorder.py SAMPLES TIMES

A line of TIMES is how many bytes had come, and the monotonic clock's ns at which they had.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

PIECE = 1 << 16


def main() -> None:
    """Write until the input ends."""
    samples, times = (Path(argument) for argument in sys.argv[1:])
    count = 0
    with samples.open("wb", buffering=0) as content, times.open("w", buffering=1) as lines:
        while piece := os.read(0, PIECE):
            now_ns = time.monotonic_ns()
            count += len(piece)
            content.write(piece)
            lines.write(f"{count} {now_ns}\n")


if __name__ == "__main__":
    main()
