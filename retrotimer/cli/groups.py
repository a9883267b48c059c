"""Read `--group NAME[,+SECONDS][,eyes|swap|mirror][,PRESET]` and `--mine NAME` from the command line."""

from __future__ import annotations

import argparse
import re
from contextlib import suppress
from dataclasses import replace

from retrotimer.app.overview import Overview
from retrotimer.app.session.factory import groups_of
from retrotimer.cli.exit_status import notify
from retrotimer.files.presets.library import find, listed
from retrotimer.files.wording import nearest, printable
from retrotimer.texts import _
from retrotimer.training.errors import WrongRequest
from retrotimer.training.groups.groups import GroupEntry, check_name, notes
from retrotimer.training.groups.pairs import Partner

WAIT = re.compile(r"\+([0-9]{1,6})(?:\.([0-9]{1,3}))?")


def entries_of(arguments: argparse.Namespace, overview: Overview) -> tuple[GroupEntry, ...]:
    """Return the groups that `arguments` ask for, known to fit together; say what is to be known of them.

    Raises:
        WrongRequest: where they do not, or one is no group.
        WrongFile: where a preset of theirs cannot be read.
    """
    entries = tuple(map(_entry, arguments.group or ()))
    entries = _with_mine(entries, getattr(arguments, "mine", None))
    notify(*notes(groups_of(overview, entries), overview.paces))
    return entries


def _with_mine(entries: tuple[GroupEntry, ...], mine: str | None) -> tuple[GroupEntry, ...]:
    """Return `entries`, the one called `mine` being the person's own."""
    if mine is None:
        return entries
    if not entries:
        raise WrongRequest(_("--mine needs --group: it says which of the groups is yours."))
    known = check_name(mine)
    if known not in map(check_name, (entry.name for entry in entries)):
        names = ", ".join(printable(entry.name) for entry in entries)
        sentence = _("No group is called '{name}': --mine is one of {names}.")
        raise WrongRequest(sentence.format(name=printable(mine), names=names))
    return tuple(replace(entry, is_mine=check_name(entry.name) == known) for entry in entries)


def _entry(text: str) -> GroupEntry:
    name, *parts = (part.strip() for part in text.split(","))
    check_name(name)
    offset_ms: int | None = None
    partner: Partner | None = None
    while parts:
        wait = WAIT.fullmatch(parts[0])
        if wait and offset_ms is None:
            offset_ms = 1_000 * int(wait[1]) + int((wait[2] or "0").ljust(3, "0"))
        elif parts[0].casefold() in set(Partner) and partner is None:
            partner = Partner(parts[0].casefold())
        else:
            break
        del parts[0]
    if partner and (offset_ms is not None or parts):
        sentence = _("'{name}' is a partner, who starts with the other one and does the same workout.")
        raise WrongRequest(sentence.format(name=printable(name)))
    if not parts:
        return GroupEntry(name, offset_ms or 0, partner)
    preset = None
    wanted = text.split(",", text.count(",") - len(parts) + 1)[-1].strip()
    with suppress(WrongRequest):
        preset = find(wanted) if wanted else None
    if preset is None:
        meant = nearest(wanted, (*Partner, *(one.id for one in listed())))
        sentence = _("'{word}' in '{group}' is none of +SECONDS, eyes, swap, mirror and, at the end, a preset.")
        if meant:
            sentence = _(
                "'{word}' in '{group}' is none of +SECONDS, eyes, swap, mirror and, at the end, a preset; did you "
                "mean '{meant}'?"
            )
        raise WrongRequest(sentence.format(word=printable(wanted), group=printable(text), meant=meant))
    return GroupEntry(name, offset_ms or 0, partner, preset.id, preset.workout)
