"""A voice: folders of clips, one for each line, called as `lines.line_name` says.

A person's own recordings come first, then the voice that RetroTimer brings, then what the system's voice was asked
to say beforehand (see `system_voice`). The shipped voice tells the lengths of its clips in `voice.toml`, so that a
session can be planned without reading them; all others are read when they are first asked for.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from math import ceil
from pathlib import Path

from retrotimer.audio.clips import ENDINGS, Clip, decoded
from retrotimer.audio.recordings import fit
from retrotimer.training.cues.cues import spoken_ms
from retrotimer.training.cues.phrases import line_name
from retrotimer.training.errors import RetroTimerError

ABOUT = "voice.toml"
KEPT = 64
"""So many clips are kept once they were read: more than most sessions say, and 8 MB at most."""


class Voice:
    """Says lines.

    Args:
        shipped: the folder of the voice that RetroTimer brings; None for none.
        own: the folder of a person's recordings; None for none.
        made: the folder of what the system's voice said beforehand; None for none. It may fill later.
    """

    def __init__(self, shipped: Path | None, own: Path | None = None, made: Path | None = None) -> None:
        self.troubles: list[str] = []
        """A sentence for each recording that could not be used."""
        self._shipped = _files(shipped)
        self._lengths = _lengths(shipped)
        self._own = _files(own)
        self._made_folder = made
        self._made = _files(made)
        self._clips: dict[str, Clip | None] = {}

    def knows(self, text: str) -> bool:
        """Return whether there is a file that says `text`; it may still turn out to be no sound."""
        name = line_name(text)
        return name in self._own or name in self._shipped or name in self._made

    def missing(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Return those of `texts` that nobody says here, each once, in order."""
        return tuple(dict.fromkeys(text for text in texts if not self.knows(text)))

    def own_names(self) -> frozenset[str]:
        """Return the names of the lines that a person recorded."""
        return frozenset(self._own)

    def renew(self) -> None:
        """Look again at what the system's voice has said."""
        self._made = _files(self._made_folder)
        self._clips = {name: clip for name, clip in self._clips.items() if clip is not None}

    def words_ms(self, text: str) -> int:
        """Return how long it takes to say `text`, in ms; where nobody says it, how long it takes to read."""
        name = line_name(text)
        if name in self._lengths and name not in self._own:
            return self._lengths[name]
        clip = self.clip(text)
        return spoken_ms(text) if clip is None else ceil(clip.length_ms)

    def clip(self, text: str) -> Clip | None:
        """Return the clip that says `text`; None where nobody does."""
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
                    self.troubles.append(str(error))
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


def _lengths(folder: Path | None) -> Mapping[str, int]:
    """Return how long each clip of a shipped voice is, in ms, as far as it tells."""
    if folder is None:
        return {}
    try:
        table = tomllib.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    lengths = table.get("lengths")
    if not isinstance(lengths, dict):
        return {}
    return {name: ms for name, ms in lengths.items() if isinstance(ms, int) and ms > 0}
