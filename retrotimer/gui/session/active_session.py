"""Own a running session and its services: recorder, journal, keep-awake, MPRIS."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app.diagnostics import log
from retrotimer.app.error_boundary import run_guarded
from retrotimer.app.history.unsaved import UnsavedSession
from retrotimer.app.overview import Overview
from retrotimer.app.session.crash_journal import command_log_of
from retrotimer.app.session.keep_awake import KeepAwake
from retrotimer.app.session.player import Player
from retrotimer.app.session.recorder import EventLog, Recorder
from retrotimer.gui.core.engine import Engine
from retrotimer.training.session import State

if TYPE_CHECKING:
    from retrotimer.app.session.crash_journal import InterruptedSession
    from retrotimer.gui.session.mpris import Mpris
    from retrotimer.gui.session.taskbar import TaskbarProgress


class ActiveSession(QObject):
    """One session. What was done is kept as soon as it has ended.

    `unsaved_session` is that and where it is saved, None where nothing was done.

    `ended` is sent after that, `raised` where a desktop's player control asks for the window.

    Args:
        overview: what is run.
        player: plays it.
        events: where to write what happens, one JSON line an event.
        found: the session that was cut off and is gone on with, if it is one.
    """

    ended = Signal()
    raised = Signal()

    def __init__(
        self,
        overview: Overview,
        player: Player,
        events: TextIO | None = None,
        found: InterruptedSession | None = None,
    ) -> None:
        super().__init__()
        self._is_found = found is not None
        self.overview = overview
        self.unsaved_session: UnsavedSession | None = None
        self._is_over = False
        self._recorder = found.recorder if found else Recorder(overview, speed=float(player.speed.factor))
        self._journal_writer = command_log_of(player, overview, found)
        self._awake = KeepAwake()
        self._media_keys: Mpris | None = None
        self._taskbar: TaskbarProgress | None = None
        player.listen(self._recorder)
        player.listen(self._awake)
        log.watch(player)
        if events:
            player.listen(EventLog(events, player.speed.mono_ns))
        self.engine = Engine(player, (lambda: self._awake.notice, lambda: self._journal_writer.notice), self)
        self.engine.ended.connect(self._end)

    @property
    def is_under_way(self) -> bool:
        """Whether a person would lose something by closing."""
        return self.engine.player.state not in (State.READY, State.FINISHED)

    def start(self) -> None:
        """Begin, or go on; the first tone does not wait for what a desktop offers."""
        if self._is_found:
            self.engine.resume_restored()
        else:
            self.engine.start()
        QTimer.singleShot(0, self, self._connect_media_keys)

    def stop(self) -> None:
        """End the session and keep what was done."""
        self.engine.stop()
        self._keep()

    def close(self, *, drain: bool = False) -> None:
        """End the session, keep what was done, and close all that went with it; `drain` lets a last tone be heard.

        What was done is safe before anything is closed that might fail.
        """
        with ExitStack() as ending:  # the last one first, and each whatever becomes of the others
            ending.callback(run_guarded, self._awake.close)
            ending.callback(run_guarded, partial(self.engine.close, drain=drain))
            ending.callback(run_guarded, self._close_media_keys)
            ending.callback(self._keep)
            ending.callback(run_guarded, self.engine.stop)

    def _end(self) -> None:
        """Keep what was done; where arrivals are timed, only once the page is left: more may come after the end."""
        if not self.engine.player.groups.marks:
            self._keep()
        self.ended.emit()

    def _keep(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        record = self._recorder.record
        self.unsaved_session = UnsavedSession(record, journal=self._journal_writer.path) if record else None
        self._journal_writer.close(is_kept=self.unsaved_session is None or not self.unsaved_session.is_pending)

    def _close_media_keys(self) -> None:
        if self._taskbar:
            self._taskbar.close()
            self._taskbar = None
        if self._media_keys:
            self._media_keys.close()
            self._media_keys = None

    def _connect_media_keys(self) -> None:
        from retrotimer.gui.session.mpris import Mpris  # not before the session has begun

        self._media_keys = Mpris(self.engine, self)
        self._media_keys.raised.connect(self.raised)
        if sys.platform == "win32":
            from retrotimer.gui.session.taskbar import taskbar_progress

            self._taskbar = taskbar_progress(self.engine)
