"""Ask whether to resume a session that a crash or an empty battery ended."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from retrotimer.app.session.crash_journal import InterruptedSession
from retrotimer.app.session.recovery import summary_text
from retrotimer.gui.widgets.dialogs import Answer, Question
from retrotimer.texts import _

RECENT_S = 2 * 3_600
"""A session cut off this long ago may well be gone on with; an older one is rather kept as it is."""


def ask_about(
    window: QWidget,
    found: InterruptedSession,
    *,
    go_on: Callable[[InterruptedSession], None],
    keep: Callable[[InterruptedSession], None],
    move_to_trash: Callable[[InterruptedSession], None],
) -> Question:
    """Ask over `window` about `found`; one of the three is called with it."""
    ways = {
        "go on": (_("Go on, paused where it was"), go_on),
        "keep": (_("Keep what was done"), keep),
        "throw away": (_("Throw it away"), move_to_trash),
    }
    order = ["go on", "keep", "throw away"] if found.ago_s <= RECENT_S else ["keep", "go on", "throw away"]
    if not found.can_go_on:
        order.remove("go on")
    question = Question(
        window, _("A session was cut off"), summary_text(found), [Answer(name, ways[name][0]) for name in order]
    )
    question.setObjectName("cut off")
    question.answered.connect(lambda name: ways[name][1](found))
    return question
