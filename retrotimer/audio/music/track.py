"""Mix music below the cues: how loud it is at each frame.

A cue's window is from `BEFORE` it to `AFTER` it; windows less than `APART` apart are one. In a window the music is
down, in ramps, or at once where the cue came by a key. Gains are constant for `CELL` frames at fixed places, so
samples depend on frames only, never on blocks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol

from retrotimer.audio.clips import FRAMES_PER_MS
from retrotimer.audio.pcm import louder
from retrotimer.training.workout.workout import Gait

if TYPE_CHECKING:
    from retrotimer.audio.music.source import Source

CELL = FRAMES_PER_MS // 2
BEFORE, AFTER, APART = 300 * FRAMES_PER_MS, 500 * FRAMES_PER_MS, 2_000 * FRAMES_PER_MS
DOWN, UP, AT_ONCE, ENDING = 200 * FRAMES_PER_MS, 300 * FRAMES_PER_MS, 25 * FRAMES_PER_MS, 1_000 * FRAMES_PER_MS
"""How many frames the music takes to give way, to come back, to give way to a cue of just now, and to end."""
Window = tuple[int, int]
"""The first frame of a cue, and the first after it."""


class Span(NamedTuple):
    """The frames from `start` to before `end`, in which the music is down for `cues`."""

    start: int
    end: int
    cues: tuple[Window, ...]


def spans(cues: Iterable[Window]) -> list[Span]:
    """Return when the music is down for `cues`, in order."""
    found: list[Span] = []
    for cue in sorted(cues):
        start, end = cue[0] - BEFORE, cue[1] + AFTER
        if found and start - found[-1].end < APART:
            last = found.pop()
            found.append(Span(last.start, max(last.end, end), (*last.cues, cue)))
        else:
            found.append(Span(start, end, (cue,)))
    return found


@dataclass(slots=True)
class Glide:
    """A gain on its way to `target`."""

    value: float
    target: float

    @property
    def is_steady(self) -> bool:
        """Whether it has come there."""
        return self.value == self.target

    def step(self, frames: int, depth: float = 1.0) -> None:
        """Go on by a cell, as fast as `frames` for a change by `depth`."""
        by = depth * CELL / frames
        self.value = (
            min(self.target, self.value + by) if self.value < self.target else max(self.target, self.value - by)
        )


class Master(Protocol):
    """The volume of all sound: constant from frame `end` on."""

    @property
    def end(self) -> int:
        """The first frame of its last gain."""

    def gain(self, frame: int) -> float:
        """Return the gain at `frame`."""


class MusicTrack:
    """The music of one stream, from `source`. Volumes are 0 to 1 as the ear takes them; `duck_db` is how far down.

    Not thread-safe.
    """

    lookahead = BEFORE + AFTER + APART
    """Cues that begin so many frames later make no difference yet."""

    def __init__(
        self, source: Source, *, volume: float = 1.0, walking_volume: float = 1.0, duck_db: float = 12.0
    ) -> None:
        self.source = source
        self.is_on = True
        self._volume, self._walking = volume**2, walking_volume**2
        self._low = 10 ** (-duck_db / 20)
        self._duck, self._pace, self._on = Glide(1.0, 1.0), Glide(1.0, 1.0), Glide(0.0, 0.0)
        self._is_playing, self._on_ramp = False, UP
        self._changes: list[tuple[int, Gait | None]] = []
        self._past: Window | None = None
        self._cell = -1

    @property
    def is_heard(self) -> bool:
        """Whether any of it sounds."""
        return self._on.value > 0

    def play(self, is_playing: bool) -> None:
        """Go on, or wait."""
        self._is_playing, self._on_ramp = is_playing, UP
        self._aim()

    def switch(self) -> None:
        """Turn the music off, or on again where it was."""
        self.is_on = not self.is_on
        self._aim()

    def go_at(self, frame: int, gait: Gait) -> None:
        """Be as loud as for `gait` from `frame` on."""
        self._change(frame, gait)

    def end_at(self, frame: int) -> None:
        """Fade out from `frame` on."""
        self._change(frame, None)

    def under(self, start: int, count: int, cues: Iterable[Window], master: Master) -> bytes | None:
        """Return the music of `count` frames from `start` on, down for `cues`; None where there is none."""
        end, cues = start + count, list(cues)
        if not self.is_heard and self._on.is_steady and not self._changes:
            self._note_past(cues, end)
            return None
        downs = spans([*cues, self._past] if self._past else cues)
        parts = list(self._parts(start, end, downs, master))
        self._note_past(cues, end)
        return b"".join(parts)

    def _parts(self, start: int, end: int, downs: list[Span], master: Master) -> Iterator[bytes]:
        frame = start
        while frame < end:
            cell = frame // CELL
            until = (cell + 1) * CELL
            if cell != self._cell:
                self._step(cell * CELL, downs)
                if self._duck.is_steady and self._pace.is_steady and self._on.is_steady and frame >= master.end:
                    until = max(until, self._steady_until(frame, downs, end))
            until = min(until, end)
            self._cell = (until - 1) // CELL
            if self._on.value > 0:
                gain = (
                    self._volume * self._on.value * self._pace.value * self._duck.value * master.gain(cell * CELL)
                )
                yield louder(self.source.read(until - frame), gain)
            else:
                yield bytes(2 * (until - frame))
            frame = until

    def _step(self, frame: int, downs: list[Span]) -> None:
        """Let the gains take another step, at the cell that begins with `frame`."""
        while self._changes and self._changes[0][0] <= frame:
            gait = self._changes.pop(0)[1]
            if gait is None:
                self._is_playing, self._on_ramp = False, ENDING
                self._aim()
            else:
                self._pace.target = 1.0 if gait is Gait.RUN else self._walking
        span = next((span for span in downs if span.end > frame), None)
        if span is None or span.start > frame:
            self._duck.target, ramp = 1.0, UP
        else:
            self._duck.target = self._low
            ramp = DOWN if self._has_time(frame, span) else AT_ONCE
        self._duck.step(ramp, 1 - self._low)
        self._pace.step(UP)
        self._on.step(self._on_ramp)

    def _has_time(self, frame: int, span: Span) -> bool:
        """Return whether the music can be down before the next cue by going slowly."""
        left = min((max(0, start - frame) for start, end in span.cues if end > frame), default=DOWN)
        return left * (1 - self._low) >= DOWN * (self._duck.value - self._low)

    def _steady_until(self, frame: int, downs: list[Span], end: int) -> int:
        """Return the first frame after `frame` of a cell in which a gain may change."""
        edges = [edge for span in downs for edge in (span.start, span.end)]
        edges += [change[0] for change in self._changes]
        return min((-(-edge // CELL) * CELL for edge in edges if edge > frame), default=end)

    def _change(self, frame: int, gait: Gait | None) -> None:
        self._changes.append((frame, gait))
        self._changes.sort(key=lambda change: change[0])

    def _aim(self) -> None:
        self._on.target = float(self._is_playing and self.is_on)

    def _note_past(self, cues: Iterable[Window], end: int) -> None:
        over = [cue for cue in cues if cue[1] <= end]
        if over:
            self._past = max((*over, self._past or over[0]), key=lambda cue: cue[1])
