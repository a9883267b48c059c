#!/usr/bin/env python3
"""Make the spoken lines in assets/voice: `PYTHONPATH=. python3 tools/assets/voice.py [--language it]`.

Needs numpy, soundfile and soxr from PyPI, num2words for languages but English and Hindi, and what `voice_speakers`
names for the voice of the language.
`--speaker NAME --to FOLDER` has another voice of `voice_speakers` say the lines, for `voice_listen.py` to compare.
`--missing` makes only the clips that are not there yet.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import soundfile
import voice_sound
from voice_sound import LOUDNESS_LUFS, MS, RATE, Sound, at_loudness, clip_of, momentary_lufs, true_peak_dbtp
from voice_speakers import SPEAKERS
from voice_text import spoken

from retrotimer.files.assets import use_language
from retrotimer.training.cues.phrases import all_lines, line_name

FOLDER = Path(__file__).parents[2] / "assets" / "voice"
SHIPPED = {"en": "heart", "it": "if_sara", "es": "em_alex", "pt_BR": "pm_alex", "fr": "ff_siwis", "hi": "hf_beta"}
"""The voice of each language."""
NAMES = {
    "heart": ("Heart", "Apache-2.0"),
    "if_sara": ("Sara", "Apache-2.0"),
    "em_alex": ("Alex", "Apache-2.0"),
    "pm_alex": ("Alex", "Apache-2.0"),
    "ff_siwis": ("Siwis", "Apache-2.0, voice data CC BY 4.0 (SIWIS)"),
    "hf_beta": ("Beta", "Apache-2.0"),
}
QUALITY = 0.3
"""Of Vorbis, from 0 to 1."""
ALLOWED_LU = 0.1
HIGHEST_DBTP = -1.2
TRIES = 8


def main() -> None:
    """Speak every line, and write the table of lengths."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--language", choices=SHIPPED, default="en")
    asked.add_argument("--speaker", choices=SPEAKERS)
    asked.add_argument("--to", type=Path)
    asked.add_argument("--missing", action="store_true")
    args = asked.parse_args()
    speaker, folder = args.speaker or SHIPPED[args.language], args.to or FOLDER / args.language
    use_language("en", args.language)
    folder.mkdir(parents=True, exist_ok=True)
    lengths = {}
    for text in all_lines():
        path = folder / f"{line_name(text)}.ogg"
        if args.missing and path.exists():
            lengths[line_name(text)] = whole_ms(soundfile.info(path).frames)
        else:
            lengths[line_name(text)] = written(path, clip_of(*SPEAKERS[speaker](spoken(text, args.language))))
    for old in folder.glob("*.ogg"):
        if old.stem not in lengths:
            old.unlink()
    (folder / "voice.toml").write_text(about(speaker, args.language, lengths), encoding="utf-8")


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
            return whole_ms(len(back))
        target += off
        ceiling -= max(0.0, high - HIGHEST_DBTP)
    raise ValueError(f"{path.stem}: its loudness or its peak stays wrong however it is stored")


def whole_ms(frames: int) -> int:
    """Return how many ms `frames` take, rounded up; a quotient of floats is 2,039.0000000000002 for 2,039 ms."""
    return -(-frames // MS)


def about(speaker: str, language: str, lengths: dict[str, int]) -> str:
    """Return voice.toml: whose voice it is, and how many ms each line takes."""
    name, licence = NAMES.get(speaker, (speaker, "not to be shipped"))
    head = f'format = 1\nname = "{name}"\nlanguage = "{language}"\nlicence = "{licence}"\n\n[lengths]\n'
    return head + "".join(f"{_key(line)} = {ms}\n" for line, ms in sorted(lengths.items()))


def _key(line: str) -> str:
    return line if line.isascii() else f'"{line}"'


if __name__ == "__main__":
    main()
