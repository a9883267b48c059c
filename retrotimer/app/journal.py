"""A running session written down as it goes, and read back after a crash or an empty battery.

The first line tells what is run: the preset's text, the paces, the cues. Each later line is a command with its
time, a sleep of the machine, or merely a time that was reached. As a session is a pure state machine, doing the
lines again gives the session again, and its record.
"""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from retrotimer.app.away import Boot, away_ns, boot_of, this_boot
from retrotimer.app.overview import Overview
from retrotimer.app.recorder import Kept, Recorder, keep
from retrotimer.files.fields import Fields
from retrotimer.files.journal import Line, journals, read_lines
from retrotimer.files.mistakes import Mistakes
from retrotimer.files.preset import Preset, read_workout
from retrotimer.files.preset_writer import preset_text
from retrotimer.training.cues import CueKind, CueOptions
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.figures import NS_PER_S
from retrotimer.training.paces import Paces
from retrotimer.training.record import SessionRecord
from retrotimer.training.session import Session
from retrotimer.training.states import Command, Event, State
from retrotimer.training.transitions import do, slept, update

FORMAT = 1
_OPTIONS = ("warning_ms", "halfway_from_ms", "look_behind_every_ms", "minutes_left_every_ms", "counts_aloud")


def head(overview: Overview, session: Session, started: datetime) -> Line:
    """Return the first line of the journal of `session`, a session of `overview` that is not started yet."""
    options = session.options
    return {
        "format": FORMAT,
        "kind": "journal",
        "started": started.isoformat(),
        "process": _this_process(),
        "boot": this_boot(),
        "preset": overview.preset.id,
        "workout": preset_text(overview.preset.workout),
        "paces": asdict(overview.paces),
        "cues": {"off": sorted(options.off), **{name: getattr(options, name) for name in _OPTIONS}},
        "get_ready_ms": session.get_ready_ms,
        "ns": session.now_ns,
    }


def command_line(command: Command, ns: int) -> Line:
    """Return the line that tells of a command, at `ns` of the session's clock."""
    return {"do": str(command), "ns": ns}


def sleep_line(awake_ns: int, missed_ns: int) -> Line:
    """Return the line that tells of the machine's sleep; see `transitions.slept`."""
    return {"slept": missed_ns, "ns": awake_ns}


def time_line(ns: int) -> Line:
    """Return the line that tells that the session was alive at `ns`."""
    return {"ns": ns}


def is_time(line: Line) -> bool:
    """Return whether `line` only tells that the session was alive."""
    return line.keys() == {"ns"}


def return_line(ns: int, away_ns: int) -> Line:
    """Return the line that tells that the session was taken up again, paused, on a clock that shows `ns`.

    It had been away for `away_ns`.
    """
    return {"back": ns, "away": away_ns, "process": _this_process(), "boot": this_boot()}


@dataclass(frozen=True, slots=True)
class CutOff:
    """A session that was cut off: how far it was, paused there, and what was done of it.

    `record` is None where nothing was; `recorder` goes on from there. It was cut off at `at_s` of the wall clock,
    in the run `boot` of the machine.
    """

    path: Path
    overview: Overview
    session: Session
    started: datetime
    recorder: Recorder
    at_s: float
    boot: Boot | None

    @property
    def ago_s(self) -> float:
        """How many seconds ago it was cut off, by the wall clock."""
        return time.time() - self.at_s

    @property
    def record(self) -> SessionRecord | None:
        """What was done."""
        return self.recorder.record

    @property
    def can_go_on(self) -> bool:
        """Whether there is anything left of it to do."""
        return self.session.state is State.PAUSED

    def taken_up(self, ns: int) -> Session:
        """Return the session, still paused, on a clock that shows `ns`; the time away belongs to the pause."""
        self.recorder.paused_since(ns - self.away_ns())
        return replace(self.session, now_ns=ns)

    def away_ns(self) -> int:
        """Return for how many ns it has been away."""
        return away_ns(self.session.now_ns, self.boot, round(self.ago_s * NS_PER_S))


def cut_off(folder: Path | None = None) -> Iterator[CutOff]:
    """Give the sessions that ended without an end, the oldest first; not those that run in other windows.

    A journal that holds nothing that can be used is left where it is: nobody can say what it was.
    """
    for path in journals(folder):
        lines = read_lines(path)
        if lines and not any(_is_alive(line.get("process")) for line in lines):
            try:
                yield _again(path, lines)
            except (RetroTimerError, OSError, LookupError, TypeError, ValueError, AttributeError, OverflowError):
                continue


def keep_done(found: CutOff) -> Kept:
    """Save what was done of `found` in the history; its journal goes once that is safe."""
    if found.record is None:
        throw_away(found)
        return Kept(None)
    kept = keep(found.record)
    if kept.path:
        throw_away(found)
    return kept


def throw_away(found: CutOff) -> None:
    """Remove the journal of `found`; one that cannot be removed is offered again."""
    with suppress(OSError):
        found.path.unlink(missing_ok=True)


def _again(path: Path, lines: tuple[Line, ...]) -> CutOff:
    first, *others = lines
    if first.get("kind") != "journal" or first["format"] != FORMAT:
        raise ValueError(first.get("format"))
    overview = Overview(_preset(path, first), Paces(**first["paces"]))
    session = Session(overview.timeline, _options(first["cues"]), first["get_ready_ms"], now_ns=first["ns"])
    started = datetime.fromisoformat(first["started"])
    recorder = Recorder(overview, lambda: started)
    boot = boot_of(first.get("boot"))
    for line in others:
        session, events = _done(session, line)
        if events:
            recorder(session, events)
        if "back" in line:
            boot = boot_of(line.get("boot"))
            recorder.paused_since(line["back"] - line.get("away", 0))
    if session.is_moving:
        session, events = do(session, Command.PAUSE, session.now_ns)
        recorder(session, events)
    return CutOff(path, overview, session, started, recorder, path.stat().st_mtime, boot)


def _done(session: Session, line: Line) -> tuple[Session, tuple[Event, ...]]:
    """Return what `line` makes of `session`."""
    if "back" in line:
        session, events = _paused(session)
        return replace(session, now_ns=line["back"]), events
    ns = max(session.now_ns, line["ns"])
    if "do" in line:
        return do(session, Command(line["do"]), ns)
    if "slept" in line:
        return slept(session, ns, line["slept"])
    return update(session, ns)


def _paused(session: Session) -> tuple[Session, tuple[Event, ...]]:
    return do(session, Command.PAUSE, session.now_ns) if session.is_moving else (session, ())


def _preset(path: Path, first: Line) -> Preset:
    mistakes = Mistakes(path)
    workout = read_workout(Fields(tomllib.loads(first["workout"]), (), mistakes))
    if mistakes.found:
        raise ValueError(first["workout"])
    return Preset(str(first["preset"]), path, workout)


def _options(cues: dict[str, Any]) -> CueOptions:
    return CueOptions(off=frozenset(map(CueKind, cues["off"])), **{name: cues[name] for name in _OPTIONS})


def _this_process() -> list[float]:
    return [os.getpid(), _created(os.getpid())]


def _is_alive(process: object) -> bool:
    """Return whether the process that a line names still runs; another that got its number does not count."""
    if not isinstance(process, list) or len(process) != 2 or not isinstance(process[0], int):
        return False
    return bool(_created(process[0]) == process[1])


def _created(pid: int) -> float:
    """Return when the process `pid` began, -1 where there is none that runs."""
    # not before a session begins, or one is found that was cut off
    import psutil  # type: ignore[import-untyped]

    try:
        process = psutil.Process(pid)
        # one that was killed keeps its number until whoever started it has asked how it ended
        has_ended = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        return -1.0 if has_ended else float(process.create_time())
    except psutil.Error:
        return -1.0
