"""Play cues live: schedule their clips in an open stream at the frames that their times map to.

The player's thread calls `follow` and `tick`, which queue the clips of the next seconds with their monotonic times;
the device's calls `_pull`, which fixes a clip's frame only when its block is mixed, with the newest mapping. One
lock covers queue, mapping and mixer. A late cue is dropped, never replayed, and so is one that begins while another
sounds, unless the machine stood still for a moment: then it waits for the other. Start tones and the finish replace
what sounds, because each direction must be heard.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from threading import Event as Flag
from threading import Lock
from typing import TYPE_CHECKING

from retrotimer.audio.clips import FRAMES_PER_MS, Clip
from retrotimer.audio.device import DeviceStream
from retrotimer.audio.frame_clock import FrameClock
from retrotimer.audio.mixer import Mixer, Voice, gain_of
from retrotimer.audio.outputs import Output
from retrotimer.audio.sound_bank import Sounds
from retrotimer.texts import spoken
from retrotimer.training.cues.cue_types import Cue, CueKind
from retrotimer.training.cues.phrases import PAUSED, RESUMED
from retrotimer.training.groups.cues import merged
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import MS, Event, EventKind, Session, State
from retrotimer.training.upcoming_cues import upcoming

if TYPE_CHECKING:
    from retrotimer.audio.music.track import MusicTrack, Window

LATE_NS = 300 * MS  # a cue that is later than this is dropped


ANSWERS = {EventKind.PAUSED: PAUSED, EventKind.RESUMED: RESUMED}
"""What is said when a command has been carried out that no cue tells of."""


Visits = tuple[tuple[int, int], ...]
"""Groups, each with the number of the interval that it enters, counted in the order they are entered."""
BY_COMMAND = frozenset({EventKind.PAUSED, EventKind.RESUMED, EventKind.ADDED, EventKind.SLEPT, EventKind.STOPPED})
BY_TIME_TOO = frozenset({EventKind.INTERVAL, EventKind.FINISHED})


@dataclass(frozen=True, slots=True, eq=False)
class Due:
    """A clip that is to be heard at `ns` of the monotonic clock, of a cue due at `cue_ns` for `visits`."""

    ns: int
    kind: CueKind
    visits: Visits
    clip: Clip
    cue_ns: int = 0

    @property
    def leads(self) -> bool:
        """Whether it is a tone that a session cannot do without."""
        return self.kind in LEADING and not self.clip.is_voice

    @property
    def takes_over(self) -> bool:
        """Whether it must be heard even where another clip still sounds."""
        return self.leads or self.kind is CueKind.ANSWER

    def is_same(self, other: Due) -> bool:
        """Return whether both are of the same cue."""
        return self.kind is other.kind and self.visits == other.visits


LEADING = frozenset({CueKind.START, CueKind.PAIR, CueKind.FINISH})


def due_cues(
    session: GroupSession, events: Iterable[Event], to_mono: Callable[[int], int], sounds: Sounds
) -> Iterator[Due]:
    """Yield the cues due by the command that led to `events`, then lazily those to come; `to_mono` maps ns."""
    events = tuple(events)
    cues = merged(session, [_all(session.sessions[n], n, events) for n in range(len(session.sessions))])
    first = next(cues, None)
    answer = _answer(session, events, sounds)
    if answer and (first is None or answer.ns + answer.clip.length_ms * MS <= first.ns):
        yield replace(answer, ns=to_mono(answer.ns))
    for ns, cue, group, meant in () if first is None else chain((first,), cues):
        visits = tuple((n, session.sessions[n].visit + index - session.sessions[n].index) for n, index in meant)
        for part in sounds.parts(cue, session.sessions[group].timeline):
            yield Due(to_mono(ns + part.after_ms * MS), cue.kind, visits, part.clip, to_mono(ns))


def _answer(session: GroupSession, events: Iterable[Event], sounds: Sounds) -> Due | None:
    """Return what tells that the last command was carried out; None where that is not said."""
    event = next((event for event in events if event.kind in ANSWERS), None)
    if event is None or CueKind.ANSWER in session.lead.options.off:
        return None
    clip = sounds.word(spoken(ANSWERS[event.kind]))
    return Due(event.due_ns, CueKind.ANSWER, ((0, session.lead.visit),), clip) if clip else None


def _all(session: Session, group: int, events: Iterable[Event]) -> Iterator[tuple[int, Cue]]:
    for event in events:
        if event.group == group and event.cue is not None and _is_due_now(event, session):
            yield event.due_ns, event.cue
    yield from upcoming(session)


def _is_due_now(event: Event, session: Session) -> bool:
    """Return whether `event` brought a cue that nobody could have planned: the session was sent there just now."""
    kind = event.cue.kind if event.cue else None
    if kind is CueKind.START:
        return session.is_moving and event.visit == session.visit
    return kind is CueKind.FINISH and not finished_by_itself(session)


def finished_by_itself(session: Session) -> bool:
    """Return whether the session ended by time and not by a command."""
    length_ms = session.duration_ms
    return session.state is State.FINISHED and length_ms is not None and session.offset_ns >= length_ms * MS


def _goes_on(due: Due, session: GroupSession) -> bool:
    """Return whether `due`, once begun, still tells the truth in `session`."""
    return all(_is_true(due, session.sessions[group], visit) for group, visit in due.visits)


def _is_true(due: Due, session: Session, visit: int) -> bool:
    if due.kind is CueKind.FINISH or (due.kind is CueKind.PAIR and session.state is State.FINISHED):
        return finished_by_itself(session)
    return session.is_moving and visit == session.visit


def _commanded(session: GroupSession, events: Iterable[Event]) -> frozenset[int]:
    """Return the groups that a command has just moved, of several; one alone always counts as moved."""
    if len(session.sessions) == 1:
        return frozenset({0})
    return frozenset(
        event.group
        for event in events
        if event.kind in BY_COMMAND or (event.kind in BY_TIME_TOO and event.due_ns == session.now_ns)
    )


AHEAD_NS = 10_000 * MS  # how far ahead clips are queued
TOUCH = 5 * FRAMES_PER_MS
"""Frames by which one clip may run into the next without counting as an overlap: a moving clock rounds."""
HALT = 100 * FRAMES_PER_MS
"""Frames by which a clip may run into the next where the machine stood still: the next one then waits for it."""
DRAIN_S = 3.5


class LiveSound:
    """Play a session's cues on `output`.

    `volume` is 0 to 1 as the ear takes it (amplitude goes with its square); `tone_volume` and `voice_volume`
    multiply it. `latency_ms` is the delay after the device that the output does not know of, such as Bluetooth.
    `music` plays while the session moves.
    """

    def __init__(
        self,
        output: Output,
        sounds: Sounds,
        clock_ns: Callable[[], int],
        *,
        volume: float = 1.0,
        tone_volume: float = 1.0,
        voice_volume: float = 1.0,
        latency_ms: int = 0,
        music: MusicTrack | None = None,
    ) -> None:
        self.latency_ms = latency_ms
        self.tone_volume = tone_volume
        self.voice_volume = voice_volume
        self._output = output
        self._sounds = sounds
        self._clock_ns = clock_ns
        self._volume = volume
        self._muted = False
        self._lock = Lock()
        self._music = music
        self._mixer = Mixer(volume**2, music)
        self._frames = FrameClock()
        self._stream = DeviceStream(output, self._pull, self._fresh, self._paced)
        self._coming: Iterator[Due] = iter(())
        self._held: Due | None = None
        self._queue: deque[Due] = deque()
        self._late: tuple[Due, int] | None = None
        self._begun: list[tuple[Due, Voice]] = []
        """The last leading clip that began, and what else still sounds."""
        self._draining = False
        self._drained = Flag()

    @property
    def notice(self) -> str | None:
        """A sentence about what is wrong with the sound, for the shells to show; None where all is well."""
        return self._stream.notice or (self._music.source.notice if self._music else None) or None

    @property
    def volume(self) -> float:
        """0 to 1."""
        return self._volume

    @volume.setter
    def volume(self, volume: float) -> None:
        self._volume = min(1.0, max(0.0, volume))
        self._apply_volume()

    @property
    def muted(self) -> bool:
        """Whether nothing is heard, whatever the volume."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        self._apply_volume()

    @property
    def music_on(self) -> bool | None:
        """Whether music plays; None where none is set."""
        return self._music.is_on if self._music else None

    def switch_music(self) -> None:
        """Turn the music off, or on again."""
        with self._lock:
            if self._music:
                self._music.switch()

    def next_piece(self) -> None:
        """Go on to the next piece of music."""
        if self._music:
            self._music.source.skip()

    def start(self) -> None:
        """Open the stream. Where that fails it stays silent, `notice` says so and `tick` tries again."""
        self._stream.open(self._clock_ns())
        if self._music:
            self._music.source.start()

    def follow(self, session: GroupSession, to_mono: Callable[[int], int], events: Iterable[Event]) -> None:
        """Adopt the plan of `session` after a command: fade what sounds, queue what comes.

        A start tone of the interval the session is still in goes on, and so does a finish it came to by itself, and
        what is being said to groups that the command left alone. `to_mono` maps ns of the session's clock to
        monotonic ns, and is kept until the next call.
        """
        events, now_ns = tuple(events), self._clock_ns()
        moved = _commanded(session, events)

        def stays(due: Due, *, has_begun: bool) -> bool:
            is_left_alone = moved.isdisjoint(group for group, _visit in due.visits)
            if not _goes_on(due, session):
                return False
            return (
                due.kind is CueKind.FINISH or (has_begun and due.leads) or (is_left_alone and due.cue_ns <= now_ns)
            )

        with self._lock:
            self._queue = deque(due for due in self._queue if stays(due, has_begun=False))
            self._begun = [(due, voice) for due, voice in self._begun if stays(due, has_begun=True)]
            self._mixer.clear(keep=[voice for _due, voice in self._begun])
            kept = [*self._queue, *(due for due, _voice in self._begun)]
            if self._music and (session.is_moving or all(due.kind is not CueKind.FINISH for due in kept)):
                self._music.play(session.is_moving)  # by itself it ends with the finish
        coming = due_cues(session, events, to_mono, self._sounds)
        self._coming = (due for due in coming if not any(due.is_same(one) for one in kept))
        self._held = None
        self._fill(now_ns)

    def tick(self, now_ns: int) -> None:
        """Queue cues that have come near and check the device; call it a few times a second, with monotonic ns."""
        self._fill(now_ns)
        self._stream.watch(now_ns)

    def close(self, *, drain: bool = False) -> None:
        """Close the stream; with `drain` wait, `DRAIN_S` at most, until what sounds has been heard."""
        self._coming, self._held = iter(()), None
        with self._lock:
            self._queue = deque(due for due in self._queue if due.kind is CueKind.FINISH)
            self._draining = drain
            if self._music:
                self._music.play(False)
                self._music.source.close()
        if drain and self._stream.is_open and self._output.buffer_ms:  # silence asks for nothing: it never drains
            self._drained.wait(DRAIN_S)
        self._stream.close()

    def _apply_volume(self) -> None:
        with self._lock:
            self._mixer.set_volume(0.0 if self._muted else self._volume**2)

    def _fresh(self) -> None:
        """Begin a new stream: nothing sounds in it yet."""
        with self._lock:
            self._mixer.drop()

    def _paced(self) -> None:
        """Map the new stream's frames to time, by the pace of the device that was opened."""
        with self._lock:
            self._frames = FrameClock(2 * self._output.buffer_ms * FRAMES_PER_MS, self._output.latency_ms * MS)

    def _fill(self, now_ns: int) -> None:
        """Queue the clips due until `AHEAD_NS` from now; drop those whose time has passed unheard."""
        near: list[Due] = []
        while self._output.buffer_ms:
            due = self._held or next(self._coming, None)
            self._held = due
            if due is None or due.ns > now_ns + AHEAD_NS:
                break
            self._held = None
            near.append(due)
        with self._lock:
            self._queue.extend(near)
            while self._queue and now_ns - self._queue[0].ns > LATE_NS:
                self._queue.popleft()

    def _pull(self, count: int, now_ns: int) -> bytes:
        with self._lock:
            self._frames.saw(self._mixer.position, now_ns)
            latency_ns = (self._output.latency_ms + self.latency_ms) * MS
            until = self._mixer.position + count
            while self._queue:
                frame = self._frame(self._queue[0], latency_ns)
                if frame >= until:
                    break
                due = self._queue.popleft()
                if now_ns - due.ns <= LATE_NS:
                    at = max(frame, self._mixer.position)
                    if due.leads:
                        self._late = due, at - frame
                    self._begin(due, at)
            block = self._mixer.mix(
                count, self._near(until + self._music.lookahead, latency_ns) if self._music else ()
            )
            if self._draining and not self._queue:
                heard = self._mixer.position - latency_ns * FRAMES_PER_MS // MS
                if self._mixer.end <= heard and not (self._music and self._music.is_heard):
                    self._drained.set()
        return block

    def _frame(self, due: Due, latency_ns: int) -> int:
        """Return where `due` belongs; what is said with a tone that a command made late is as late as that."""
        frame = self._frames.frame_at(due.ns - latency_ns)
        return frame + self._late[1] if self._late and due.is_same(self._late[0]) and not due.leads else frame

    def _near(self, until: int, latency_ns: int) -> Iterator[Window]:
        """Give where the cues begin and end that are queued to begin before frame `until`."""
        for due in self._queue:
            frame = self._frame(due, latency_ns)
            if frame >= until:
                break
            yield frame, frame + due.clip.frames

    def _begin(self, due: Due, frame: int) -> None:
        overlap = self._mixer.end - frame
        if overlap > TOUCH and due.takes_over:
            self._mixer.clear(frame)
        elif overlap > HALT:
            return
        elif overlap > TOUCH:
            frame = self._mixer.end
        gain = gain_of(due.clip, self.tone_volume, self.voice_volume)
        voice = self._mixer.place(frame, due.clip, gain)
        self._begun = [(d, v) for d, v in self._begun if v.end > self._mixer.position]
        self._begun.append((due, voice))
        if self._music:
            self._lead(self._music, due, frame)

    def _lead(self, music: MusicTrack, due: Due, frame: int) -> None:
        """Let the music follow the first group's gait, and end with the last finish."""
        if due.clip.gait and 0 in dict(due.visits):
            music.go_at(frame, due.clip.gait)
        is_last = self._held is None and all(one.kind is CueKind.FINISH for one in self._queue)
        if due.kind is CueKind.FINISH and is_last:
            music.end_at(frame)
