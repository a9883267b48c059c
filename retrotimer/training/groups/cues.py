"""Merge the cues of all groups into one stream, by rank.

Start tones and what is said after them come first, then warnings, the countdown, own lines, rounds, halfway and
minutes, glances and postures. A cue that would sound over one of a higher rank is dropped, never cut and never
late. Starts within a moment are told as one. Glances, postures and halfway are for the first group alone. A session
of one group gives its cues as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from heapq import merge
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from retrotimer.texts import N_, _, spoken
from retrotimer.training.cues.cue_times import all_cues
from retrotimer.training.cues.cue_types import (
    COUNTING,
    TONE_MS,
    WORD_GAP_MS,
    Cue,
    CueKind,
    CueOptions,
    spoken_movement,
)
from retrotimer.training.cues.phrases import ALL, AND, BACK, BACK_IN_FIVE, BOTH_FORWARD, FORWARD, GROUP_LINES
from retrotimer.training.groups.groups import JOIN_MS, NAMES, Group, pair_of, units
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import MS, Session
from retrotimer.training.workout.workout import Direction, Movement, Role

RANKS = {
    kind: rank
    for rank, kinds in enumerate(
        (
            (CueKind.WARNING,),
            (CueKind.COUNTDOWN, CueKind.GET_READY),
            (CueKind.SAY, CueKind.ROLE),
            (CueKind.LAST_ROUND, CueKind.ROUND),
            (CueKind.HALFWAY, CueKind.MINUTES_LEFT),
            (CueKind.LOOK_BEHIND,),
            (CueKind.POSTURE,),
        ),
        start=1,
    )
    for kind in kinds
}
"""Starts and finishes stand above these, with rank 0."""
OF_FIRST = frozenset({CueKind.LOOK_BEHIND, CueKind.POSTURE, CueKind.HALFWAY})
OF_PAIR = frozenset({CueKind.ROLE, CueKind.LAST_ROUND, CueKind.ROUND, CueKind.MINUTES_LEFT})
"""Said once to a pair."""
CHANGES = frozenset({CueKind.START, CueKind.FINISH})

Timed = tuple[int, Cue]
"""A cue with the ns it is due at."""


class GroupCue(NamedTuple):
    """A cue of all groups: `group` is whose timeline its index is of, `meant` each group with its interval."""

    ns: int
    cue: Cue
    group: int = 0
    meant: tuple[tuple[int, int], ...] = ()


def name_line(name: str, nth: int, options: CueOptions) -> str:
    """Return the line that says the name of group `nth`: itself where the voice knows it, or else its number."""
    numbers = [_(word).casefold() for word in NAMES]
    if name.casefold() in numbers:
        return spoken(GROUP_LINES[numbers.index(name.casefold())])
    return name if options.knows(name) else spoken(GROUP_LINES[nth])


def called(all_: GroupSession) -> GroupSession:
    """Return `all_`, not started yet, with room in its cues for the names; unchanged where there are none."""
    if len(all_.groups) == 1:
        return all_
    sessions = []
    for nth, session in enumerate(all_.sessions):
        options = session.options
        lines = tuple(name_line(all_.groups[n].name, n, options) for n in pair_of(all_.groups, nth))
        words = (*lines, spoken(BACK)) if len(lines) > 1 else lines
        called_ms = options.lines_ms((*words, "")) - options.words_ms("")
        sessions.append(replace(session, options=replace(options, called_ms=called_ms)))
    return replace(all_, sessions=tuple(sessions))


def whole_session(all_: GroupSession) -> Iterator[GroupCue]:
    """Give every cue of `all_`, which is not started, from the start on; open intervals last as their pace says."""
    return merged(all_, [_planned(session) for session in all_.sessions])


def _planned(session: Session) -> Iterator[Timed]:
    for cue in all_cues(session.timeline, session.options, session.get_ready_ms):
        yield (session.get_ready_ms + cue.at_ms) * MS, cue


def merged(all_: GroupSession, streams: Sequence[Iterable[Timed]]) -> Iterator[GroupCue]:
    """Give the cues of `streams`, one for each group of `all_` and in order, as they are heard together."""
    if len(streams) == 1:
        return (GroupCue(ns, cue, 0, ((0, cue.index),)) for ns, cue in streams[0])
    return _Merge(all_).merged(streams)


@dataclass(slots=True)
class _Change:
    """Starts and ends of several groups that are told as one, at `ns`."""

    ns: int
    cues: dict[int, Cue] = field(default_factory=dict)

    def takes(self, ns: int, group: int) -> bool:
        return ns <= self.ns + JOIN_MS * MS and group not in self.cues


_Item = tuple[int, int, Cue]
"""When it is due, whose it is, and the cue."""


class _Merge:
    def __init__(self, all_: GroupSession) -> None:
        self._groups: tuple[Group, ...] = all_.groups
        self._timelines = [session.timeline for session in all_.sessions]
        self._options = all_.lead.options
        self._names = [name_line(group.name, n, self._options) for n, group in enumerate(all_.groups)]
        self._pair_alone = len(units(all_.groups)) == 1

    def merged(self, streams: Sequence[Iterable[Timed]]) -> Iterator[GroupCue]:
        """Gather cues until there is silence after them, and give those that are heard."""
        waiting: list[_Item] = []
        change: _Change | None = None
        end_ns = 0
        for item in merge(*(self._tagged(n, stream) for n, stream in enumerate(streams)), key=lambda i: i[:2]):
            ns, group, cue = item
            if waiting and ns >= end_ns:
                yield from self._heard(waiting)
                waiting, change = [], None
            waiting.append(item)
            if cue.kind in CHANGES:
                if change is None or not change.takes(ns, group):
                    change = _Change(ns)
                change.cues[group] = cue
                ends_ms = max(JOIN_MS, self._told(change, None).cue.length_ms)
                end_ns = max(end_ns, change.ns + ends_ms * MS)
            else:
                same = [one for one in waiting if _what(one) == _what(item)]  # all their names take longer than one
                end_ns = max(end_ns, ns + self._named(same).cue.length_ms * MS)
        yield from self._heard(waiting)

    def _tagged(self, group: int, stream: Iterable[Timed]) -> Iterator[_Item]:
        is_partner = self._groups[group].partner is not None
        for ns, cue in stream:
            left_out = cue.kind is CueKind.DIRECTION or (group and cue.kind in OF_FIRST)
            if not (left_out or (is_partner and cue.kind in OF_PAIR)):
                yield ns, group, cue

    def _heard(self, items: list[_Item]) -> Iterator[GroupCue]:
        """Give those of `items` that are heard, in order of time."""
        placed = self._changes([item for item in items if item[2].kind in CHANGES])
        others: dict[tuple[int, CueKind, str], list[_Item]] = {}
        for item in items:
            if item[2].kind not in CHANGES:
                others.setdefault(_what(item), []).append(item)
        for (_ns, kind, _text), same in sorted(others.items(), key=lambda found: (RANKS[found[0][1]], found[0][0])):
            cue = self._named(same) if kind not in COUNTING else _plain(same[:1])
            spot = bisect_left(placed, cue.ns, key=_begins)
            if not any(_overlap(cue, other) for other in placed[max(0, spot - 1) : spot + 1]):
                placed.insert(spot, cue)
        return iter(placed)

    def _changes(self, items: list[_Item]) -> list[GroupCue]:
        changes: list[_Change] = []
        for ns, group, cue in items:
            if not changes or not changes[-1].takes(ns, group):
                changes.append(_Change(ns))
            changes[-1].cues[group] = cue
        told = [self._told(one, (later.ns - one.ns) // MS) for one, later in pairwise(changes)]
        return told + [self._told(one, None) for one in changes[-1:]]

    def _told(self, change: _Change, room_ms: int | None) -> GroupCue:
        """Return what tells of `change`: the longest form that fits into `room_ms`, the tone in any case."""
        groups = sorted(change.cues)
        first = change.cues[groups[0]]
        sounds = {self._sound(group, change.cues[group]) for group in groups}
        kind = first.kind if len(sounds) == 1 else CueKind.PAIR
        tone_ms = min(change.cues[group].tone_ms for group in groups) if kind is first.kind else TONE_MS[kind]
        lines: tuple[str, ...] = ()
        length_ms = tone_ms
        for form in self._forms(change, groups):
            form_ms = tone_ms + WORD_GAP_MS + self._options.lines_ms(form)
            if room_ms is None or form_ms <= room_ms:
                lines, length_ms = form, form_ms
                break
        cue = Cue(first.at_ms, kind, " ".join(lines), length_ms, first.index, tone_ms, lines)
        return GroupCue(change.ns, cue, groups[0], tuple((group, change.cues[group].index) for group in groups))

    def _sound(self, group: int, cue: Cue) -> tuple[CueKind, Movement | None, bool]:
        """Return what the tone of `cue` tells."""
        if cue.kind is CueKind.FINISH:
            return cue.kind, None, False
        interval = self._timelines[group].intervals[cue.index]
        return cue.kind, interval.movement, interval.role is Role.TURN

    def _forms(self, change: _Change, groups: list[int]) -> Iterator[tuple[str, ...]]:
        """Give what may be said, the longest first."""
        words = {group: self._words(group, change.cues[group]) for group in groups}
        is_end = all(cue.kind is CueKind.FINISH for cue in change.cues.values())
        says_what = is_end or CueKind.DIRECTION not in self._options.off
        if len(set(words.values())) > 1:
            if says_what:  # with little room, who has finished need not hear it, but a direction must be heard
                going_on = [group for group in groups if change.cues[group].kind is not CueKind.FINISH]
                for some in filter(None, (groups, going_on)):
                    yield tuple(line for group in some for line in self._own(group, words[group], change))
        elif len(groups) > 1 and self._pair_alone:
            movement = self._sound(groups[0], change.cues[groups[0]])[1]
            is_forward = movement is not None and movement.direction is Direction.FORWARD
            if says_what:
                yield (spoken(BOTH_FORWARD) if is_forward else words[groups[0]],)
        else:
            names = self._joined(groups)
            if says_what:
                yield _ordered(names, (words[groups[0]],))
            yield names

    def _own(self, group: int, words: str, change: _Change) -> tuple[str, ...]:
        return _ordered((self._names[group],), (self._short(group, change) or words,))

    def _words(self, group: int, cue: Cue) -> str:
        if cue.kind is CueKind.FINISH:
            return cue.text
        interval = self._timelines[group].intervals[cue.index]
        return spoken_movement(interval.movement, interval.role)

    def _short(self, group: int, change: _Change) -> str:
        """Return "Back" or "Forward" where a partner goes the other way at the same time, else nothing."""
        both = [one for one in pair_of(self._groups, group) if one in change.cues]
        moves = [self._sound(one, change.cues[one])[1] for one in both]
        ways = [movement.direction if movement else None for movement in moves]
        if set(ways) != set(Direction):
            return ""
        return spoken(BACK if ways[both.index(group)] is Direction.BACKWARD else FORWARD)

    def _joined(self, groups: list[int]) -> tuple[str, ...]:
        """Return the names of `groups` as they are said together."""
        if len(groups) > 2 and len(groups) == len(self._groups):
            return (spoken(ALL),)
        *others, last = (self._names[group] for group in groups)
        return (*others, spoken(AND), last) if others else (last,)

    def _named(self, same: list[_Item]) -> GroupCue:
        """Return the cue of those of `same`, which say the same at the same time, with their names before it."""
        found = _plain(same)
        cue, kind = found.cue, found.cue.kind
        is_named = kind not in OF_FIRST and not (self._pair_alone and kind is not CueKind.WARNING)
        if not is_named or not cue.is_spoken:
            return found if kind in OF_FIRST else found._replace(cue=self._spoken(cue, (cue.text,)))
        text = cue.text
        if kind is CueKind.WARNING and self._options.warning_ms == 5_000:
            text = spoken(BACK_IN_FIVE)
        return found._replace(
            cue=self._spoken(cue, _ordered(self._joined([group for _ns, group, _c in same]), (text,)))
        )

    def _spoken(self, cue: Cue, lines: tuple[str, ...]) -> Cue:
        if not cue.is_spoken:
            return cue
        length_ms = cue.word_ms + self._options.lines_ms(lines)
        return replace(cue, text=" ".join(lines), lines=lines, length_ms=length_ms)


_begins = attrgetter("ns")


def _what(item: _Item) -> tuple[int, CueKind, str]:
    """Return what is the same in cues that are said together: the time, the kind and the words."""
    ns, _group, cue = item
    return ns, cue.kind, cue.text


def _plain(same: list[_Item]) -> GroupCue:
    ns, group, cue = same[0]
    return GroupCue(ns, cue, group, tuple((one, each.index) for _ns, one, each in same))


def _overlap(one: GroupCue, other: GroupCue) -> bool:
    return one.ns < other.ns + other.cue.length_ms * MS and other.ns < one.ns + one.cue.length_ms * MS


def _ordered(names: tuple[str, ...], what: tuple[str, ...]) -> tuple[str, ...]:
    """Return names and what they are to do in the order of the voice's language."""
    pattern = spoken(N_("{name}, {what}"))
    parts = {"name": names, "what": what}
    return tuple(line for part in re.findall(r"\{(name|what)\}", pattern) for line in parts[part])
