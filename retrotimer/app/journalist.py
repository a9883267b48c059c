"""Keeps the journal of a running session in a thread of its own: nothing that is heard or seen waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from retrotimer.app.journal import CutOff, command_line, head, return_line, sleep_line, time_line
from retrotimer.app.overview import Overview
from retrotimer.app.player import Player
from retrotimer.app.recorder import wall_time
from retrotimer.app.tasks import TaskQueue, run_task
from retrotimer.files.atomic import NotSaved
from retrotimer.files.journal import JournalFile, Line, new_place
from retrotimer.texts import _
from retrotimer.training.states import Command

ALIVE_NS = 900_000_000
"""A time is noted this often at most, so that less than a second is lost."""


class Journalist:
    """A player's witness that writes a journal.

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
        if path:
            run_task(lambda: self._begin(path, first), queue=self._queue)

    @property
    def notice(self) -> str | None:
        """A sentence where the journal cannot be written; None where all is well."""
        return self._trouble

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
            self._queue.close()

    def _note(self, line: Line, ns: int) -> None:
        self._noted_ns = ns
        run_task(lambda: self._write(line), queue=self._queue)

    def _begin(self, path: Path, first: Callable[[], Line]) -> None:
        try:
            self._file = JournalFile(path)
        except NotSaved as error:
            self._fail(error)
        else:
            self._write(first())

    def _write(self, line: Line) -> None:
        if self._file is None:
            return
        try:
            self._file.add(line)
        except NotSaved as error:
            self._fail(error)
            self._file.close()
            self._file = None

    def _fail(self, error: NotSaved) -> None:
        sentence = _("A crash or an empty battery would cost what you have done of this session: {why}")
        self._trouble = sentence.format(why=error)

    def _end(self, *, is_kept: bool) -> None:
        if self._file:
            self._file.close()
            self._file = None
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
