"""A session in the window with all that goes with it: its record, the computer kept awake, media keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from PySide6.QtCore import QObject, QTimer, Signal

from retrotimer.app import log
from retrotimer.app.awake import KeepAwake
from retrotimer.app.event_log import EventLog
from retrotimer.app.journalist import witness_of
from retrotimer.app.overview import Overview
from retrotimer.app.player import Player
from retrotimer.app.recorder import Recorder, keep
from retrotimer.gui.engine import Engine
from retrotimer.training.record import SessionRecord
from retrotimer.training.states import State

if TYPE_CHECKING:
    from retrotimer.app.journal import CutOff
    from retrotimer.gui.mpris import Mpris


class Stage(QObject):
    """One session. What was done is kept as soon as it has ended.

    `record` is that, None where nothing was done; `kept` its file, or else a sentence that says why there is none.

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
        self, overview: Overview, player: Player, events: TextIO | None = None, found: CutOff | None = None
    ) -> None:
        super().__init__()
        self._is_found = found is not None
        self.overview = overview
        self.record: SessionRecord | None = None
        self.kept: tuple[Path | None, str | None] = (None, None)
        self._recorder = found.recorder if found else Recorder(overview, speed=float(player.speed.factor))
        self._journalist = witness_of(player, overview, found)
        self._awake = KeepAwake()
        self._media_keys: Mpris | None = None
        player.listen(self._recorder)
        player.listen(self._awake)
        log.watch(player)
        if events:
            player.listen(EventLog(events, player.speed.mono_ns))
        self.engine = Engine(player, (lambda: self._awake.notice, lambda: self._journalist.notice), self)
        self.engine.ended.connect(self._end)

    @property
    def is_under_way(self) -> bool:
        """Whether a person would lose something by closing."""
        return self.engine.session.state not in (State.READY, State.FINISHED)

    def start(self) -> None:
        """Begin, or go on; the first tone does not wait for what a desktop offers."""
        if self._is_found:
            self.engine.take_up()
        else:
            self.engine.start()
        QTimer.singleShot(0, self, self._take_media_keys)

    def close(self, *, drain: bool = False) -> None:
        """End the session, its sound, and all that went with it; `drain` lets a last tone be heard."""
        if self._media_keys:
            self._media_keys.close()
            self._media_keys = None
        self.engine.close(drain=drain)
        self._awake.close()
        self._keep()

    def _end(self) -> None:
        self._keep()
        self.ended.emit()

    def _keep(self) -> None:
        if self.record is None:
            self.record = self._recorder.record
            if self.record:
                self.kept = keep(self.record)
            self._journalist.close(is_kept=self.record is None or self.kept[0] is not None)

    def _take_media_keys(self) -> None:
        from retrotimer.gui.mpris import Mpris  # not before the session has begun

        self._media_keys = Mpris(self.engine, self)
        self._media_keys.raised.connect(self.raised)
