"""Define the groups of a session: as a person asks for them, and compiled to timelines."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from retrotimer.texts import N_, _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.formatting import clock_text
from retrotimer.training.groups.pairs import Partner, pair
from retrotimer.training.load.load import Cause, over_caps
from retrotimer.training.workout import timeline as timelines
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.timeline import Timeline
from retrotimer.training.workout.workout import Workout

MAX_GROUPS = 6
MAX_NAME = 40
LONGEST_WAIT_MS = 3_600_000
"""The latest start of a group behind a first one whose length is open."""
LEAST_WAVE_MS = 5_000
"""Starts nearer to each other than this are not all heard (heuristic: about as long as two starts are told)."""
JOIN_MS = 1_500
"""Starts this near to each other are told as one."""
NAMES = (N_("One"), N_("Two"), N_("Three"), N_("Four"), N_("Five"), N_("Six"))
"""What groups are called unless a person says something else."""


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """A group as a person asks for it. `workout` and its id `preset` are its own; None and "" for the session's."""

    name: str
    offset_ms: int = 0
    partner: Partner | None = None
    preset: str = ""
    workout: Workout | None = None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Athletes who do the same at the same time; `partner` ties them to the group before.

    A session of one group that nobody named has one with an empty name. Only a group that `is_mine` counts for
    weeks, plan and paces.
    """

    name: str
    timeline: Timeline
    offset_ms: int = 0
    partner: Partner | None = None
    preset: str = ""
    workout: Workout | None = None
    is_mine: bool = False


def alone(timeline: Timeline) -> tuple[Group, ...]:
    """Return the groups of a session without groups."""
    return (Group("", timeline, is_mine=True),)


def compile_groups(
    entries: tuple[GroupEntry, ...], workout: Workout, paces: Paces, preset: str = ""
) -> tuple[Group, ...]:
    """Return the groups of a session of `workout`; without `entries` the one that has no name.

    Raises:
        WrongRequest: where the entries do not fit together, or a workout cannot be placed in time.
    """
    if not entries:
        return alone(timelines.compile(workout, paces))
    _check(entries)
    groups: list[Group] = []
    for entry in entries:
        if entry.partner:
            lead = groups[-1]
            mine, other = pair(lead.timeline, entry.partner, paces)
            groups[-1] = replace(lead, timeline=mine)
            groups.append(
                replace(lead, name=entry.name, timeline=other, partner=entry.partner, is_mine=entry.is_mine)
            )
        else:
            own = entry.workout or workout
            timeline = timelines.compile(own, paces)
            groups.append(
                Group(entry.name, timeline, entry.offset_ms, None, entry.preset or preset, own, entry.is_mine)
            )
    _check_offsets(groups)
    return tuple(groups)


def pair_of(groups: tuple[Group, ...], nth: int) -> tuple[int, ...]:
    """Return group `nth` and its partner, in order."""
    if groups[nth].partner:
        return nth - 1, nth
    return (nth, nth + 1) if nth + 1 < len(groups) and groups[nth + 1].partner else (nth,)


def units(groups: tuple[Group, ...]) -> tuple[tuple[int, ...], ...]:
    """Return the pairs and single groups, each once."""
    return tuple(dict.fromkeys(pair_of(groups, nth) for nth in range(len(groups))))


def _check(entries: tuple[GroupEntry, ...]) -> None:
    if len(entries) > MAX_GROUPS:
        raise WrongRequest(_("A session has at most {most} groups.").format(most=MAX_GROUPS))
    seen: dict[str, str] = {}
    for nth, entry in enumerate(entries):
        known = check_name(entry.name)
        if known in seen:
            raise WrongRequest(_("Two groups are called '{name}'.").format(name=entry.name))
        seen[known] = entry.name
        if entry.partner is None:
            if nth == 0 and entry.offset_ms:
                sentence = _("'{name}' is the first group: it begins at once, and the others later.")
                raise WrongRequest(sentence.format(name=entry.name))
            continue
        if nth == 0:
            sentence = _("'{name}' is the first group: there is none before it to be the partner of.")
            raise WrongRequest(sentence.format(name=entry.name))
        if entries[nth - 1].partner:
            sentence = _("'{name}' cannot be the partner of '{other}', who is a partner already.")
            raise WrongRequest(sentence.format(name=entry.name, other=entries[nth - 1].name))
        if entry.offset_ms or entry.workout:
            sentence = _("'{name}' is a partner, who starts with the other one and does the same workout.")
            raise WrongRequest(sentence.format(name=entry.name))


def check_name(name: str) -> str:
    """Return what two names have in common that are the same to a person.

    Raises:
        WrongRequest: for a text that is no name.
    """
    if not name.strip() or not name.isprintable() or len(name) > MAX_NAME:
        sentence = _("'{name}' is not a name for a group: it has 1 to {most} characters, in one line.")
        shown = "".join(sign if sign.isprintable() else "?" for sign in name[: MAX_NAME + 1])
        raise WrongRequest(sentence.format(name=shown, most=MAX_NAME))
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _check_offsets(groups: list[Group]) -> None:
    total_ms = groups[0].timeline.total_ms
    most_ms = LONGEST_WAIT_MS if total_ms is None else total_ms
    for group in groups:
        if group.offset_ms > most_ms:
            sentence = _("'{name}' would start {offset} after the first group, which by then has ended ({most}).")
            if total_ms is None:
                sentence = _("'{name}' would start {offset} after the first group; {most} is the latest.")
            offset, most = clock_text(group.offset_ms // 1_000), clock_text(most_ms // 1_000)
            raise WrongRequest(sentence.format(name=group.name, offset=offset, most=most))


def notes(groups: tuple[Group, ...], paces: Paces) -> tuple[str, ...]:
    """Return what a person should know of `groups` before the start, a sentence or two each."""
    return tuple(_notes(groups, paces))


def _notes(groups: tuple[Group, ...], paces: Paces) -> Iterator[str]:
    for nth, group in enumerate(groups):
        if group.partner:
            yield from _pair_notes(groups[nth - 1], group)
        if group.partner is Partner.MIRROR:
            yield from _cap_notes(groups[nth - 1], group, paces)
    yield from _wave_notes(groups)


def _pair_notes(lead: Group, partner: Group) -> Iterator[str]:
    parts = [sum(i.is_backward for i in group.timeline.intervals) for group in (lead, partner)]
    names = {"lead": lead.name, "partner": partner.name}
    if not any(parts):
        yield _("{lead} and {partner} have no backward parts: both go forward all the time.").format(**names)
    elif partner.partner is Partner.SWAP and parts[0] > parts[1]:
        sentence = _("{lead} has one backward part more than {partner}: their number is odd.")
        yield sentence.format(**names)
    elif partner.partner is Partner.MIRROR:
        longest_ms = max((i.length_ms for i in partner.timeline.intervals if i.is_backward), default=0)
        longest_lead_ms = max((i.length_ms for i in lead.timeline.intervals if i.is_backward), default=0)
        if longest_ms > longest_lead_ms:
            sentence = _("{partner} goes backward for up to {longest} at a time, while {lead} goes forward.")
            yield sentence.format(longest=clock_text(longest_ms // 1_000), **names)


OF_MIRRORS = frozenset({Cause.NO_END, Cause.BOUT, Cause.SHARE})
"""The caps on backward running: the others are the lead's too."""


def _cap_notes(lead: Group, partner: Group, paces: Paces) -> Iterator[str]:
    """Tell which caps of the level a mirror goes over where the lead keeps them."""
    level = lead.workout.level if lead.workout else None
    known, found = (over_caps(group.timeline, level, paces) for group in (lead, partner))
    new = [reason.text for reason in found if reason.cause in OF_MIRRORS and reason not in known]
    if new:
        sentence = _("{partner} goes over the caps of the workout's level: {reasons}")
        yield sentence.format(partner=partner.name, reasons=" ".join(new))


def _wave_notes(groups: tuple[Group, ...]) -> Iterator[str]:
    leads = [group for group in groups if group.partner is None]
    near = _nearest(leads)
    if near is None:
        return
    apart_ms, first, second = near
    if first.offset_ms != second.offset_ms and abs(first.offset_ms - second.offset_ms) < LEAST_WAVE_MS:
        sentence = _("{first} and {second} start less than {least} s apart: not all of it is heard, all is shown.")
        yield sentence.format(first=first.name, second=second.name, least=LEAST_WAVE_MS // 1_000)
    elif apart_ms < LEAST_WAVE_MS and _has_waves(leads):
        if apart_ms <= JOIN_MS:
            sentence = _("Changes of {first} and {second} fall together: they are announced as one.")
        else:
            sentence = _("Changes of {first} and {second} come close together: some words are left out.")
        yield sentence.format(first=first.name, second=second.name)


def _has_waves(leads: list[Group]) -> bool:
    return len({group.offset_ms for group in leads}) > 1 or len({group.preset for group in leads}) > 1


def _nearest(leads: list[Group]) -> tuple[int, Group, Group] | None:
    """Return the two groups whose changes, as planned, come nearest to each other, with the ms between them."""
    changes = sorted(
        (group.offset_ms + at_ms, nth)
        for nth, group in enumerate(leads)
        for at_ms in (*(i.start_ms for i in group.timeline.intervals), group.timeline.planned_ms)
    )
    pairs = (
        (later - earlier, leads[min(a, b)], leads[max(a, b)])
        for (earlier, a), (later, b) in pairwise(changes)
        if a != b
    )
    return min(pairs, key=lambda found: found[0], default=None)
