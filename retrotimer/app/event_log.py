"""What happens in a session, one JSON line an event, for whoever measures or writes it down."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from retrotimer.training.session import Session
from retrotimer.training.states import Event

FIRST = b'{"event": '
"""How each line begins."""


def is_event_log(path: Path) -> bool:
    """Return whether events may be written to `path`: nothing is lost there but earlier events.

    What is no ordinary file, as a pipe or a terminal, keeps nothing that could be lost.

    Raises:
        OSError: where it cannot be read.
    """
    if not path.is_file():
        return True
    with path.open("rb") as file:
        begin = file.read(len(FIRST))
    return begin in (b"", FIRST)


class EventLog:
    """Writes each event to `file` as it happens.

    `mono_ns` is what the machine's monotonic clock said when the event was due, whenever it was noticed.
    """

    def __init__(self, file: TextIO, mono_ns: Callable[[int], int]) -> None:
        self._file = file
        self._mono_ns = mono_ns

    def __call__(self, _session: Session, events: tuple[Event, ...]) -> None:
        """Take in what happened."""
        for event in events:
            line: dict[str, object] = {
                "event": str(event.kind),
                "mono_ns": self._mono_ns(event.due_ns),
                "at_ms": event.at_ms,
                "interval": event.index,
                "visit": event.visit,
            }
            if event.cue:
                line |= {"cue": str(event.cue.kind), "text": event.cue.text, "length_ms": event.cue.length_ms}
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
