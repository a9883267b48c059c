"""The line under the digits: what was last said, for those who can look."""

from __future__ import annotations

from retrotimer.training.cues import CueKind
from retrotimer.training.session import Session
from retrotimer.training.states import Event, EventKind

PASSING = (
    CueKind.WARNING,
    CueKind.HALFWAY,
    CueKind.LAST_ROUND,
    CueKind.MINUTES_LEFT,
    CueKind.LOOK_BEHIND,
)
"""Lines that give way to the next thing said; a person's own line, or else the posture, stays for the interval."""


class Captions:
    """Listens to a player and keeps the lines of the present interval."""

    def __init__(self) -> None:
        self._lasting = ""
        self._passing = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines to show, most lasting first; at most two."""
        return tuple(line for line in (self._lasting, self._passing) if line)

    def __call__(self, _session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            if event.kind in (EventKind.INTERVAL, EventKind.FINISHED, EventKind.STOPPED):
                self._lasting = self._passing = ""
            elif event.cue and event.cue.kind in (CueKind.SAY, CueKind.POSTURE) and not self._lasting:
                self._lasting = event.cue.text
            elif event.cue and event.cue.kind in PASSING:
                self._passing = event.cue.text
