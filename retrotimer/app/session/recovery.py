"""List interrupted sessions that a person may resume."""

from __future__ import annotations

from collections.abc import Iterator

from retrotimer.app.session.crash_journal import InterruptedSession, interrupted, move_to_trash
from retrotimer.texts import _
from retrotimer.training.formatting import length_text


def offered() -> Iterator[InterruptedSession]:
    """Yield interrupted sessions that had begun, oldest first."""
    for found in interrupted():
        if found.record is None:
            move_to_trash(found)
        else:
            yield found


def summary_text(found: InterruptedSession) -> str:
    """Return the name, the start and the done length of the session in a sentence."""
    begun = found.started.astimezone().strftime("%Y-%m-%d %H:%M")
    done = length_text(found.record.done_ms if found.record else 0)
    sentence = _("“{name}”, begun on {begun}: {done} of it are done.")
    return sentence.format(name=found.overview.timeline.name, begun=begun, done=done)
