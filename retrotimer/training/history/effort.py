"""Rate a session by Borg's CR10 scale, 0 to 10, in the words of Foster's session rating (Foster 2021).

Rating x minutes is the session load. The rating is meant for about 30 min after; it held from 1 min to 14 days.
"""

from __future__ import annotations

from retrotimer.texts import N_, _

EFFORTS = range(11)
WORDS = {
    0: N_("rest"),
    1: N_("very, very easy"),
    2: N_("easy"),
    3: N_("moderate"),
    4: N_("somewhat hard"),
    5: N_("hard"),
    7: N_("very hard"),
    10: N_("maximal"),
}
"""The other numbers stand between these and have no words of their own."""
MS_PER_MIN = 60_000


def effort_word(effort: int) -> str:
    """Return the scale's words for `effort`; nothing where it has none."""
    return _(WORDS[effort]) if effort in WORDS else ""


def effort_text(effort: int | None) -> str:
    """Return "effort 7, very hard"; nothing where none was given."""
    if effort is None:
        return ""
    word = effort_word(effort)
    return _("effort {n}, {word}").format(n=effort, word=word) if word else _("effort {n}").format(n=effort)


def session_load(effort: int, done_ms: int) -> int:
    """Return rating x minutes."""
    return round(effort * done_ms / MS_PER_MIN)


def effort_sense() -> str:
    """Return where the scale is from and when a rating is meant to be given."""
    return _(
        "Borg's CR10 scale, for the whole session. It is meant for about half an hour after; from a minute to two "
        "weeks later it held too (Foster 2021). Effort × minutes is the session load."
    )
