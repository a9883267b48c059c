"""Look up the clip that speaks a line, in folders of clips named by `phrases.line_name`.

A person's recordings come first, then the shipped voice, then the system's. `voice.toml` lists the lengths of
shipped clips, so planning decodes none, and lines left out since nobody would understand that voice; the system's
says them. Recordings are trimmed and levelled.
"""

from __future__ import annotations

import tomllib
from array import array
from collections.abc import Iterable, Mapping
from math import ceil, sqrt
from pathlib import Path
from typing import Any

from retrotimer.audio.clips import ENDINGS, FRAMES_PER_MS, Clip, decoded
from retrotimer.audio.tones import PEAK
from retrotimer.training.cues.cue_types import spoken_ms
from retrotimer.training.cues.phrases import line_name
from retrotimer.training.errors import RetroTimerError

QUIETEST = 200  # what is softer than this, or than a fiftieth of the loudest sample, counts as silence
TAIL = 40 * FRAMES_PER_MS
EDGE = 2 * FRAMES_PER_MS
LOUD = 400 * FRAMES_PER_MS
STEP = 20 * FRAMES_PER_MS
RMS = 6_500  # the root mean square that the shipped voice has over its loudest 400 ms
MOST_OVER = 1.5
"""How far above the ceiling the loudest sample may be brought, to be held there: a person's peaks are short."""


def fit(samples: array[int]) -> array[int]:
    """Return a recording trimmed to its first sound, faded at its edges and brought to the level of the others."""
    trimmed = _trimmed(samples)
    if not trimmed:
        return trimmed
    peak = _peak(trimmed)
    gain = min(RMS / max(1.0, _loudest_rms(trimmed)), MOST_OVER * PEAK / peak)
    levelled = array("h", (max(-PEAK, min(PEAK, round(sample * gain))) for sample in trimmed))
    for n in range(min(EDGE, len(levelled))):
        levelled[n] = levelled[n] * n // EDGE
        levelled[-1 - n] = levelled[-1 - n] * n // EDGE
    return levelled


def _trimmed(samples: array[int]) -> array[int]:
    """Return what lies between the first sound and the last, with room for its fading away."""
    if not samples:
        return samples
    floor = max(QUIETEST, _peak(samples) // 50)
    first = next((n for n, sample in enumerate(samples) if abs(sample) > floor), None)
    if first is None:
        return array("h")
    last = next(n for n in range(len(samples) - 1, -1, -1) if abs(samples[n]) > floor)
    return samples[max(0, first - EDGE) : last + TAIL]


def _loudest_rms(samples: array[int]) -> float:
    """Return the greatest root mean square over 400 ms; a shorter sound is taken with silence around it."""
    energies = [sum(s * s for s in samples[at : at + STEP]) for at in range(0, len(samples), STEP)]
    width = LOUD // STEP
    windows = [sum(energies[at : at + width]) for at in range(max(1, len(energies) - width + 1))]
    return sqrt(max(windows) / LOUD)


def _peak(samples: array[int]) -> int:
    return max(abs(min(samples)), abs(max(samples)))


ABOUT = "voice.toml"
KEPT = 64  # so many clips are kept once they were read: more than most sessions say, and 8 MB at most


class Voice:
    """The clips of all lines, cached, from the folders `shipped`, `own` and `made` (the system's voice), if any."""

    def __init__(self, shipped: Path | None, own: Path | None = None, made: Path | None = None) -> None:
        self.problems: list[str] = []
        """A sentence for each recording that could not be used."""
        self._shipped = _files(shipped)
        about = _about(shipped)
        self._lengths = _lengths(about)
        left_out = about.get("left_out")
        self.left_out = frozenset(map(str, left_out)) if isinstance(left_out, list) else frozenset[str]()
        """The names of the lines that the shipped voice leaves to the system's."""
        self._own = _files(own)
        self._made_folder = made
        self._made = _files(made)
        self._clips: dict[str, Clip | None] = {}

    @property
    def is_shipped(self) -> bool:
        """Whether there is a voice of RetroTimer's own."""
        return bool(self._shipped)

    def knows(self, text: str) -> bool:
        """Return whether there is a file that says `text`; it may still turn out to be no sound."""
        name = line_name(text)
        return name in self._own or name in self._shipped or name in self._made

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those of `texts` that have no file, each once, in order."""
        return tuple(dict.fromkeys(text for text in texts if not self.knows(text)))

    def own_names(self) -> frozenset[str]:
        """Return the names of the lines that a person recorded."""
        return frozenset(self._own)

    def renew(self) -> None:
        """Look again at what the system's voice has said."""
        self._made = _files(self._made_folder)
        self._clips = {name: clip for name, clip in self._clips.items() if clip is not None}

    def words_ms(self, text: str) -> int:
        """Return how long it takes to say `text`, in ms; where it has no clip, estimated from its letters."""
        name = line_name(text)
        if name in self._lengths and name not in self._own:
            return self._lengths[name]
        clip = self.clip(text)
        return spoken_ms(text) if clip is None else ceil(clip.length_ms)

    def clip(self, text: str) -> Clip | None:
        """Return the clip that says `text`; None where there is none."""
        name = line_name(text)
        clip = self._clips.pop(name) if name in self._clips else self._found(name)
        self._clips[name] = clip  # the latest stands last
        if len(self._clips) > KEPT:
            del self._clips[next(iter(self._clips))]
        return clip

    def _found(self, name: str) -> Clip | None:
        for files in (self._own, self._shipped, self._made):
            if name in files:
                try:
                    samples = decoded(files[name])
                except RetroTimerError as error:
                    self.problems.append(str(error))
                    continue
                samples = samples if files is self._shipped else fit(samples)
                if samples:
                    return Clip(samples, is_voice=True)
        return None


def _files(folder: Path | None) -> Mapping[str, Path]:
    """Return the sound files in `folder` by name; none where it is not there or may not be read."""
    if folder is None:
        return {}
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError:
        return {}
    return {line_name(path.stem): path for path in found}


def _about(folder: Path | None) -> Mapping[str, Any]:
    if folder is None:
        return {}
    try:
        return tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _lengths(about: Mapping[str, Any]) -> Mapping[str, int]:
    lengths = about.get("lengths")
    if not isinstance(lengths, dict):
        return {}
    return {name: ms for name, ms in lengths.items() if isinstance(ms, int) and ms > 0}
