#!/usr/bin/env python3
"""Have recognisers listen to voices: `PYTHONPATH=. tools/assets/voice_listen.py FOLDER...`, a table comes out.

Needs numpy, soundfile, soxr and pocketsphinx from PyPI; pocketsphinx's wheel carries an English model. It knows the
whole list of lines and says which it heard. `--whisper MODEL`, with faster-whisper, has the Whisper model in that
folder write down what it hears, knowing nothing; the line nearest to that counts. `--every 5` takes each fifth of
the lines that count something. `--misheard` lists what was taken for something else. `voice.py` makes the FOLDERs.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray
from voice_text import heard

from retrotimer.training.cues.phrases import all_lines, line_name

RATE = 16_000
"""What both recognisers were trained on."""
CLIP_RATE = 48_000
PAUSE_MS = 400
SPEAKER_HZ = 500.0
"""Below this a laptop's speaker gives nothing."""
HOMOPHONES = {"to": "two", "too": "two", "won": "one", "for": "four", "ate": "eight", "tern": "turn"}
WHISPER_FRAMES = 1_000
"""Ten seconds: Whisper's usual thirty take four times as long, and five make it say things twice."""

Sound = NDArray[np.float64]
Recogniser = Callable[[Sound], str]


def main() -> None:
    """Listen to every folder under every condition, and print the shares of lines that were understood."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folders", nargs="+", type=Path)
    asked.add_argument("--whisper", type=Path)
    asked.add_argument("--every", type=int, default=1)
    asked.add_argument("--misheard", action="store_true")
    args = asked.parse_args()
    lines = all_lines()
    listener = _whisper(args.whisper, lines) if args.whisper else _sphinx(lines)
    print("| voice | " + " | ".join(CONDITIONS) + " |")
    for folder in args.folders:
        shares, wrong = listened(folder, chosen(lines, args.every), listener)
        print(f"| {folder.name} | " + " | ".join(f"{100 * share:.1f} %" for share in shares) + " |", flush=True)
        if args.misheard:
            print("\n".join(wrong))


def chosen(lines: tuple[str, ...], every: int) -> tuple[str, ...]:
    """Return `lines`, of those with a number among words each `every`th only."""
    counting = [text for text in lines if re.search(r"\d", text) and re.search(r"[a-z]", text)]
    kept = set(counting[::every])
    return tuple(text for text in lines if text in kept or text not in counting)


def listened(folder: Path, lines: tuple[str, ...], listener: Recogniser) -> tuple[list[float], list[str]]:
    """Return the share of `lines` that `listener` understood under each condition, and what it misheard."""
    shares, wrong = [], []
    for name, change in CONDITIONS.items():
        right = 0
        for number, text in enumerate(lines):
            sound, _rate = soundfile.read(folder / f"{line_name(text)}.ogg", dtype="float64")
            said = listener(_to_recogniser(change(sound, number)))
            right += said == heard(text)
            if said != heard(text):
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


def _whisper(folder: Path, lines: tuple[str, ...]) -> Recogniser:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
    return partial(_whisper_heard, model, tuple(map(heard, lines)))


def _whisper_heard(model: Any, lines: tuple[str, ...], sound: Sound) -> str:  # noqa: ANN401 - as above
    from faster_whisper.audio import pad_or_trim

    words = model.hf_tokenizer
    start = [words.token_to_id(f"<|{mark}|>") for mark in ("startoftranscript", "en", "transcribe", "notimestamps")]
    features = pad_or_trim(model.feature_extractor(sound.astype(np.float32)), WHISPER_FRAMES)
    found = model.model.generate(model.encode(features), [start], beam_size=1, max_length=24)
    return _nearest(words.decode(found[0].sequences_ids[0]), lines)


def _nearest(text: str, lines: tuple[str, ...]) -> str:
    """Return the line that is spelt most like `text`."""
    said = " ".join(_plain(heard(text)))
    return max(lines, key=lambda line: SequenceMatcher(None, said, line, autojunk=False).ratio()) if said else ""


def _plain(text: str) -> Iterator[str]:
    return (HOMOPHONES.get(word, word) for word in text.split())


if __name__ == "__main__":
    main()
