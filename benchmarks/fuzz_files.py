#!/usr/bin/env python3
"""Broken files of every kind that is read: `python benchmarks/fuzz_files.py [COUNT]`, 100,000 where none is given.

Takes every built-in preset as a preset, a FIT file, a Zwift workout and a text, breaks a copy in a few random
places and reads it, mostly with a right checksum where the kind has one. Every file must be read or refused with a
sentence. Prints JSON: how many there were of each, the slowest in ms, the memory at its peak in MB. Ends with 1
after a traceback.
"""

from __future__ import annotations

import json
import random
import resource
import struct
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))
from retrotimer.exchange.registry import READERS, WRITERS, Terms, read_workout_file
from retrotimer.files.presets.library import BUILT_IN, find
from retrotimer.files.presets.reader import read_preset
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.workout.paces import Paces
from tests.helpers.fit_files import crc

COUNT = 100_000
MOST_BREAKS = 8
PIECES = (
    b"\0",
    b"\xff",
    b'"',
    b"<",
    b">",
    b"&",
    b"(",
    b"[",
    b"{",
    b"x",
    b"- ",
    b"\n",
    b"999999999",
    b"-1",
    b"1e9",
    b"<!DOCTYPE",
)
TERMS = Terms(Paces(), 1_700_000_000_000)


def seeds(ending: str) -> list[bytes]:
    """Return every built-in preset as a file with this ending."""
    made = []
    for name in BUILT_IN:
        file = BytesIO()
        WRITERS[ending](find(name).workout, file, TERMS)
        made.append(file.getvalue())
    return made


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return `data` changed in a few places."""
    for _n in range(chance.choice((1, 1, 2, MOST_BREAKS))):
        at, length = chance.randrange(len(data) + 1), chance.choice((1, 1, 2, 8, 64))
        piece = chance.choice((b"", chance.randbytes(length), chance.choice(PIECES), data[at : at + length] * 3))
        data = data[:at] + piece + data[at + chance.choice((0, len(piece), length)) :]
    return data


def sealed(data: bytes) -> bytes:
    """Return a FIT file's `data` with a right length and checksum, so that what is broken in it is reached."""
    if len(data) < 16:
        return data
    start = min(max(data[0], 12), len(data) - 2)
    body = data[start:-2]
    header = struct.pack("<2BHI4s", 12, 0x20, 2132, len(body), b".FIT")
    return header + body + struct.pack("<H", crc(header + body))


def main(count: int) -> int:
    """Break and read `count` files."""
    chance = random.Random(1)  # noqa: S311 - the same files each time
    endings = (*READERS, ".toml")
    made = {ending: seeds(ending) for ending in endings}
    outcomes: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for nth in range(count):
            ending = endings[nth % len(endings)]
            data = broken(chance.choice(made[ending]), chance)
            data = sealed(data) if ending == ".fit" and chance.random() < 0.9 else data
            path = Path(folder) / f"file{ending}"
            path.write_bytes(data)
            read: Callable[[Path], object] = read_preset if ending == ".toml" else read_workout_file
            before = perf_counter()
            outcome = tried(read, path)
            slowest = max(slowest, perf_counter() - before)
            outcomes[f"{ending} {outcome}"] += 1
            if outcome == "traceback":
                print(repr(data), file=sys.stderr)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024
    print(
        json.dumps(
            {"files": dict(sorted(outcomes.items())), "slowest_ms": round(1_000 * slowest), "peak_mb": round(peak)}
        )
    )
    return int(any("traceback" in outcome for outcome in outcomes))


def tried(read: Callable[[Path], object], path: Path) -> str:
    """Read the file at `path` and return what came of it."""
    try:
        read(path)
    except RetroTimerError:
        return "refused"
    except Exception:  # noqa: BLE001 - this is what is looked for
        traceback.print_exc()
        return "traceback"
    return "read"


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT))
