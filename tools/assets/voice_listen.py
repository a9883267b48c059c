#!/usr/bin/env python3
"""Have recognisers listen to voices: `PYTHONPATH=. tools/assets/voice_listen.py FOLDER...`, a table comes out.

Needs numpy, soundfile, soxr and pocketsphinx from PyPI; pocketsphinx's wheel carries an English model. It knows the
whole list of lines and says which it heard. `--whisper MODEL`, with faster-whisper, has the Whisper model in that
folder write down what it hears, knowing nothing; the line nearest to that counts. `--every 5` takes each fifth of
the lines that count something; `--directions` those alone that tell a direction. `--condition clean` leaves out the
others. `--misheard` lists what was taken for something else. `--language it` is for voices in Italian, and wants
`--whisper`. `voice.py` makes the FOLDERs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from functools import partial
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
"""What both recognisers were trained on."""
CLIP_RATE = 48_000
PAUSE_MS = 400
SPEAKER_HZ = 500.0
"""Below this a laptop's speaker gives nothing."""
HOMOPHONES = {"to": "two", "too": "two", "won": "one", "for": "four", "ate": "eight", "tern": "turn"}
WHISPER_FRAMES = 1_000
"""Ten seconds: Whisper's usual thirty take four times as long, and five make it say things twice."""

REPEATED = re.compile(r"^(.+?)(?: \1)+$")
"""Whisper sometimes writes a short line again and again."""
FEW_TOKENS, MOST_TOKENS = 24, 64
"""Of what Whisper writes; a letter of Devanagari takes up to three."""

Sound = NDArray[np.float64]
Recogniser = Callable[[Sound], str]


def main() -> None:
    """Listen to every folder under every condition, and print the shares of lines that were understood."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--whisper", type=Path)
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--directions", action="store_true")
    asked.add_argument("--condition", choices=CONDITIONS, action="append")
    asked.add_argument("--misheard", action="store_true")
    asked.add_argument("--language", default="en")
    args = asked.parse_args()
    use_language("en", args.language)
    lines = tuple(dict.fromkeys(all_lines()))
    plain = partial(heard, language=args.language)
    asked_for = directions() if args.directions else chosen(lines, args.every)
    listener = _whisper(args.whisper, lines, args.language) if args.whisper else _sphinx(lines)
    conditions = args.condition or tuple(CONDITIONS)
    print("| voice | " + " | ".join(conditions) + " |")
    for folder in args.folders:
        shares, wrong = listened(folder, asked_for, conditions, listener, plain)
        print(f"| {folder.name} | " + " | ".join(f"{100 * share:.1f} %" for share in shares) + " |", flush=True)
        if args.misheard:
            print("\n".join(wrong))


def chosen(lines: tuple[str, ...], every: int) -> tuple[str, ...]:
    """Return `lines`, of those with a number among words each `every`th only."""
    counting = [text for text in lines if re.search(r"\d", text) and re.search(r"[a-z]", text)]
    kept = set(counting[::every])
    return tuple(text for text in lines if text in kept or text not in counting)


def directions() -> tuple[str, ...]:
    """Return the lines that tell a direction, or to turn or stand; the others may be missed without harm."""
    short = (*MOVEMENT_WORDS.values(), BACK, FORWARD, BOTH_FORWARD, BACK_IN_FIVE)
    warnings = (warning_words(1_000 * seconds) for seconds in range(2, MOST_WARNING_S + 1))
    return tuple(dict.fromkeys((*map(spoken, short), spoken_movement(STAND, Role.TURN), *warnings)))


def listened(
    folder: Path,
    lines: tuple[str, ...],
    conditions: Iterable[str],
    listener: Recogniser,
    plain: Callable[[str], str],
) -> tuple[list[float], list[str]]:
    """Return the share of `lines` that `listener` understood under each condition, and what it misheard."""
    shares, wrong = [], []
    for name in conditions:
        right = 0
        for number, text in enumerate(lines):
            sound, _rate = soundfile.read(folder / f"{line_name(text)}.ogg", dtype="float64")
            said = listener(_to_recogniser(CONDITIONS[name](sound, number)))
            right += said == plain(text)
            if said != plain(text):
                wrong.append(f"  {name}: {text!r} was taken for {said!r}")
        shares.append(right / len(lines))
    return shares, wrong


def _to_recogniser(sound: Sound) -> Sound:
    even = soxr.resample(sound, CLIP_RATE, RATE, quality="VHQ")
    return np.asarray(even / max(1e-9, np.abs(even).max()) * 0.5)


def clean(sound: Sound, _seed: int) -> Sound:
    """Return `sound` with a pause around it."""
    return np.pad(sound, PAUSE_MS * CLIP_RATE // 1_000)


def without_lows(sound: Sound, seed: int) -> Sound:
    """Return `sound` as a speaker gives it that has nothing below 500 Hz: 24 dB an octave."""
    return _through_small_speaker(clean(sound, seed))


def in_noise(sound: Sound, seed: int) -> Sound:
    """Return `sound` in pink noise that is as strong as the words are, from 20 Hz up."""
    noise = pink(len(clean(sound, seed)), seed)
    return np.asarray(clean(sound, seed) + noise / noise.std() * np.sqrt(np.mean(sound**2)))


def both(sound: Sound, seed: int) -> Sound:
    """Return `sound` in noise, both through the small speaker."""
    return _through_small_speaker(in_noise(sound, seed))


CONDITIONS: dict[str, Callable[[Sound, int], Sound]] = {
    "clean": clean,
    "nothing below 500 Hz": without_lows,
    "pink noise, 0 dB": in_noise,
    "both": both,
}


def pink(length: int, seed: int) -> Sound:
    """Return noise with the same power in each octave."""
    hz = np.fft.rfftfreq(length, 1 / CLIP_RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    return np.asarray(np.fft.irfft(np.where(hz < 20, 0, spectrum / np.sqrt(np.maximum(hz, 20))), length))


def _through_small_speaker(sound: Sound) -> Sound:
    hz = np.fft.rfftfreq(len(sound), 1 / CLIP_RATE)
    steep = (hz / SPEAKER_HZ) ** 4
    return np.asarray(np.fft.irfft(np.fft.rfft(sound) * steep / np.sqrt(1 + steep**2), len(sound)))


def _sphinx(lines: tuple[str, ...]) -> Recogniser:
    from pocketsphinx import Decoder  # one recogniser may be there without the other

    decoder = Decoder(lm=None, logfn="/dev/null")
    decoder.add_jsgf_string("lines", f"#JSGF V1.0; grammar lines; public <line> = {' | '.join(map(heard, lines))};")
    decoder.activate_search("lines")
    return partial(_sphinx_heard, decoder)


def _sphinx_heard(decoder: Any, sound: Sound) -> str:  # noqa: ANN401 - the package brings no types
    decoder.start_utt()
    decoder.process_raw((sound * 32_767).astype(np.int16).tobytes(), full_utt=True)
    decoder.end_utt()
    found = decoder.hyp()
    return heard(found.hypstr) if found else ""


def _whisper(folder: Path, lines: tuple[str, ...], language: str) -> Recogniser:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=2)
    return partial(_whisper_heard, model, tuple(heard(line, language) for line in lines), language)


def _whisper_heard(model: Any, lines: tuple[str, ...], language: str, sound: Sound) -> str:  # noqa: ANN401 - as above
    from faster_whisper.audio import pad_or_trim

    words = model.hf_tokenizer
    marks = ("startoftranscript", language.partition("_")[0], "transcribe", "notimestamps")
    start = [words.token_to_id(f"<|{mark}|>") for mark in marks]
    features = pad_or_trim(model.feature_extractor(sound.astype(np.float32)), WHISPER_FRAMES)
    limit = MOST_TOKENS if language == "hi" else FEW_TOKENS
    found = model.model.generate(model.encode(features), [start], beam_size=1, max_length=limit)
    said = REPEATED.sub(r"\1", heard(words.decode(found[0].sequences_ids[0]), language))
    return _nearest(" ".join(_plain(said)) if language == "en" else said, lines)


def _nearest(said: str, lines: tuple[str, ...]) -> str:
    """Return the line that is spelt most like what was `said`."""
    return max(lines, key=lambda line: SequenceMatcher(None, said, line, autojunk=False).ratio()) if said else ""


def _plain(said: str) -> Iterator[str]:
    return (HOMOPHONES.get(word, word) for word in said.split())


if __name__ == "__main__":
    main()
