"""Asks what is to become of a session that was cut off by a crash or an empty battery."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from retrotimer.app.journal import CutOff
from retrotimer.gui.question import Answer, Question
from retrotimer.texts import _
from retrotimer.training.figures import length_text

RECENT_S = 2 * 3_600
"""A session cut off this long ago may well be gone on with; an older one is rather kept as it is."""


def ask_about(
    window: QWidget,
    found: CutOff,
    *,
    go_on: Callable[[CutOff], None],
    keep: Callable[[CutOff], None],
    throw_away: Callable[[CutOff], None],
) -> Question:
    """Ask over `window` about `found`; one of the three is called with it."""
    ways = {
        "go on": (_("Go on, paused where it was"), go_on),
        "keep": (_("Keep what was done"), keep),
        "throw away": (_("Throw it away"), throw_away),
    }
    order = ["go on", "keep", "throw away"] if found.ago_s <= RECENT_S else ["keep", "go on", "throw away"]
    if not found.can_go_on:
        order.remove("go on")
    question = Question(
        window, _("A session was cut off"), _told(found), [Answer(name, ways[name][0]) for name in order]
    )
    question.setObjectName("cut off")
    question.answered.connect(lambda name: ways[name][1](found))
    return question


def _told(found: CutOff) -> str:
    begun = found.started.astimezone().strftime("%Y-%m-%d %H:%M")
    done = length_text(found.record.done_ms if found.record else 0)
    sentence = _("“{name}”, begun on {begun}: {done} of it are done.")
    return sentence.format(name=found.overview.timeline.name, begun=begun, done=done)
