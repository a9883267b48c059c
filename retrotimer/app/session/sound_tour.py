"""Play every sound one after the other, to learn them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock

from retrotimer.audio.clips import FRAMES_PER_MS, Clip
from retrotimer.audio.mixer import Mixer, gain_of
from retrotimer.audio.outputs import Output
from retrotimer.audio.tones import event_tone, start_tone
from retrotimer.audio.voice import Voice
from retrotimer.texts import N_, _, spoken
from retrotimer.training.cues.cue_types import TONE_MS, WORD_GAP_MS, CueKind, movement_words, spoken_movement
from retrotimer.training.workout.workout import (
    RUN_BACKWARD,
    RUN_FORWARD,
    STAND,
    WALK_BACKWARD,
    WALK_FORWARD,
    Movement,
    Role,
)

LEAD_MS = 2_500
"""Silence before the first sound, in which a device gets going."""
REST_MS = 1_200
"""Silence between two sounds."""
EVENTS = {
    CueKind.GET_READY: (N_("Get ready: three, two, one to the first interval"), ""),
    CueKind.WARNING: (N_("A backward part is near"), N_("Backward in five")),
    CueKind.COUNTDOWN: (N_("Three, two, one to the next interval"), ""),
    CueKind.PAIR: (N_("A pair parts: one goes backward, one forward"), ""),
    CueKind.HALFWAY: (N_("Halfway through a long interval"), N_("Halfway")),
    CueKind.FINISH: (N_("The end"), N_("Finished")),
}
STARTS: tuple[tuple[Movement, Role | None], ...] = (
    (RUN_FORWARD, None),
    (RUN_BACKWARD, None),
    (STAND, Role.TURN),
    (WALK_FORWARD, None),
    (WALK_BACKWARD, None),
    (STAND, None),
)


@dataclass(frozen=True, slots=True)
class Stop:
    """A sound of the tour: its name, and its clips with the ms of the tour at which they begin."""

    name: str
    clips: tuple[tuple[int, Clip], ...]

    @property
    def begin_ms(self) -> int:
        """When its first clip begins."""
        return self.clips[0][0]

    @property
    def end_ms(self) -> float:
        """When its last clip has been heard."""
        at_ms, clip = self.clips[-1]
        return at_ms + clip.length_ms


def stops(voice: Voice) -> tuple[Stop, ...]:
    """Return all stops of the tour, with what `voice` says after each tone."""
    found: list[Stop] = []
    at_ms = LEAD_MS
    for name, tone, words in _sounds():
        word = voice.clip(words) if words else None
        clips = [(at_ms, tone)]
        if word:
            clips.append((at_ms + round(tone.length_ms) + WORD_GAP_MS, word))
        found.append(Stop(name, tuple(clips)))
        at_ms = round(found[-1].end_ms) + REST_MS
    return tuple(found)


def _sounds() -> Iterator[tuple[str, Clip, str]]:
    """Give the sounds in the order in which an athlete meets them: name, tone, words."""
    first, *others = (
        (_(name), tone, spoken(words)) for kind, (name, words) in EVENTS.items() if (tone := event_tone(kind))
    )
    yield first
    for movement, role in STARTS:
        words = spoken_movement(movement, role)
        yield movement_words(movement, role), start_tone(movement, role, TONE_MS[CueKind.START]), words
    yield from others


class SoundTour:
    """Plays `tour` on `output`; the volumes are 0 to 1, as the ear takes them."""

    def __init__(
        self, output: Output, tour: tuple[Stop, ...], *, volume: float, tone_volume: float, voice_volume: float
    ) -> None:
        self._output = output
        self._lock = Lock()
        self._mixer = Mixer(volume**2)
        for stop in tour:
            for at_ms, clip in stop.clips:
                self._mixer.place(at_ms * FRAMES_PER_MS, clip, gain_of(clip, tone_volume, voice_volume))

    @property
    def heard_ms(self) -> float:
        """How much of the tour has been heard, to a period of the device."""
        with self._lock:
            return self._mixer.position / FRAMES_PER_MS - self._output.latency_ms

    def start(self) -> None:
        """Begin to play. Raises MissingPart where there is no device."""
        self._output.open(self._pull)

    def close(self) -> None:
        """Give the device back."""
        self._output.close()

    def _pull(self, count: int, _now_ns: int) -> bytes:
        with self._lock:
            return self._mixer.mix(count)
