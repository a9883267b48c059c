"""Fake a voice that has a clip for every text."""

from __future__ import annotations

from array import array

from retrotimer.audio.clips import FRAMES_PER_MS, Clip
from retrotimer.audio.voice import Voice


class Talker(Voice):
    """Speak every text in `ms`, plus `per_letter` ms for each letter."""

    def __init__(self, ms: int, per_letter: int = 0) -> None:
        super().__init__(None)
        self._ms = ms
        self._per_letter = per_letter

    def words_ms(self, text: str) -> int:
        return self._ms + self._per_letter * len(text)

    def clip(self, text: str) -> Clip | None:
        return Clip(array("h", [9_000]) * (self.words_ms(text) * FRAMES_PER_MS), is_voice=True)
