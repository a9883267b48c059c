"""Print a session as plain lines, one for each event: for a file, a pipe or a terminal without escape codes."""

from __future__ import annotations

import sys
from typing import Self, TextIO

from retrotimer.app.session.display import interval_length, outer_round_text, round_text
from retrotimer.app.session.player import Player
from retrotimer.terminal.colours import arrow
from retrotimer.texts import N_, _
from retrotimer.training.cues.cue_types import movement_words
from retrotimer.training.formatting import clock_text, distance_text, length_text
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.session import Event, EventKind, Session

WORDS = {
    EventKind.GET_READY: N_("Get ready"),
    EventKind.PAUSED: N_("Paused"),
    EventKind.RESUMED: N_("Going on"),
    EventKind.ADDED: N_("30 seconds more"),
    EventKind.SLEPT: N_("The machine slept"),
    EventKind.FINISHED: N_("Finished"),
    EventKind.STOPPED: N_("Stopped"),
    EventKind.MARK: N_("Arrived"),
    EventKind.UNMARK: N_("Arrival taken back"),
}


class PlainView:
    """View that prints a session to standard output as it goes, and sound errors to standard error."""

    def __init__(self, player: Player, out: TextIO | None = None) -> None:
        self._player = player
        self._out = out or sys.stdout
        self._notice: str | None = None
        player.listen(self._notify)

    def __enter__(self) -> Self:
        timeline = self._player.session.timeline
        ms = timeline.total_ms
        length = _("open") if ms is None else length_text(ms, is_estimate=timeline.is_estimate)
        self._write(_("{name}, {length}").format(name=timeline.name, length=length))
        return self

    def __exit__(self, *_error: object) -> None:
        """Leave everything as it is."""

    def toggle_keys(self) -> None:
        """Plain lines have no table of keys."""

    def show_codes(self, _codes: object) -> None:
        """Codes need a screen; the addresses are on standard error."""

    def show(self) -> None:
        """Print news of the sound; all else is printed as it happens."""
        notice = self._player.sound.notice
        if notice and notice != self._notice:
            print(notice, file=sys.stderr, flush=True)
        self._notice = notice

    def _notify(self, session: GroupSession, events: tuple[Event, ...]) -> None:
        widest = max(len(group.name) for group in session.groups)
        for event in events:
            words = _words(session.sessions[event.group], event)
            if event.kind is EventKind.MARK:
                words = f"{words}  {_last_arrival(session)}"
            name = session.groups[event.group].name.ljust(widest)
            if words:
                self._write("  ".join(part for part in (_time(event.at_ms), name, words) if part))

    def _write(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def _last_arrival(session: GroupSession) -> str:
    from retrotimer.app.history.arrivals import last_arrival_text  # many sessions have none

    return last_arrival_text(session)


def _words(session: Session, event: Event) -> str:
    if event.kind is not EventKind.INTERVAL:
        return _(WORDS[event.kind]) if event.kind in WORDS else ""
    interval = session.timeline.intervals[event.index]
    what = f"{arrow(interval.movement) or ' '} {movement_words(interval.movement, interval.role)}"
    rounds = (outer_round_text(interval), round_text(interval))
    far = distance_text(interval.distance_mm)
    parts = (what.ljust(15), interval_length(interval).rjust(7), far, *rounds)
    return "  ".join(part for part in parts if part)


def _time(at_ms: int) -> str:
    return f"{'-' if at_ms < 0 else ''}{clock_text(abs(at_ms) // 1_000)}".rjust(7)
