"""Write a running session to a journal, and restore it after a crash or an empty battery.

The first line holds what is run: the preset's text, paces, cues. Later lines are commands with their times, sleeps
of the machine, or times that were reached. Replaying them restores the session and its record.
"""

from __future__ import annotations

import os
import time
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from threading import Event as Flag
from typing import Any, NamedTuple

from retrotimer.app.overview import Overview
from retrotimer.app.session.clock import Clock, SystemClock
from retrotimer.app.session.player import Player
from retrotimer.app.session.recorder import Kept, Recorder, keep, wall_time
from retrotimer.app.tasks import SAVE_S, TaskQueue, run_task
from retrotimer.files.atomic import NotSaved
from retrotimer.files.crash_journal import JournalFile, Line, journals, new_place, read_lines
from retrotimer.files.presets.reader import Fields, Preset, read_workout
from retrotimer.files.presets.writer import preset_text
from retrotimer.files.wording import Mistakes
from retrotimer.texts import _
from retrotimer.training.cues.cue_types import CueKind, CueOptions
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.formatting import NS_PER_S
from retrotimer.training.groups.groups import Group, GroupEntry, compile_groups
from retrotimer.training.groups.pairs import Partner
from retrotimer.training.groups.session import GroupSession, ready
from retrotimer.training.groups.transitions import Outcome, do, mark, slept, take_back, update
from retrotimer.training.history.record import SessionRecord
from retrotimer.training.session import Command, Session, State
from retrotimer.training.workout.paces import Paces
from retrotimer.training.workout.workout import Workout

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
"""Linux has another one after each restart."""


class Boot(NamedTuple):
    """A run of the machine from its start on, and how far its boot clock was ahead of the monotonic one, in ns."""

    id: str
    ahead_ns: int


def this_boot(clock: Clock | None = None) -> Boot | None:
    """Return this run of the machine; None where a system does not tell."""
    clock = clock or SystemClock()
    boot_ns = clock.boot_ns()
    with suppress(OSError, UnicodeDecodeError):
        if boot_ns is not None:
            return Boot(BOOT_ID.read_text(encoding="ascii").strip(), boot_ns - clock.now_ns())
    return None


def boot_of(noted: object) -> Boot | None:
    """Return the run of the machine that a journal's line notes; None where it notes none."""
    if isinstance(noted, list) and len(noted) == 2 and isinstance(noted[0], str) and isinstance(noted[1], int):
        return Boot(*noted)
    return None


def downtime_ns(last_ns: int, then: Boot | None, wall_ns: int, clock: Clock | None = None) -> int:
    """Return the downtime of a session last seen at `last_ns` in boot `then`, `wall_ns` ago by the wall clock."""
    clock = clock or SystemClock()
    now = this_boot(clock)
    if then is None or now is None:
        return max(0, wall_ns)
    up_ns = clock.now_ns() + now.ahead_ns
    if then.id != now.id:
        return max(wall_ns, up_ns)
    least_ns = max(0, clock.now_ns() - last_ns)  # without any sleep
    most_ns = max(least_ns, up_ns - last_ns - then.ahead_ns)  # with all the sleep that there was
    return min(max(wall_ns, least_ns), most_ns)


FORMAT = 2
"""The first format knew no groups and no arrivals."""
_OPTIONS = ("warning_ms", "halfway_from_ms", "look_behind_every_ms", "minutes_left_every_ms", "counts_aloud")


def head(overview: Overview, session: GroupSession, started: datetime) -> Line:
    """Return the first line of the journal of `session`, a session of `overview` that is not started yet."""
    options = session.lead.options
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
        "get_ready_ms": session.lead.get_ready_ms,
        "groups": [_group_line(group, overview) for group in session.groups] if session.has_names else [],
        "arrival_ends": session.arrival_ends,
        "ns": session.now_ns,
    }


def _group_line(group: Group, overview: Overview) -> Line:
    line: dict[str, object] = {"name": group.name, "offset_ms": group.offset_ms, "mine": group.is_mine}
    if group.partner:
        return line | {"partner": str(group.partner)}
    if group.workout and group.workout != overview.preset.workout:
        return line | {"preset": group.preset, "workout": preset_text(group.workout)}
    return line


def command_line(command: Command, ns: int, group: int | None = None) -> Line:
    """Return the line that tells of a command, at `ns` of the session's clock, for all or for `group`."""
    return {"do": str(command), "ns": ns, **_of(group)}


def mark_line(ns: int, now_ns: int, person: int, group: int | None) -> Line:
    """Return the line that tells of an arrival at `ns`, known at `now_ns`; `group` was chosen."""
    return {"mark": person, "at": ns, "ns": now_ns, **_of(group)}


def undo_line(ns: int) -> Line:
    """Return the line that tells that the last arrival was taken back."""
    return {"unmark": True, "ns": ns}


def _of(group: int | None) -> dict[str, int]:
    return {} if group is None else {"group": group}


def sleep_line(awake_ns: int, missed_ns: int) -> Line:
    """Return the line that tells of the machine's sleep; see `transitions.slept`."""
    return {"slept": missed_ns, "ns": awake_ns}


def time_line(ns: int) -> Line:
    """Return the line that tells that the session was alive at `ns`."""
    return {"ns": ns}


def is_time(line: Line) -> bool:
    """Return whether `line` only tells that the session was alive."""
    return line.keys() == {"ns"}


def return_line(ns: int, downtime_ns: int) -> Line:
    """Return the line for a session resumed, paused, at `ns` after `downtime_ns`."""
    return {"back": ns, "away": downtime_ns, "process": _this_process(), "boot": this_boot()}


@dataclass(frozen=True, slots=True)
class InterruptedSession:
    """A session interrupted at `at_s` of the wall clock, paused there, and its `record`, if any."""

    path: Path
    overview: Overview
    groups: GroupSession
    started: datetime
    recorder: Recorder
    at_s: float
    boot: Boot | None

    @property
    def session(self) -> Session:
        """The session of the first group."""
        return self.groups.lead

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
        return self.groups.state is State.PAUSED

    def restored(self, ns: int) -> GroupSession:
        """Return the session, still paused, on a clock that shows `ns`; the time away belongs to the pause."""
        self.recorder.paused_since(ns - self.downtime_ns())
        return self.groups.shifted(ns)

    def downtime_ns(self) -> int:
        """Return for how many ns it has been away."""
        return downtime_ns(self.groups.now_ns, self.boot, round(self.ago_s * NS_PER_S))


def interrupted(folder: Path | None = None) -> Iterator[InterruptedSession]:
    """Yield interrupted sessions, oldest first, that run in no other window; keep unreadable journals."""
    for path in journals(folder):
        lines = read_lines(path)
        if lines and not any(_is_alive(line.get("process")) for line in lines):
            try:
                yield _again(path, lines)
            except (RetroTimerError, OSError, LookupError, TypeError, ValueError, AttributeError, OverflowError):
                continue


def keep_done(found: InterruptedSession) -> Kept:
    """Save what was done of `found` in the history; its journal goes once that is safe."""
    if found.record is None:
        move_to_trash(found)
        return Kept(None)
    kept = keep(found.record)
    if kept.path:
        move_to_trash(found)
    return kept


def move_to_trash(found: InterruptedSession) -> None:
    """Remove the journal of `found`; one that cannot be removed is offered again."""
    with suppress(OSError):
        found.path.unlink(missing_ok=True)


def _again(path: Path, lines: tuple[Line, ...]) -> InterruptedSession:
    first, *others = lines
    if first.get("kind") != "journal" or not 1 <= first["format"] <= FORMAT:
        raise ValueError(first.get("format"))
    overview = Overview(Preset(str(first["preset"]), path, _workout(path, first)), Paces(**first["paces"]))
    preset, entries = overview.preset, tuple(_entry(path, line) for line in first.get("groups", ()))
    session = ready(
        compile_groups(entries, preset.workout, overview.paces, preset.id),
        _options(first["cues"]),
        first["get_ready_ms"],
        first["ns"],
        arrival_ends=first.get("arrival_ends", False),
    )
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
    return InterruptedSession(path, overview, session, started, recorder, path.stat().st_mtime, boot)


def _done(session: GroupSession, line: Line) -> Outcome:
    """Return what `line` makes of `session`."""
    if "back" in line:
        session, events = _paused(session)
        return session.shifted(line["back"]), events
    ns = max(session.now_ns, line["ns"])
    if "do" in line:
        return do(session, Command(line["do"]), ns, line.get("group"))
    if "mark" in line:
        return mark(session, line["at"], ns, line["mark"], line.get("group"))
    if "unmark" in line:
        return take_back(session, ns)
    if "slept" in line:
        return slept(session, ns, line["slept"])
    return update(session, ns)


def _paused(session: GroupSession) -> Outcome:
    return do(session, Command.PAUSE, session.now_ns) if session.is_moving else (session, ())


def _entry(path: Path, line: Line) -> GroupEntry:
    own = _workout(path, line) if "workout" in line else None
    partner = Partner(line["partner"]) if "partner" in line else None
    return GroupEntry(line["name"], line["offset_ms"], partner, line.get("preset", ""), own, line["mine"])


def _workout(path: Path, line: Line) -> Workout:
    mistakes = Mistakes(path)
    workout = read_workout(Fields(tomllib.loads(line["workout"]), (), mistakes))
    if mistakes.found:
        raise ValueError(line["workout"])
    return workout


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
        # one that was killed keeps its number until the process that started it has asked how it ended
        has_ended = process.status() in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
        return -1.0 if has_ended else float(process.create_time())
    except psutil.Error:
        return -1.0


PATIENCE_S = 0.2  # for a slow disk, when an arrival is written
ALIVE_NS = 900_000_000
"""A time is noted this often at most, so that less than a second is lost."""


class JournalWriter:
    """Write the commands of a player to a journal at `path`, starting with the line of `first`.

    Lines that cannot be written are kept in memory and written with the next one, in `queue`.
    """

    def __init__(self, path: Path | None, first: Callable[[], Line], queue: TaskQueue | None = None) -> None:
        self._path = path
        self._queue = queue or TaskQueue()
        self._file: JournalFile | None = None
        self._problem: str | None = None
        self._noted_ns = -ALIVE_NS
        self._lines: list[Line] = []
        self._written = 0
        """How many of the lines are safe on the disk."""
        self._safe_bytes: int | None = None
        self._is_closed = False
        if path:
            run_task(lambda: self._begin(path, first), queue=self._queue)

    @property
    def path(self) -> Path | None:
        """The journal's file; None where nothing is written."""
        return self._path

    @property
    def notice(self) -> str | None:
        """A sentence where the journal cannot be written; None where all is well."""
        return self._problem

    @property
    def is_safe(self) -> bool:
        """Whether the whole session is on the disk, once it is closed."""
        return self._is_closed and 0 < self._written == len(self._lines)

    def did(self, command: Command, ns: int, group: int | None = None) -> None:
        """Note a command."""
        self._note(command_line(command, ns, group), ns)

    def marked(self, ns: int, now_ns: int, person: int, group: int | None) -> None:
        """Note an arrival."""
        self._note(mark_line(ns, now_ns, person, group), now_ns)
        self._await()

    def took_back(self, ns: int) -> None:
        """Note that an arrival was taken back."""
        self._note(undo_line(ns), ns)
        self._await()

    def slept(self, awake_ns: int, missed_ns: int) -> None:
        """Note a sleep of the machine."""
        self._note(sleep_line(awake_ns, missed_ns), awake_ns)

    def reached(self, ns: int, *, is_end: bool = False) -> None:
        """Note a time, unless one was noted just before; that of the end always."""
        if is_end or ns - self._noted_ns >= ALIVE_NS:
            self._note(time_line(ns), ns)

    def close(self, *, is_kept: bool) -> None:
        """End; the journal goes where what was done `is_kept` elsewhere, or nothing was done."""
        if self._path:
            run_task(lambda: self._end(is_kept=is_kept), queue=self._queue)
            self._queue.close(None if is_kept else SAVE_S)  # the journal may be all that is left of the session

    def _await(self) -> None:
        """Wait until all is written, but no longer than nobody notices: a time cannot be taken again."""
        if self._path:
            written = Flag()
            run_task(written.set, queue=self._queue)
            written.wait(PATIENCE_S)

    def _note(self, line: Line, ns: int) -> None:
        self._noted_ns = ns
        run_task(lambda: self._take(line), queue=self._queue)

    def _begin(self, path: Path, first: Callable[[], Line]) -> None:
        self._lines = [*read_lines(path)]  # there are some where a session is gone on with
        self._written = len(self._lines)
        self._take(first())

    def _take(self, line: Line) -> None:
        """Add `line`, in place of a mere time before it if it is one too, and write what is not written yet."""
        if self._is_closed:
            return
        if is_time(line) and is_time(self._lines[-1]):
            self._lines.pop()
            self._written = min(self._written, len(self._lines))
        self._lines.append(line)
        self._write()

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            if self._file is None:
                self._open(self._path)
            self._add_missing()
        except NotSaved as error:
            sentence = _(
                "A crash or an empty battery would cost what you have done of this session: {why} "
                "RetroTimer keeps trying."
            )
            self._problem = sentence.format(why=error.reason)
            self._let_go()
        else:
            self._problem = None

    def _open(self, path: Path) -> None:
        file = JournalFile(path, self._safe_bytes)
        if self._safe_bytes is not None and file.size < self._safe_bytes:  # the file was lost meanwhile
            self._written = 0
        self._file = file

    def _add_missing(self) -> None:
        file = self._file
        while file and self._written < len(self._lines):
            file.add(self._lines[self._written])
            self._written, self._safe_bytes = self._written + 1, file.size

    def _let_go(self) -> None:
        if self._file:
            with suppress(OSError):
                self._file.close()
            self._file = None

    def _end(self, *, is_kept: bool) -> None:
        if not is_kept:
            self._write()
        self._let_go()
        self._is_closed = True
        if is_kept and self._path:
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def command_log_of(player: Player, overview: Overview, found: InterruptedSession | None = None) -> JournalWriter:
    """Start the journal of `player`, or continue that of `found`; trials at another speed have none."""
    if found:
        ns, downtime_ns = player.groups.now_ns, found.downtime_ns()
        journal_writer = JournalWriter(found.path, lambda: return_line(ns, downtime_ns))
    elif player.speed.factor != 1:
        return JournalWriter(None, dict)
    else:
        session, started = player.groups, wall_time()
        journal_writer = JournalWriter(new_place(started), lambda: head(overview, session, started))
    player.command_log = journal_writer
    return journal_writer
