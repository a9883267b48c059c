"""What the whole voice and all tones take: memory once every line was said, room on the disk, time to read a clip.

python benchmarks/voice_memory.py
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import psutil  # type: ignore[import-untyped]

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from retrotimer.app.session.voices import make_voice
from retrotimer.audio.clips import decoded
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.files.assets import asset
from retrotimer.training.cues.cue_types import SHORT_START_MS, TONE_MS, CueKind
from retrotimer.training.cues.phrases import all_lines
from retrotimer.training.workout.workout import MOVEMENTS, STAND, Role

MB = 1 << 20


def main() -> None:
    """Measure, and print the figures as JSON."""
    folder = asset("voice", "en")
    decoded(next(folder.glob("*.ogg")))  # the library is loaded before anything is counted
    process = psutil.Process()
    before = process.memory_full_info().uss
    voice = make_voice()
    began = time.perf_counter()
    lengths_ms = [clip.length_ms for line in all_lines() if (clip := voice.clip(line))]
    read_ms = (time.perf_counter() - began) * 1_000 / len(lengths_ms)
    starts = [*((movement, None) for movement in MOVEMENTS.values()), (STAND, Role.TURN)]
    tones = [start_tone(*start, ms) for start in starts for ms in (TONE_MS[CueKind.START], SHORT_START_MS)]
    tones += [tone for kind in CueKind if (tone := event_tone(kind))]
    figures = {
        "lines": len(all_lines()),
        "said": len(lengths_ms),
        "tones": len(tones),
        "seconds": round(sum(lengths_ms) / 1_000, 1),
        "memory_mb": round((process.memory_full_info().uss - before) / MB, 1),
        "disk_mb": round(sum(path.stat().st_size for path in folder.iterdir()) / MB, 2),
        "read_ms_a_clip": round(read_ms, 2),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
