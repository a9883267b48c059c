"""Bridge a player and Qt: wake the player by timer when something is due, and signal what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from retrotimer.app.session.controls import Control, apply, leave
from retrotimer.app.session.display import Captions, Display, display
from retrotimer.app.session.player import Player
from retrotimer.training.groups.session import GroupSession
from retrotimer.training.groups.transitions import ENDS
from retrotimer.training.session import Command, Event, Session, State

NS_PER_MS = 1_000_000
NOTICE_NS = 10_000_000_000
"""How long a sentence stands that nobody may be able to act on."""
AFTER_ERROR_MS = 100
Notice = Callable[[], str | None]
"""Tells in a sentence what is wrong, if anything is."""


class Engine(QObject):
    """Plays one session. Its notice is its last message, or the sound's, or the first that `notices` give.

    The sound's stands as long as it is so, the others for `NOTICE_NS`: an athlete under way cannot act on them.
    `changed` is sent when there is something else to show, `moved` at each look at the clock, `ended` once.
    """

    changed = Signal()
    moved = Signal()
    ended = Signal()

    def __init__(self, player: Player, notices: Sequence[Notice] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.player = player
        self._message, self._told_in, self._told_ns = "", 0, 0
        self._notices, self._since_ns = notices, dict[str, int]()
        self.captions = Captions()
        player.listen(self.captions)
        player.listen(self._note_end)
        self.displays = self._displays()
        self.display: Display = self.displays[0]
        self.chosen: int | None = None
        self.lines: tuple[str, ...] = ()
        self.notice: str | None = None
        self.is_muted = player.sound.muted
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self.player.session

    @property
    def shown(self) -> Display:
        """What to show of the chosen group, or else of the first; over or paused only where all are."""
        nth = self.player.chosen or 0
        return replace(self.displays[nth], state=self.player.state) if nth else self.display

    def start(self) -> None:
        """Begin the session."""
        self.try_do(Command.START)

    def resume_restored(self) -> None:
        """Show a session that is already under way."""
        self.player.resume_restored()
        self._show()

    def notify(self, sentence: str) -> None:
        """Show `sentence` until the interval ends, a control is used or `NOTICE_NS` are over; none if empty."""
        self._message, self._told_in = sentence, self.player.session.visit
        self._told_ns = self.player.session.now_ns
        self._show()

    def take_back(self, sentence: str) -> None:
        """Show `sentence` no longer, as it is not so any more."""
        if self._message == sentence:
            self.notify("")

    def control(self, control: Control) -> bool:
        """Do what a key or button asks; return False where it is not the player's or not possible now."""
        done = apply(self.player, control)
        if done:
            self._message = ""  # a person who goes on has seen it
        self._show()  # where it was not possible, time has passed all the same
        return done

    def mark(self, person: int, stamp_ns: int | None = None) -> bool:
        """Take an arrival, of the `person` with that digit or of nobody known; return whether it counts."""
        done = self.player.mark(person, stamp_ns)
        self._show()
        return done

    def choose(self, group: int | None) -> None:
        """Give commands to `group`, or to all."""
        self.player.choose(group)
        self._show()

    def try_do(self, *commands: Command) -> bool:
        """Carry out the first of `commands` that the session takes now; return whether there was one."""
        done = self.player.try_do(*commands)
        self._show()
        return done

    def leave(self) -> bool:
        """Pause a session that moves, stop one that does not; return whether it can be left now."""
        may_leave = leave(self.player)
        self._show()
        return may_leave

    def tick(self) -> None:
        """Look at the clock, and sleep until the next moment that matters."""
        try:
            self.player.tick()
            self._show()
        finally:
            if not self._timer.isActive():  # an error must not stop the session's looking at the clock
                self._sleep(AFTER_ERROR_MS)

    def stop(self) -> None:
        """End the session; the sound is left open."""
        self._timer.stop()
        self.player.stop()

    def close(self, *, drain: bool = False) -> None:
        """End the session and the sound; `drain` waits for a last tone to be heard."""
        self._timer.stop()
        self.player.close(drain=drain)

    def _show(self) -> None:
        seen = (self.display, self.displays, self.chosen, self.lines, self.notice, self.is_muted)
        self.displays = self._displays()
        self.display = self.displays[0]
        if len(self.displays) > 1:  # it is over, or paused, when all are
            self.display = replace(self.display, state=self.player.state)
        self.notice = self._still_told() or self.player.sound.notice or self._passing_notice()
        self.lines, self.is_muted = self.captions.lines, self.player.sound.muted
        self.chosen = self.player.chosen
        if (self.display, self.displays, self.chosen, self.lines, self.notice, self.is_muted) != seen:
            self.changed.emit()
        self.moved.emit()
        self._sleep(-(-self.player.wait_ns() // NS_PER_MS))

    def _displays(self) -> tuple[Display, ...]:
        return tuple(map(display, self.player.groups.sessions))

    def _sleep(self, ms: int) -> None:
        if self.player.state is not State.FINISHED:
            self._timer.start(ms)

    def _still_told(self) -> str | None:
        session = self.player.session
        is_new = self._told_in == session.visit and session.now_ns - self._told_ns < NOTICE_NS
        return self._message if is_new else None

    def _passing_notice(self) -> str | None:
        now_ns = self.player.session.now_ns
        given = [sentence for notice in self._notices if (sentence := notice())]
        self._since_ns = {sentence: self._since_ns.get(sentence, now_ns) for sentence in given}
        return next((one for one, since_ns in self._since_ns.items() if now_ns - since_ns < NOTICE_NS), None)

    def _note_end(self, session: GroupSession, events: tuple[Event, ...]) -> None:
        if session.state is State.FINISHED and any(event.kind in ENDS for event in events):
            QTimer.singleShot(0, self, self.ended.emit)
