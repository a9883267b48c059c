#!/usr/bin/env python3
"""Make the spoken lines in assets/voice/en: `PYTHONPATH=. python3 tools/assets/voice.py`.

Needs hibari-tts 0.2.1, numpy, soundfile and soxr from PyPI; the voice itself is in hibari-tts's wheel.
`--speaker NAME --to FOLDER` has another voice of `voice_speakers` say the lines, for `voice_listen.py` to compare.
"""

from __future__ import annotations

import argparse
from math import ceil
from pathlib import Path

import soundfile
import voice_sound
from voice_sound import LOUDNESS_LUFS, RATE, Sound, at_loudness, clip_of, momentary_lufs, true_peak_dbtp
from voice_speakers import SPEAKERS
from voice_text import spoken

from retrotimer.training.cues.phrases import all_lines, line_name

FOLDER = Path(__file__).parents[2] / "assets" / "voice" / "en"
SHIPPED = "heart"
NAMES = {"heart": ("Heart", "Apache-2.0")}
QUALITY = 0.3
"""Of Vorbis, from 0 to 1."""
ALLOWED_LU = 0.1
HIGHEST_DBTP = -1.2
TRIES = 8


def main() -> None:
    """Speak every line, and write the table of lengths."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--speaker", choices=SPEAKERS, default=SHIPPED)
    asked.add_argument("--to", type=Path, default=FOLDER)
    args = asked.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    for old in args.to.glob("*.ogg"):
        old.unlink()
    lengths = {}
    for text in all_lines():
        clip = clip_of(*SPEAKERS[args.speaker](spoken(text)))
        lengths[line_name(text)] = written(args.to / f"{line_name(text)}.ogg", clip)
    (args.to / "voice.toml").write_text(about(args.speaker, lengths), encoding="utf-8")


def written(path: Path, clip: Sound) -> int:
    """Write `clip` so that it has the right loudness when it is read again; return its length in ms, rounded up.

    Raises:
        ValueError: when it cannot be had.
    """
    target, ceiling = LOUDNESS_LUFS, voice_sound.CEILING_DBTP
    for _ in range(TRIES):
        soundfile.write(
            path, at_loudness(clip, target, ceiling), RATE, "VORBIS", format="OGG", compression_level=1 - QUALITY
        )
        back, _rate = soundfile.read(path, dtype="float64")
        off, high = LOUDNESS_LUFS - momentary_lufs(back), true_peak_dbtp(back)
        if abs(off) <= ALLOWED_LU and high <= HIGHEST_DBTP:
            return ceil(len(back) / RATE * 1_000)
        target += off
        ceiling -= max(0.0, high - HIGHEST_DBTP)
    raise ValueError(f"{path.stem}: its loudness or its peak stays wrong however it is stored")


def about(speaker: str, lengths: dict[str, int]) -> str:
    """Return voice.toml: whose voice it is, and how many ms each line takes."""
    name, licence = NAMES.get(speaker, (speaker, "not to be shipped"))
    head = f'format = 1\nname = "{name}"\nlanguage = "en"\nlicence = "{licence}"\n\n[lengths]\n'
    return head + "".join(f"{line} = {ms}\n" for line, ms in sorted(lengths.items()))


if __name__ == "__main__":
    main()
