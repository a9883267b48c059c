"""Follow several groups by ear: tones of the sound language, and the clips of names and directions after them.

Nothing of the session is known here. After each tone that tells a change, clips are matched one after the other,
each beginning where the one before ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import PlaybackOptions, ready_session
from retrotimer.app.session.voices import make_voice
from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.voice import Voice
from retrotimer.files.presets.reader import Preset
from retrotimer.training.cues.cue_types import LINE_GAP_MS, TONE_MS, WORD_GAP_MS, CueKind
from retrotimer.training.groups.groups import GroupEntry
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Role,
)
from tests.helpers.decoder import CLEAR, Heard, Meaning, Sound, heard

NAMES = ("One", "Two", "Three", "Four")
LINES = ("Group one", "Group two", "Group three", "Group four")
"""How the voice calls them."""
ALL, AND = "All", "and"
WORDS: dict[str, Meaning] = {
    "Run forward": RUN_FORWARD,
    "Run backward": RUN_BACKWARD,
    "Walk forward": WALK_FORWARD,
    "Walk backward": WALK_BACKWARD,
    "Stand": STAND,
    "Turn": Role.TURN,
    "Finished": CueKind.FINISH,
}
SLACK_MS = 80
"""So far from where it is looked for a clip may begin: words move together where the machine stood still."""
LEAST = 0.25
"""Least cosine similarity of a clip that is there, in noise; one that is not has less than a third of it."""


class Change(NamedTuple):
    """A group's change, as it was heard."""

    at_ms: float
    meaning: Meaning


def waves(preset: Preset, voice: Voice, apart_ms: int) -> GroupSession:
    """Return a session in which four groups do `preset`, each `apart_ms` after the one before."""
    entries = tuple(GroupEntry(name, apart_ms * n) for n, name in enumerate(NAMES))
    return ready_session(Overview(preset, Paces()), PlaybackOptions(groups=entries), voice)


def compared(samples: Sound, session: GroupSession, clear: float = CLEAR) -> list[tuple[float, int]]:
    """Return for each change when it was heard and when it was due, in ms; `clear` is the decoder's.

    Raises:
        AssertionError: where a group was told something else than its plan, or less, or more.
    """
    heard_changes = changes(samples, LINES, clear)
    times: list[tuple[float, int]] = []
    for line, group, one in zip(LINES, session.groups, session.sessions, strict=True):
        found = [change for change in heard_changes[line] if change.meaning is not CueKind.FINISH]
        plan = group.timeline.intervals
        wanted = [Role.TURN if interval.role is Role.TURN else interval.movement for interval in plan]
        assert [change.meaning for change in found] == wanted, line
        times += [(c.at_ms, one.get_ready_ms + i.start_ms) for c, i in zip(found, plan, strict=True)]
    return times


def changes(samples: Sound, names: Sequence[str], clear: float = CLEAR) -> dict[str, list[Change]]:
    """Return what each of `names` was told to do, and when; `clear` is the decoder's."""
    sound = np.frombuffer(samples, dtype=np.int16).astype(np.float32)
    found: dict[str, list[Change]] = {name: [] for name in names}
    for tone in heard(samples, clear):
        if tone.is_start or tone.meaning in (CueKind.PAIR, CueKind.FINISH):
            for name, meaning in _told(list(_lines(sound, tone, names)), tone, names):
                found[name].append(Change(tone.at_ms, meaning))
    return found


def _told(lines: list[str], tone: Heard, names: Sequence[str]) -> Iterator[tuple[str, Meaning]]:
    """Give who was told what: names wait for the words that follow them."""
    waiting: list[str] = []
    for line in lines:
        if line in WORDS:
            meaning = WORDS[line] if tone.meaning is CueKind.PAIR else tone.meaning
            yield from ((name, meaning) for name in waiting)
            waiting = []
        elif line == ALL:
            waiting = list(names)
        elif line != AND:
            waiting.append(line)
    if tone.meaning is not CueKind.PAIR:
        yield from ((name, tone.meaning) for name in waiting)


def _lines(sound: NDArray[np.float32], tone: Heard, names: Sequence[str]) -> Iterator[str]:
    """Give the lines that are said after `tone`, in order."""
    kind = tone.meaning if isinstance(tone.meaning, CueKind) else CueKind.START
    at_ms = tone.at_ms + TONE_MS[kind] + WORD_GAP_MS
    while True:
        scores = {line: _score(sound, at_ms, line) for line in (*names, ALL, AND, *WORDS)}
        best = max(scores, key=lambda line: scores[line][0])
        if scores[best][0] < LEAST:
            return
        yield best
        at_ms = scores[best][1] + len(_clip(best)) / FRAMES_PER_MS + LINE_GAP_MS


def _score(sound: NDArray[np.float32], at_ms: float, line: str) -> tuple[float, float]:
    """Return how alike the sound near `at_ms` is to the clip of `line`, and where it is most alike."""
    clip, first = _clip(line), round((at_ms - SLACK_MS) * FRAMES_PER_MS)
    around = sound[max(0, first) : first + len(clip) + 2 * SLACK_MS * FRAMES_PER_MS]
    if len(around) < len(clip):
        return 0.0, at_ms
    size = 1 << (len(around) + len(clip)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(clip, size)), size)
    alike = alike[: len(around) - len(clip) + 1]
    top = int(np.argmax(alike))
    energy = float(np.sqrt(np.sum(around[top : top + len(clip)] ** 2) * np.sum(clip**2))) or 1.0
    return float(alike[top]) / energy, (max(0, first) + top) / FRAMES_PER_MS


@cache
def _clip(line: str) -> NDArray[np.float32]:
    clip = make_voice().clip(line)
    assert clip, line
    return np.frombuffer(clip.samples, dtype=np.int16).astype(np.float32)
