"""Play the cues of twenty seconds from the selected step on."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from retrotimer.app.session.player import interval_left_ns
from retrotimer.app.session.preview import TRY_MS, first_of, spoken_lines, trial
from retrotimer.app.tasks import Task, TaskQueue, run_task
from retrotimer.gui.core.engine import Engine
from retrotimer.gui.core.preview_player import PreviewPlayer, end
from retrotimer.gui.core.settings_model import Preferences
from retrotimer.gui.editor.document import Document
from retrotimer.texts import _
from retrotimer.training.errors import RetroTimerError
from retrotimer.training.session import MS, Session

if TYPE_CHECKING:
    from retrotimer.audio.voice import Voice


class Preview(QObject):
    """Plays from the selected step on. `moved` has the interval and how far it is, `message` a text to read.

    Lines that no recording says are first spoken by the system's voice, in the background: it may take seconds.
    """

    moved = Signal(int, float)
    message = Signal(str)
    ended = Signal()

    def __init__(self, document: Document, preferences: Preferences, preview_player: PreviewPlayer) -> None:
        super().__init__()
        self._document, self._preferences, self._preview_player = document, preferences, preview_player
        self._queue = TaskQueue()
        self._preparing: Task | None = None
        self._engine: Engine | None = None
        self._first = 0

    @property
    def is_playing(self) -> bool:
        """Whether something is being tried, or prepared to be."""
        return self._engine is not None or self._preparing is not None

    def toggle(self) -> None:
        """Begin, or stop what is playing."""
        if self.is_playing:
            self.stop()
        else:
            self.start()

    def start(self) -> None:
        """Play from the current step on, or say why that is not possible."""
        from retrotimer.app.session.voices import make_voice, prepare, voiced  # loads a C library

        found = self._document.catch_up()
        index = first_of(self._document.now.current, found.paths)
        if found.overview is None or index is None:
            self.message.emit(_("There is nothing to hear yet: correct what is marked first."))
            return
        self._first = index
        settings = self._preferences.settings
        voice = make_voice(settings.voice)
        session = trial(found.overview.timeline, index, voiced(settings.cues, voice))
        unsaid = voice.missing(spoken_lines(session))
        if not unsaid:
            self._play(session, voice)
            return
        self.message.emit(_("The words are being prepared…"))

        def speak() -> None:
            with suppress(OSError):  # a full disk: these lines are only shown, as where there is no voice
                prepare(voice, unsaid)

        self._preparing = run_task(speak, partial(self._play_prepared, session, voice), queue=self._queue)

    def stop(self) -> None:
        """Be quiet."""
        if not self.is_playing:
            return
        if self._preparing:
            self._preparing.cancel()
            self._preparing = None
        if self._engine:
            engine, self._engine = self._engine, None
            engine.moved.disconnect(self._follow)
            engine.ended.disconnect(self.stop)
            end(engine)
        self.ended.emit()

    def _play_prepared(self, session: Session, voice: Voice, _done: None) -> None:
        self._preparing = None
        self._play(session, voice)

    def _play(self, session: Session, voice: Voice) -> None:
        try:
            engine = self._preview_player.engine(session, self._preferences, voice)
        except RetroTimerError as error:
            self.ended.emit()
            self.message.emit(str(error))
            return
        self._engine = engine
        engine.moved.connect(self._follow)
        engine.ended.connect(self.stop)
        engine.start()

    def _follow(self) -> None:
        if self._engine is None:
            return
        session = self._engine.session
        if session.at_ms >= TRY_MS:
            self.stop()
            return
        self.moved.emit(self._first + session.index, _part(session))
        self.message.emit(self._engine.notice or " · ".join(self._engine.lines))


def _part(session: Session) -> float:
    """Return how far the present interval is, 0 to 1."""
    left_ns = interval_left_ns(session)
    whole_ns = (session.duration_ms or 0) * MS
    return 1 - left_ns / whole_ns if left_ns is not None and whole_ns else 0.0
