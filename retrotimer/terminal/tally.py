"""What was done in a session: how long the athlete was under way, and how much of that backward."""

from __future__ import annotations

from retrotimer.texts import _
from retrotimer.training.figures import NS_PER_S, clock_text
from retrotimer.training.session import Session
from retrotimer.training.states import Event, EventKind


class Tally:
    """Listens to a player and adds up; get-ready and pauses do not count."""

    def __init__(self) -> None:
        self.done_ns = 0
        self.backward_ns = 0
        self.is_whole = False
        self._index = -1
        self._since_ns = 0
        self._is_paused = False

    def __call__(self, session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            self._add(session, event.due_ns)
            self._index = event.index
            if event.kind in (EventKind.PAUSED, EventKind.RESUMED):
                self._is_paused = event.kind is EventKind.PAUSED
            self.is_whole = self.is_whole or event.kind is EventKind.FINISHED

    def words(self, name: str) -> str:
        """Return one sentence of what was done of the session `name`."""
        done, backward = (clock_text((ns + NS_PER_S // 2) // NS_PER_S) for ns in (self.done_ns, self.backward_ns))
        if self.is_whole:
            sentence = _("{name} finished: {done}, of it {backward} backward.")
        else:
            sentence = _("{name} stopped after {done}, of it {backward} backward.")
        return sentence.format(name=name, done=done, backward=backward)

    def _add(self, session: Session, now_ns: int) -> None:
        passed_ns, self._since_ns = now_ns - self._since_ns, now_ns
        if self._index < 0 or self._is_paused:
            return
        self.done_ns += passed_ns
        if session.timeline.intervals[self._index].is_backward:
            self.backward_ns += passed_ns
