"""Place the cues of a timeline in time.

The rule of overlap: countdown pips come before the start tone, the direction word, the warning, a person's own
line, the part of the session, "last round", the round's number, halfway, minutes left, look-behind and posture.
What does not fit beside a cue of higher rank is dropped, never cut. Only the start tone is never dropped: where
there is no room for it, it takes its short form. No cue sounds beyond its own interval, so each interval can be
planned by itself.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from retrotimer.texts import spoken
from retrotimer.training.cues.cue_types import (
    GAP_MS,
    GLANCES,
    POSTURES,
    ROLE_WORDS,
    SHORT_START_MS,
    TONE_MS,
    Cue,
    CueKind,
    CueOptions,
    minutes_words,
    round_words,
    spoken_movement,
    warning_words,
)
from retrotimer.training.workout.timeline import Interval, Timeline
from retrotimer.training.workout.workout import STAND, STEP_MS, Role

_at_ms = attrgetter("at_ms")


def get_ready_cues(get_ready_ms: int, options: CueOptions, first: Interval | None = None) -> tuple[Cue, ...]:
    """Return the 3-2-1 of a get-ready of `get_ready_ms`, and the warning of interval `first`, at negative times."""
    room = _Room(Interval(-get_ready_ms, get_ready_ms, STAND), -1, options, get_ready_ms)
    for s in (3, 2, 1):
        room.place_at(get_ready_ms - s * 1_000, CueKind.GET_READY, str(s))
    if first is not None and first.is_backward:
        room.warn()
    return tuple(room.cues())


def finish_cue(at_ms: int, index: int, options: CueOptions) -> Cue:
    """Return the sound of the end of a session."""
    text = spoken("Finished")
    tone_ms, length_ms = options.lengths(CueKind.FINISH, text)
    return Cue(at_ms, CueKind.FINISH, text, length_ms, index, tone_ms)


def interval_cues(
    timeline: Timeline,
    index: int,
    options: CueOptions,
    *,
    after_ms: int = -1,
    glances: int = 0,
    heard: tuple[Cue, ...] = (),
    open_for_ms: int = STEP_MS[1],
) -> tuple[Cue, ...]:
    """Return the cues of interval `index` in order, all within it and none sounding over another.

    Args:
        timeline: what the interval belongs to.
        index: which interval.
        options: what the person wants to hear.
        after_ms: only cues later than this after the interval's start.
        glances: how many look-behind cues were heard before, so that shoulders alternate through the session.
        heard: cues already heard in this interval, which the others keep clear of.
        open_for_ms: how far to plan into an open interval.
    """
    interval = timeline.intervals[index]
    room = _Room(interval, index, options, open_for_ms, heard)
    room.countdown_and_start()
    room.direction()
    if interval.duration_ms is not None:
        room.warning(timeline, index)
    room.lines(timeline, index)
    if interval.duration_ms is not None:
        room.halfway()
        room.minutes_left(timeline, index)
    if interval.is_backward:
        room.look_behind()
        room.posture()
    return tuple(room.cues(after_ms, glances))


def all_cues(timeline: Timeline, options: CueOptions, get_ready_ms: int = 0) -> Iterator[Cue]:
    """Give every cue of `timeline` in order, open intervals taken as long as their pace says."""
    yield from get_ready_cues(get_ready_ms, options, timeline.intervals[0])
    glances = 0
    for index, interval in enumerate(timeline.intervals):
        cues = interval_cues(timeline, index, options, glances=glances, open_for_ms=interval.length_ms)
        glances += sum(cue.kind is CueKind.LOOK_BEHIND for cue in cues)
        yield from cues
    if CueKind.FINISH not in options.off:
        yield finish_cue(timeline.planned_ms, len(timeline.intervals) - 1, options)


class _Room:
    """The time of one interval while cues take their places in it, highest rank first. Times are offsets in ms."""

    def __init__(
        self, interval: Interval, index: int, options: CueOptions, open_for_ms: int, heard: tuple[Cue, ...] = ()
    ) -> None:
        self.interval = interval
        self.index = index
        self.options = options
        self.duration_ms = duration_ms = interval.duration_ms
        self.end_ms = open_for_ms if duration_ms is None else duration_ms
        self.placed = [replace(cue, at_ms=cue.at_ms - interval.start_ms) for cue in heard]
        self.message = {cue.kind for cue in heard}
        self.head_ms = 0

    def cues(self, after_ms: int = -1, glances: int = 0) -> Iterator[Cue]:
        """Give what was placed later than `after_ms`, at its time of the timeline, with alternate shoulders."""
        for cue in self.placed:
            if cue.at_ms > after_ms:
                text = cue.text
                if cue.kind is CueKind.LOOK_BEHIND:
                    text = spoken(GLANCES[glances % 2])
                    glances += 1
                at_ms = self.interval.start_ms + cue.at_ms
                yield Cue(at_ms, cue.kind, text, cue.length_ms, cue.index, cue.tone_ms)

    def blocker(self, at_ms: int, length_ms: int) -> Cue | None:
        """Return a placed cue that sounds in `[at_ms, at_ms + length_ms)`."""
        if not self.placed or self.placed[-1].end_ms <= at_ms:  # quick, as an open interval has thousands in order
            return None
        spot = bisect_left(self.placed, at_ms, key=_at_ms)
        for cue in self.placed[max(0, spot - 1) : spot + 1]:
            if cue.at_ms < at_ms + length_ms and at_ms < cue.end_ms:
                return cue
        return None

    def place(self, at_ms: int, kind: CueKind, text: str, tone_ms: int, length_ms: int) -> None:
        cue = Cue(at_ms, kind, text, length_ms, self.index, tone_ms)
        if not self.placed or self.placed[-1].at_ms < at_ms:
            self.placed.append(cue)
        else:
            insort(self.placed, cue, key=_at_ms)

    def place_at(self, at_ms: int, kind: CueKind, text: str) -> None:
        """Place a cue at just this time, or drop it."""
        tone_ms, length_ms = self.options.lengths(kind, text)
        fits = at_ms >= 0 and at_ms + length_ms <= self.end_ms
        if kind not in self.options.off and fits and not self.blocker(at_ms, length_ms):
            self.place(at_ms, kind, text, tone_ms, length_ms)

    def place_next(self, kind: CueKind, text: str) -> None:
        """Place a cue at the first free time after the head of the interval, once a visit, or drop it."""
        if kind in self.options.off or kind in self.message:
            return
        tone_ms, length_ms = self.options.lengths(kind, text)
        at_ms = self.head_ms
        while blocker := self.blocker(at_ms, length_ms):
            at_ms = blocker.end_ms + GAP_MS
        if at_ms + length_ms <= self.end_ms:
            self.place(at_ms, kind, text, tone_ms, length_ms)
            self.head_ms = at_ms + length_ms + GAP_MS

    def countdown_and_start(self) -> None:
        pips = [] if self.duration_ms is None else [(self.duration_ms - s * 1_000, s) for s in (3, 2, 1)]
        if CueKind.COUNTDOWN in self.options.off:
            pips = []
        full_ms = TONE_MS[CueKind.START]
        crowded = self.end_ms < full_ms or any(SHORT_START_MS <= at < full_ms for at, _s in pips)
        start_ms = min(SHORT_START_MS, self.end_ms) if crowded else full_ms
        if CueKind.START not in self.message:
            text = spoken_movement(self.interval.movement, self.interval.role)
            self.place(0, CueKind.START, text, start_ms, start_ms)
        self.head_ms = GAP_MS + max([start_ms, *(cue.end_ms for cue in self.placed)])
        for at_ms, s in pips:
            if at_ms >= start_ms:
                self.place(at_ms, CueKind.COUNTDOWN, str(s), *self.options.lengths(CueKind.COUNTDOWN, str(s)))

    def direction(self) -> None:
        self.place_next(CueKind.DIRECTION, spoken_movement(self.interval.movement, self.interval.role))

    def lines(self, timeline: Timeline, index: int) -> None:
        """Say what a person wrote, and where in the session this is."""
        if self.interval.say:
            self.place_next(CueKind.SAY, self.interval.say)
        before = timeline.before(index)
        role = self.interval.role
        if role in ROLE_WORDS and (before is None or before.role is not role):
            self.place_next(CueKind.ROLE, spoken(ROLE_WORDS[role]))
        if self.interval.starts_last_round:
            self.place_next(CueKind.LAST_ROUND, spoken("Last round"))
        elif self.interval.starts_round_after(before):
            self.place_next(CueKind.ROUND, round_words(self.interval.rounds[-1][0]))

    def warning(self, timeline: Timeline, index: int) -> None:
        """Warn of a backward part before the change to it; a turn is part of the change."""
        if self.interval.is_backward or self.interval.role is Role.TURN:
            return
        later = timeline.intervals[index + 1 : index + 3]
        if later and later[0].role is Role.TURN:
            later = later[1:]
        if later and later[0].is_backward:
            self.warn()

    def warn(self) -> None:
        at_ms = self.end_ms - self.options.warning_ms
        self.place_at(at_ms, CueKind.WARNING, warning_words(self.options.warning_ms))

    def halfway(self) -> None:
        if self.end_ms >= self.options.halfway_from_ms:
            self.place_at(self.end_ms // 2, CueKind.HALFWAY, spoken("Halfway"))

    def minutes_left(self, timeline: Timeline, index: int) -> None:
        every_ms = self.options.minutes_left_every_ms
        left_ms = timeline.planned_ms - self.interval.start_ms
        first = (left_ms - self.end_ms) // every_ms + 1
        due = range(first * every_ms, left_ms + 1, every_ms)
        if due and not any(later.is_open for later in timeline.intervals[index + 1 :]):
            for to_go_ms in due:
                self.place_at(left_ms - to_go_ms, CueKind.MINUTES_LEFT, minutes_words(to_go_ms // 60_000))

    def look_behind(self) -> None:
        every_ms = self.options.look_behind_every_ms
        longest = max(map(spoken, GLANCES), key=self.options.words_ms)
        for at_ms in range(every_ms, self.end_ms, every_ms):
            self.place_at(at_ms, CueKind.LOOK_BEHIND, longest)

    def posture(self) -> None:
        lines = [spoken(line) for line in POSTURES if spoken(line) != self.interval.say]
        self.place_next(CueKind.POSTURE, lines[self.interval.nth_backward % len(lines)])
