#!/usr/bin/env python3
"""Have Whisper listen to the lines of a voice: which of them does it understand, in quiet and in noise?

`PYTHONPATH=.:tools/assets python3 benchmarks/voice_listen.py MODEL assets/voice/it` needs numpy, soundfile, soxr,
num2words and faster-whisper from PyPI, and the folder of a Whisper model. Whisper writes down what it hears; the
line that is spelt most like that counts. `--directions` takes only the lines that tell a direction; `--condition
clean` leaves out the others; `--tries 3` listens in other noise each time.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray
from voice_text import heard

from retrotimer.files.assets import use_language
from retrotimer.texts import spoken
from retrotimer.training.cues.cue_types import MOVEMENT_WORDS, spoken_movement, warning_words
from retrotimer.training.cues.phrases import (
    BACK,
    BACK_IN_FIVE,
    BOTH_FORWARD,
    FORWARD,
    MOST_WARNING_S,
    all_lines,
    line_name,
)
from retrotimer.training.workout.workout import STAND, Role

RATE = 16_000
"""What Whisper was trained on."""
CLIP_RATE = 48_000
PAUSE_MS = 400
SPEAKER_HZ = 500.0
"""Below this a laptop's speaker gives nothing."""
HOMOPHONES = {
    "en": {"to": "two", "too": "two", "won": "one", "for": "four", "ate": "eight", "tern": "turn"},
    "fr": {"cette": "sept"},
}
WHISPER_FRAMES = 1_000
"""Ten seconds: Whisper's usual thirty take four times as long, and five make it say things twice."""

REPEATED = re.compile(r"^(.+?)(?: \1)+$")
"""Whisper sometimes writes a short line again and again."""
FEW_TOKENS, MOST_TOKENS = 24, 64
"""Of what Whisper writes; a letter of Devanagari takes up to three."""
OTHER_NOISE = 1_000
"""From one try to the next, in the seeds of noise."""

Sound = NDArray[np.float64]


def main() -> None:
    """Listen to the voice in a folder under every condition, and print what was understood, and what not."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("whisper", type=Path)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--directions", action="store_true")
    asked.add_argument("--condition", choices=CONDITIONS, action="append")
    asked.add_argument("--tries", type=int, default=1)
    args = asked.parse_args()
    language = args.folder.name
    use_language("en", language)
    lines = tuple(dict.fromkeys(all_lines()))
    whisper = Whisper(args.whisper, lines, language)
    wanted = directions()
    for name in args.condition or CONDITIONS:
        right = asked_for = 0
        for number, text in enumerate(lines):
            path = args.folder / f"{line_name(text)}.ogg"
            if not path.exists() or (args.directions and text not in wanted):
                continue
            sound, _rate = soundfile.read(path, dtype="float64")
            for nth in range(args.tries):
                said = whisper.nearest(CONDITIONS[name](sound, number + OTHER_NOISE * nth))
                asked_for += 1
                right += said == heard(text, language)
                if said != heard(text, language):
                    print(f"  {name}: {text!r} was taken for {said!r}", flush=True)
        print(f"{language}, {name}: {right} of {asked_for}", flush=True)


def directions() -> frozenset[str]:
    """Return the lines that tell a direction, or to turn or stand; the others may be missed without harm."""
    short = (*MOVEMENT_WORDS.values(), BACK, FORWARD, BOTH_FORWARD, BACK_IN_FIVE)
    warnings = (warning_words(1_000 * seconds) for seconds in range(2, MOST_WARNING_S + 1))
    return frozenset((*map(spoken, short), spoken_movement(STAND, Role.TURN), *warnings))


def clean(sound: Sound, _seed: int) -> Sound:
    """Return `sound` with a pause around it."""
    return np.pad(sound, PAUSE_MS * CLIP_RATE // 1_000)


def without_lows(sound: Sound, seed: int) -> Sound:
    """Return `sound` as a speaker gives it that has nothing below 500 Hz: 24 dB an octave."""
    padded = clean(sound, seed)
    steep = (np.fft.rfftfreq(len(padded), 1 / CLIP_RATE) / SPEAKER_HZ) ** 4
    return np.asarray(np.fft.irfft(np.fft.rfft(padded) * steep / np.sqrt(1 + steep**2), len(padded)))


def in_noise(sound: Sound, seed: int) -> Sound:
    """Return `sound` in pink noise that is as strong as the words are, from 20 Hz up."""
    padded = clean(sound, seed)
    hz = np.fft.rfftfreq(len(padded), 1 / CLIP_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(len(padded)))
    noise = np.fft.irfft(np.where(hz < 20, 0, spectrum / np.sqrt(np.maximum(hz, 20))), len(padded))
    return np.asarray(padded + noise / noise.std() * np.sqrt(np.mean(sound**2)))


CONDITIONS: dict[str, Callable[[Sound, int], Sound]] = {
    "clean": clean,
    "nothing below 500 Hz": without_lows,
    "pink noise, 0 dB": in_noise,
}


class Whisper:
    """A recogniser that writes what it hears, and says which line is meant."""

    def __init__(self, folder: Path, lines: tuple[str, ...], language: str) -> None:
        from faster_whisper import WhisperModel

        self._model: Any = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
        self._lines = tuple(heard(line, language) for line in lines)
        self._language = language

    def nearest(self, sound: Sound) -> str:
        """Return the line that is spelt most like what was heard, empty where nothing was."""
        said = self.writes(sound)
        matches = (SequenceMatcher(None, said, line, autojunk=False).ratio() for line in self._lines)
        return max(zip(matches, self._lines, strict=True), key=lambda pair: pair[0])[1] if said else ""

    def writes(self, sound: Sound) -> str:
        """Return what Whisper writes down."""
        from faster_whisper.audio import pad_or_trim

        even = soxr.resample(sound, CLIP_RATE, RATE, quality="VHQ")
        level = (even / max(1e-9, np.abs(even).max()) * 0.5).astype(np.float32)
        words = self._model.hf_tokenizer
        marks = ("startoftranscript", self._language.partition("_")[0], "transcribe", "notimestamps")
        start = [words.token_to_id(f"<|{mark}|>") for mark in marks]
        features = self._model.encode(pad_or_trim(self._model.feature_extractor(level), WHISPER_FRAMES))
        limit = MOST_TOKENS if self._language == "hi" else FEW_TOKENS
        found = self._model.model.generate(features, [start], beam_size=1, max_length=limit)
        said = REPEATED.sub(r"\1", heard(words.decode(found[0].sequences_ids[0]), self._language))
        same = HOMOPHONES.get(self._language, {})
        return " ".join(same.get(word, word) for word in said.split())


if __name__ == "__main__":
    main()
