"""Keeps the journal of a running session in a thread of its own: nothing that is heard or seen waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from retrotimer.app.journal import CutOff, command_line, head, is_time, return_line, sleep_line, time_line
from retrotimer.app.overview import Overview
from retrotimer.app.player import Player
from retrotimer.app.recorder import wall_time
from retrotimer.app.tasks import SAVE_S, TaskQueue, run_task
from retrotimer.files.atomic import NotSaved
from retrotimer.files.journal import JournalFile, Line, new_place, read_lines
from retrotimer.texts import _
from retrotimer.training.states import Command

ALIVE_NS = 900_000_000
"""A time is noted this often at most, so that less than a second is lost."""


class Journalist:
    """A player's witness that writes a journal.

    What cannot be written is kept in memory, and written with the next line for which there is room.

    Args:
        path: the journal's file; None to write nothing.
        first: gives its first line, or the line with which it goes on.
        queue: writes it; None for a queue of its own.
    """

    def __init__(self, path: Path | None, first: Callable[[], Line], queue: TaskQueue | None = None) -> None:
        self._path = path
        self._queue = queue or TaskQueue()
        self._file: JournalFile | None = None
        self._trouble: str | None = None
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
        return self._trouble

    @property
    def is_safe(self) -> bool:
        """Whether the whole session is on the disk, once it is closed."""
        return self._is_closed and 0 < self._written == len(self._lines)

    def did(self, command: Command, ns: int) -> None:
        """Note a command."""
        self._note(command_line(command, ns), ns)

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
            self._trouble = sentence.format(why=error.reason)
            self._let_go()
        else:
            self._trouble = None

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


def witness_of(player: Player, overview: Overview, found: CutOff | None = None) -> Journalist:
    """Let the session of `player` be written down from now on, in a new journal or in that of `found`.

    A trial at another speed is not written down: it is not kept either.
    """
    if found:
        ns, away_ns = player.session.now_ns, found.away_ns()
        journalist = Journalist(found.path, lambda: return_line(ns, away_ns))
    elif player.speed.factor != 1:
        return Journalist(None, dict)
    else:
        session, started = player.session, wall_time()
        journalist = Journalist(new_place(started), lambda: head(overview, session, started))
    player.witness = journalist
    return journalist
