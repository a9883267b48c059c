"""The voices that were compared, and the one that speaks RetroTimer's lines: text in, sound out.

`heart` needs hibari-tts from PyPI; the others need Debian's flite, festival with festvox-us-slt-hts and
festvox-kallpc16k, or espeak-ng. Only what `heart` says is shipped.
"""

from __future__ import annotations

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
    "flite-slt": _flite("slt"),
    "flite-rms": _flite("rms"),
    "flite-awb": _flite("awb"),
    "flite-kal16": _flite("kal16"),
    "festival-slt": _festival("voice_cmu_us_slt_arctic_hts"),
    "festival-kal": _festival("voice_kal_diphone"),
    "espeak-us": _espeak("en-us"),
}
